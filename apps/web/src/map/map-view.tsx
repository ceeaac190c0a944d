import type { Installation } from '@lagesbild/contract';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../engine/hooks.ts';
import { filterStore } from '../filter.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { themeKind } from '../theme/map-theme.ts';
import { CityMap } from './city-map.ts';
import type { Drawn } from './drawn.ts';
import ground from './ground.module.css';
import { IncidentPopover } from './incident-popover.tsx';
import { scaleBar } from './legend-scale.ts';
import { MapButtons, MapEdge, SCALE_BAR_PX } from './map-edges.tsx';
import styles from './map-view.module.css';
import type { Pick } from './picking.ts';

export interface MapViewProps {
  basemap: Installation['basemap'];
  /** Called with the map once it stands, with null when it is gone or can't be had (no WebGL). */
  onCity?: (city: CityMap | null) => void;
  /** Called with false when this browser can't draw maps: lists and tables remain. */
  onWebgl?: (webgl: boolean) => void;
  /** As `CityMapOptions` has it. */
  onPoint?: (lon: number, lat: number, touch: boolean) => boolean;
}

/** The map, its few buttons, and what a click on it opens. */
export function MapView({ basemap, onCity, onWebgl, onPoint }: MapViewProps) {
  const { t } = useTranslation('map');
  const language = useLanguage();
  const engine = useEngine();
  const canvas = useRef<HTMLDivElement>(null);
  const [city, setCity] = useState<CityMap | null>(null);
  const [pick, setPick] = useState<Pick | null>(null);
  const label = `${t('label', { area: nameIn(engine.municipality.names, language) })}. ${t('keys')}`;

  // Language and label change without a new map (below); the callbacks are the page's own and don't change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const own = CityMap.open({
      container: canvas.current!,
      engine,
      basemap,
      view: filterStore.view,
      language,
      label,
      settled: () => !filterStore.passing,
      still: () => !filterStore.underway,
      onCamera: (camera) => filterStore.setView({ camera }),
      onPick: setPick,
      onPlace: (at) => filterStore.setView({ at }),
      onPoint,
      onLost: () => onWebgl?.(false),
    });
    if (own === null) {
      onWebgl?.(false);
      return;
    }
    setCity(own);
    onCity?.(own);
    let { underway } = filterStore;
    const stop = filterStore.subscribe(() => {
      const ended = underway && !filterStore.underway;
      underway = filterStore.underway;
      own.setView(filterStore.view);
      if (ended) own.settle();
    });
    return () => {
      stop();
      setCity(null);
      setPick(null);
      onCity?.(null);
      own.dispose();
    };
  }, [engine, basemap.kind, basemap.url]);

  useEffect(() => city?.setLanguage(language, label), [city, language, label]);

  const close = (): void => {
    setPick(null);
    city?.focus();
  };
  return (
    <div className={ground.map}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the canvas inside has the focus and the name */}
      <div
        ref={canvas}
        className={ground.canvas}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void city?.pickCentre();
          if (event.key === 'Escape') setPick(null);
        }}
      />
      <i className={ground.aim} aria-hidden="true" />
      {city !== null && (
        <>
          <MapButtons map={city} />
          <Edge city={city} />
          <Paper city={city} />
          {pick !== null && (
            <IncidentPopover
              city={city}
              pick={pick}
              onOpen={(id) => filterStore.setView({ at: `i:${id}` })}
              onClose={close}
            />
          )}
        </>
      )}
    </div>
  );
}

/** What the map's numbers are now; re-renders when they change. */
export const useDrawn = (city: CityMap): Drawn => useSyncExternalStore(city.subscribe, () => city.drawn);

function Edge({ city }: { city: CityMap }) {
  return <MapEdge {...useDrawn(city)} />;
}

/**
 * On paper the map is a picture of itself: a canvas isn't laid out again in time for the printer. Paper is white: a dark map changes
 * for it, and back afterwards.
 */
function Paper({ city }: { city: CityMap }) {
  const [image, setImage] = useState<string | null>(null);
  const img = useRef<HTMLImageElement>(null);
  useEffect(() => {
    let worn: string | undefined;
    let changed = false;
    const take = (): void => {
      changed = themeKind() === 'dark' && city.changesAtOnce;
      if (changed) {
        worn = document.documentElement.dataset.theme;
        document.documentElement.dataset.theme = 'light';
      }
      const { url, width, height, theme } = city.snapshot();
      const { style, dataset } = document.documentElement;
      dataset.paperMap = theme;
      style.setProperty('--paper-aspect', String(width / height));
      style.setProperty('--paper-bar', String(scaleBar(city.drawn.metres_per_px, SCALE_BAR_PX).px / width));
      if (img.current !== null) img.current.src = url;
      setImage(url);
    };
    const drop = (): void => {
      setImage(null);
      if (!changed) return;
      if (worn === undefined) delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = worn;
    };
    addEventListener('beforeprint', take);
    addEventListener('afterprint', drop);
    return () => {
      removeEventListener('beforeprint', take);
      removeEventListener('afterprint', drop);
    };
  }, [city]);
  return <img ref={img} className={styles.paper} src={image ?? undefined} alt="" />;
}
