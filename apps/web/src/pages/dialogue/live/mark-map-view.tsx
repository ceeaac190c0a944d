import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import ground from '../../../map/ground.module.css';
import { useArea } from '../../../shell/area.tsx';
import { useLanguage } from '../../../text/index.ts';
import type { Corner } from './drawing.ts';
import styles from './live.module.css';
import { MarkMap, type Shown } from './mark-map.ts';

interface MarkMapViewProps {
  shown: Shown;
  /** What is in view when it opens. */
  around?: readonly Corner[];
  /** Doesn't change. */
  onCorner: (corner: Corner) => void;
  /** Doesn't change. */
  onMark: (id: string) => void;
  /** The map, once it is there; null where this browser draws none. Doesn't change. */
  onMap: (map: MarkMap | null) => void;
}

/** The map of the meeting with a crosshair in its middle; the list of marks is its spoken twin. */
export function MarkMapView({ shown, around = [], onCorner, onMark, onMap }: MarkMapViewProps) {
  const { t } = useTranslation('dialogue');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MarkMap | null | 'none'>(null);
  const label = t('live.map');
  // The area is asked for anew each minute: the map that somebody draws on stays.
  const area = useRef({ municipality, places, around });
  useEffect(() => {
    const own = MarkMap.open({ container: container.current!, ...area.current, language, label, onCorner, onMark });
    setMap(own ?? 'none');
    onMap(own);
    return () => {
      setMap(null);
      onMap(null);
      own?.dispose();
    };
  }, [language, label, onCorner, onMark, onMap]);
  useEffect(() => {
    if (map instanceof MarkMap) map.show(shown);
  }, [map, shown]);
  return (
    <div className={ground.map} data-none={map === 'none' || undefined}>
      <div ref={container} className={ground.canvas} />
      <div className={ground.aim} aria-hidden="true" />
      {map === 'none' && <p className={styles.mapless}>{t('live.map.none')}</p>}
    </div>
  );
}
