import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../account/session.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { EngineContext, useEngineState } from '../engine/hooks.ts';
import { filterStore } from '../filter.ts';
import type { CityMap } from '../map/city-map.ts';
import { MapView } from '../map/map-view.tsx';
import { Announcer } from '../shell/announcer.tsx';
import { installationQuery, useArea } from '../shell/area.tsx';
import { Icon } from '../shell/icon.tsx';
import shell from '../shell/shell.module.css';
import { nameIn, useLanguage } from '../text/index.ts';
import { CityContext } from './city.ts';
import { EmergingContext, useEmergingAnswer } from './emerging.ts';
import { EngineNotice } from './engine-notice.tsx';
import { FilterChips } from './filter-chips.tsx';
import { GapContext, useGapAnswer } from './gaps.ts';
import { Help } from './help.tsx';
import { HotSpotContext, useHotSpotAnswer } from './hot-spots.ts';
import { Inspector } from './inspector.tsx';
import { isKnownPlace, knownPart } from './known-filter.ts';
import { LayerPanel } from './layer-panel.tsx';
import { arrange, useLayout } from './layout.ts';
import { OnTheWay } from './on-the-way.tsx';
import { PaperFoot, PaperHead } from './paper.tsx';
import { PerceptionContext, useSaidAnswer } from './perception.ts';
import { PlaceSearch } from './place-search.tsx';
import { useShortcuts } from './shortcuts.ts';
import { Tables } from './tables.tsx';
import { TimeBar } from './time-bar.tsx';
import { Toolbar } from './toolbar.tsx';
import styles from './workspace.module.css';

/** An engine for the area that is open, fed by the filter without React in between. */
function useOwnEngine(): Engine | null {
  const { municipality, places } = useArea();
  const [engine, setEngine] = useState<Engine | null>(null);
  // A new version of the same area is the engine's to fetch; only another area needs another engine.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const own = createEngine(municipality, places);
    let asked: unknown;
    const ask = (): void => {
      const { filter, unread } = knownPart(filterStore.filter, municipality, places);
      const { at } = filterStore.view;
      const strange = isKnownPlace(at, places) ? [] : [{ parameter: 'at', value: at! }];
      if (unread.length + strange.length > 0) {
        // Comes back here with what can be asked.
        filterStore.setAside(filter, [...unread, ...strange], strange.length > 0 ? { at: undefined } : {});
        return;
      }
      if (filterStore.filter === asked) return;
      asked = filterStore.filter;
      own.setFilter(filterStore.filter);
    };
    const stop = filterStore.subscribe(ask);
    ask();
    setEngine(own);
    return () => {
      stop();
      own.dispose();
    };
  }, [municipality.slug, places]);
  const { version } = municipality.data;
  // Rows can also arrive older than what is known here: the api gives a first visit those it has while newer are read in.
  useEffect(() => {
    if (engine === null) return;
    let asked: number | null = null;
    const look = (): void => {
      const { dataVersion } = engine.state;
      if (dataVersion === null || dataVersion >= version || dataVersion === asked) return;
      asked = dataVersion;
      void engine.refresh();
    };
    const stop = engine.subscribe(look);
    look();
    return stop;
  }, [engine, version]);
  return engine;
}

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
  const hotSpots = useHotSpotAnswer(city);
  const emerging = useEmergingAnswer(city);
  const said = useSaidAnswer(city);
  const gaps = useGapAnswer(city, said);
  useEffect(() => {
    document.title = `${t('panels:title.map')} – ${nameIn(municipality.names, language)} – Lägesbild`;
  }, [t, municipality.names, language]);
  return (
    <CityContext value={city}>
      <HotSpotContext value={hotSpots}>
        <EmergingContext value={emerging}>
          <PerceptionContext value={said}>
            <GapContext value={gaps}>
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
            </GapContext>
          </PerceptionContext>
        </EmergingContext>
      </HotSpotContext>
    </CityContext>
  );
}

function LegendButton() {
  const { t } = useTranslation('panels');
  return (
    <button
      type="button"
      className={styles.legendButton}
      aria-label={t('layers.show')}
      onClick={() => arrange({ legend: true })}
    >
      <Icon name="layers" />
    </button>
  );
}

/** Phone: pulls the sheet up and down. */
function SheetHandle() {
  const { t } = useTranslation('panels');
  const { sheet } = useLayout();
  const { phase } = useEngineState();
  return (
    <button
      type="button"
      className={styles.handle}
      aria-expanded={sheet}
      disabled={phase === 'failed'}
      onClick={() => arrange({ sheet: !sheet, inspector: true })}
    >
      <Icon name={sheet ? 'down' : 'up'} size={18} />
      <span>{sheet ? t('inspector.hide') : t('inspector.show')}</span>
    </button>
  );
}
