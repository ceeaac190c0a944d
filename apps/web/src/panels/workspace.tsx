import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../account/session.ts';
import { EngineContext } from '../engine/hooks.ts';
import type { CityMap } from '../map/city-map.ts';
import { MapView } from '../map/map-view.tsx';
import { Announcer } from '../shell/announcer.tsx';
import { installationQuery, useArea } from '../shell/area.tsx';
import shell from '../shell/shell.module.css';
import { nameIn, useLanguage } from '../text/index.ts';
import { Answers } from './answers.tsx';
import { EngineNotice } from './engine-notice.tsx';
import { FilterChips } from './filter-chips.tsx';
import { Help } from './help.tsx';
import { Inspector } from './inspector.tsx';
import { LayerPanel } from './layer-panel.tsx';
import { useLayout } from './layout.ts';
import { LegendButton } from './legend-button.tsx';
import { OnTheWay } from './on-the-way.tsx';
import { useOwnEngine } from './own-engine.ts';
import { PaperFoot, PaperHead } from './paper.tsx';
import { PlaceSearch } from './place-search.tsx';
import { SheetHandle } from './sheet-handle.tsx';
import { useShortcuts } from './shortcuts.ts';
import { Tables } from './tables.tsx';
import { TimeBar } from './time-bar.tsx';
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

/** The map fills the window, what floats at its edges can be put away. */
function StaffMap() {
  const engine = useOwnEngine();
  return <EngineContext value={engine}>{engine !== null && <Floor />}</EngineContext>;
}

function Floor() {
  const { t } = useTranslation(['panels', 'shell']);
  const language = useLanguage();
  const { municipality } = useArea();
  const { data: installation } = useQuery(installationQuery);
  const [city, setCity] = useState<CityMap | null>(null);
  const [webgl, setWebgl] = useState(true);
  const { inspector, sheet, legend } = useLayout();
  useShortcuts(city);
  useEffect(() => {
    document.title = `${t('panels:title.map')} – ${nameIn(municipality.names, language)} – Lägesbild`;
  }, [t, municipality.names, language]);
  return (
    <Answers city={city}>
      <div
        className={styles.floor}
        data-inspector={inspector || undefined}
        data-sheet={sheet || undefined}
        data-legend={legend || undefined}
        data-webgl={webgl || undefined}
      >
        <h1 className="spoken">{t('panels:title.page', { area: nameIn(municipality.names, language) })}</h1>
        <div className={styles.stage}>
          {webgl ? (
            <div className={styles.map}>
              {installation !== undefined && (
                <MapView basemap={installation.basemap} onCity={setCity} onWebgl={setWebgl} />
              )}
            </div>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
            <section className={styles.map} tabIndex={0} aria-label={t('panels:tables.title')}>
              <Tables />
            </section>
          )}
          <div className={styles.top}>
            <div className={styles.search}>
              <PlaceSearch />
            </div>
            <FilterChips />
            <div className={styles.tools}>
              <Toolbar />
            </div>
          </div>
          <EngineNotice />
          <OnTheWay />
          {webgl && (
            <div className={styles.legend}>
              <LayerPanel />
            </div>
          )}
          {webgl && !legend && <LegendButton />}
        </div>
        {inspector && (
          <div className={styles.inspector}>
            <Inspector />
          </div>
        )}
        <div className={styles.foot}>
          <SheetHandle />
          <TimeBar />
        </div>
        <PaperHead />
        <PaperFoot />
      </div>
      <Help />
      <Announcer />
    </Answers>
  );
}
