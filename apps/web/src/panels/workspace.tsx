import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../account/session.ts';
import { EngineContext } from '../engine/hooks.ts';
import type { CityMap } from '../map/city-map.ts';
import { MapView } from '../map/map-view.tsx';
import { installationQuery, useArea } from '../shell/area.tsx';
import shell from '../shell/shell.module.css';
import { nameIn, useLanguage } from '../text/index.ts';
import { Floor } from './floor.tsx';
import { Help } from './help.tsx';
import { Inspector } from './inspector.tsx';
import { useOwnEngine } from './own-engine.ts';
import { useShortcuts } from './shortcuts.ts';
import { Tables } from './tables.tsx';
import { Toolbar } from './toolbar.tsx';
import styles from './workspace.module.css';

/** The staff map, for those whose role sees incidents. */
export function Workspace() {
  const { t } = useTranslation('account');
  const { municipality } = useArea();
  const may = useMay();
  if (may('see_incidents', municipality.slug)) return <StaffMap />;
  return (
    <div className={shell.page}>
      <section className={shell.failure}>
        <h1>{t('noMap.title')}</h1>
        <p>{t('noMap.what')}</p>
      </section>
    </div>
  );
}

function StaffMap() {
  const engine = useOwnEngine();
  return <EngineContext value={engine}>{engine !== null && <MapFloor />}</EngineContext>;
}

function MapFloor() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const { data: installation } = useQuery(installationQuery);
  const [city, setCity] = useState<CityMap | null>(null);
  const [webgl, setWebgl] = useState(true);
  useShortcuts(city);
  const map = webgl ? (
    <div className={styles.map}>
      {installation !== undefined && <MapView basemap={installation.basemap} onCity={setCity} onWebgl={setWebgl} />}
    </div>
  ) : (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className={styles.map} tabIndex={0} aria-label={t('tables.title')}>
      <Tables />
    </section>
  );
  return (
    <Floor
      title={t('title.map')}
      heading={t('title.page', { area: nameIn(municipality.names, language) })}
      city={city}
      webgl={webgl}
      map={map}
      tools={<Toolbar />}
      inspector={<Inspector />}
    >
      <Help />
    </Floor>
  );
}
