import type { ModeratedFlag } from '@lagesbild/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import ground from '../../map/ground.module.css';
import { useArea } from '../../shell/area.tsx';
import { useLanguage } from '../../text/index.ts';
import { FlagMap } from './flag-map.ts';
import styles from './review.module.css';

interface FlagMapViewProps {
  flags: readonly ModeratedFlag[];
  current: ModeratedFlag | null;
  /** Doesn't change. */
  onSpot: (spot: string) => void;
}

/** Where the flags of the list are; the list itself is the map's spoken twin. */
export function FlagMapView({ flags, current, onSpot }: FlagMapViewProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<FlagMap | null | 'none'>(null);
  const label = t('map.label');
  useEffect(() => {
    const own = FlagMap.open({ container: container.current!, municipality, places, language, label, onSpot });
    setMap(own ?? 'none');
    return () => {
      setMap(null);
      own?.dispose();
    };
  }, [municipality, places, language, label, onSpot]);
  useEffect(() => {
    if (map instanceof FlagMap) map.show(flags, current);
  }, [map, flags, current]);
  return (
    <div className={styles.map}>
      <div ref={container} className={ground.canvas} />
      {map === 'none' ? (
        <p className={styles.mapless}>{t('map.none')}</p>
      ) : (
        <p className={styles.legend}>{t('map.legend')}</p>
      )}
    </div>
  );
}
