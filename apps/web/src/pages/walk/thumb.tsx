import { useEffect, useRef } from 'react';
import styles from './walk.module.css';

const SIDE = 96;

/** A small picture of a photo that is only here. */
export function Thumb({ picture, label }: { picture: Blob; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    void createImageBitmap(picture, { resizeHeight: SIDE }).then((small) => {
      const at = canvas.current;
      if (at === null) return;
      at.width = small.width;
      at.height = small.height;
      at.getContext('2d')!.drawImage(small, 0, 0);
    });
  }, [picture]);
  return <canvas ref={canvas} className={styles.thumb} height={SIDE} role="img" aria-label={label} />;
}
