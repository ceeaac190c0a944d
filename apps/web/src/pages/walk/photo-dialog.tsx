import { PHOTO_SIDE_MAX } from '@lagesbild/contract';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../offline/key.ts';
import { announce } from '../../shell/announcer.tsx';
import { Icon } from '../../shell/icon.tsx';
import { Pick } from '../dialogue/live/pick.tsx';
import type { Photo } from './kept.ts';
import { cellAt, cellsBetween, gridOf, hideCells } from './mosaic.ts';
import styles from './walk.module.css';

const TOOLS = ['rectangle', 'brush'] as const;
const JPEG_QUALITY = 0.82;

interface PhotoDialogProps {
  file: File;
  onUse: (photo: Photo) => void;
  onClose: () => void;
}

/** A photo before anything keeps it: what shows somebody is made unreadable by hand, and only what is left goes on. */
export function PhotoDialog({ file, onUse, onClose }: PhotoDialogProps) {
  const { t } = useTranslation('walks');
  const [taken, setTaken] = useState<ImageData | 'unreadable' | null>(null);
  useEffect(() => {
    let isGone = false;
    pixelsOf(file)
      .catch(() => 'unreadable' as const)
      .then((read) => !isGone && setTaken(read));
    return () => {
      isGone = true;
    };
  }, [file]);
  return (
    <ModalOverlay className={styles.veil!} isOpen isKeyboardDismissDisabled>
      <Modal className={styles.photo!}>
        <Dialog aria-label={t('photo.title')} className={styles.dialog!}>
          <h2>{t('photo.title')}</h2>
          {taken === null && <p role="status">{t('photo.opening')}</p>}
          {taken === 'unreadable' && (
            <>
              <p role="alert">{t('photo.unreadable')}</p>
              <button type="button" onClick={onClose}>
                {t('photo.cancel')}
              </button>
            </>
          )}
          {taken instanceof ImageData && <Hiding taken={taken} onUse={onUse} onClose={onClose} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Drawn small enough to keep, turned as the camera held it. */
async function pixelsOf(file: File): Promise<ImageData> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, PHOTO_SIDE_MAX / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = new OffscreenCanvas(width!, height!);
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, width!, height!);
  context.drawImage(picture, 0, 0, width!, height!);
  picture.close();
  return context.getImageData(0, 0, width!, height!);
}

function Hiding({ taken, onUse, onClose }: { taken: ImageData } & Omit<PhotoDialogProps, 'file'>) {
  const { t } = useTranslation('walks');
  const grid = useMemo(() => gridOf(taken), [taken]);
  const [tool, setTool] = useState<(typeof TOOLS)[number]>('rectangle');
  /** A stroke each, so that the last one can be taken back. */
  const [strokes, setStrokes] = useState<readonly (readonly number[])[]>([]);
  const [pulled, setPulled] = useState<readonly number[]>([]);
  const [from, setFrom] = useState<number | null>(null);
  const [at, setAt] = useState(() => cellAt(grid, taken.width / 2, taken.height / 2));
  const [isSure, setSure] = useState(false);
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const shown = new ImageData(taken.data.slice(), taken.width, taken.height);
    hideCells(shown, grid, new Set([...strokes.flat(), ...pulled]));
    context.putImageData(shown, 0, 0);
  }, [taken, grid, strokes, pulled]);

  const cellUnder = ({ clientX, clientY }: PointerEvent): number => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    return cellAt(grid, ((clientX - left) / width) * taken.width, ((clientY - top) / height) * taken.height);
  };
  const hide = (cells: readonly number[]): void => {
    setStrokes((before) => [...before, cells]);
    setSure(false);
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const cell = cellUnder(event);
    setFrom(cell);
    setAt(cell);
    setPulled([cell]);
  };
  const pull = (event: PointerEvent): void => {
    if (from === null) return;
    const cell = cellUnder(event);
    // A finger moves faster than it tells: the way from the last cell belongs to the stroke.
    setPulled((before) => (tool === 'rectangle' ? cellsBetween(grid, from, cell) : [...before, ...between(at, cell)]));
    setAt(cell);
  };
  const between = (a: number, b: number): number[] => {
    const steps = Math.max(
      Math.abs((a % grid.columns) - (b % grid.columns)),
      Math.abs(Math.floor(a / grid.columns) - Math.floor(b / grid.columns)),
    );
    const along = (one: number, other: number, step: number): number =>
      Math.round(one + ((other - one) * step) / Math.max(1, steps));
    return Array.from({ length: steps + 1 }, (_, step) => {
      const x = along(a % grid.columns, b % grid.columns, step);
      const y = along(Math.floor(a / grid.columns), Math.floor(b / grid.columns), step);
      return y * grid.columns + x;
    });
  };
  const end = (): void => {
    if (from === null) return;
    hide(pulled);
    setPulled([]);
    setFrom(null);
  };
  const key = (event: KeyboardEvent): void => {
    const [x, y] = [at % grid.columns, Math.floor(at / grid.columns)];
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ...{ ArrowLeft: [x - 1, y], ArrowRight: [x + 1, y], ArrowUp: [x, y - 1], ArrowDown: [x, y + 1] },
    };
    const move = moves[event.key];
    if (move !== undefined) setAt(cellAt(grid, move[0] * grid.side, move[1] * grid.side));
    else if (event.key === ' ' || event.key === 'Enter') {
      hide([at]);
      announce(t('photo.hidden'));
    } else return;
    event.preventDefault();
  };
  const use = async (): Promise<void> => {
    // What is kept is drawn from what is seen: no other copy goes on from here.
    const left = new OffscreenCanvas(taken.width, taken.height);
    left.getContext('2d')!.drawImage(canvas.current!, 0, 0);
    onUse({ key: newKey(), picture: await left.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY }) });
  };
  const percent = (cells: number, of: number): string => `${(100 * cells * grid.side) / of}%`;
  return (
    <>
      <p className={styles.note}>{t('photo.what')}</p>
      <div className={styles.frame}>
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: so that a screen reader leaves the keys to it */}
        <canvas
          ref={canvas}
          width={taken.width}
          height={taken.height}
          tabIndex={0}
          role="application"
          aria-label={t('photo.canvas')}
          onPointerDown={begin}
          onPointerMove={pull}
          onPointerUp={end}
          onPointerCancel={end}
          onKeyDown={key}
        />
        <span
          aria-hidden="true"
          style={{
            left: percent(at % grid.columns, taken.width),
            top: percent(Math.floor(at / grid.columns), taken.height),
            width: percent(1, taken.width),
            height: percent(1, taken.height),
          }}
        />
      </div>
      <Pick
        legend={t('photo.tool')}
        choices={TOOLS.map((value) => ({ value, name: t(`photo.${value}`) }))}
        isChosen={(value) => tool === value}
        onTap={setTool}
      />
      <div className={styles.acts}>
        <button
          type="button"
          aria-disabled={strokes.length === 0}
          onClick={() => setStrokes((before) => before.slice(0, -1))}
        >
          <Icon name="undo" size={18} /> {t('photo.undo')}
        </button>
      </div>
      <label className={styles.check}>
        <input type="checkbox" checked={isSure} onChange={({ target }) => setSure(target.checked)} />
        <span>{t('photo.sure')}</span>
      </label>
      <div className={styles.acts}>
        <button type="button" className="primary" disabled={!isSure} onClick={() => void use()}>
          {t('photo.use')}
        </button>
        <button type="button" onClick={onClose}>
          {t('photo.cancel')}
        </button>
      </div>
    </>
  );
}
