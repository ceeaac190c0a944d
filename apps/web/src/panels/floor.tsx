import { type ReactNode, useEffect } from 'react';
import type { CityMap } from '../map/city-map.ts';
import { Announcer } from '../shell/announcer.tsx';
import { useArea } from '../shell/area.tsx';
import { nameIn, useLanguage } from '../text/index.ts';
import { Answers } from './answers.tsx';
import { EngineNotice } from './engine-notice.tsx';
import { FilterChips } from './filter-chips.tsx';
import { LayerPanel } from './layer-panel.tsx';
import { useLayout } from './layout.ts';
import { LegendButton } from './legend-button.tsx';
import { OnTheWay } from './on-the-way.tsx';
import { PaperFoot, PaperHead } from './paper.tsx';
import { PlaceSearch } from './place-search.tsx';
import { SheetHandle } from './sheet-handle.tsx';
import { TimeBar } from './time-bar.tsx';
import styles from './workspace.module.css';

interface FloorProps {
  /** What the window is called, and the page's first heading. */
  title: string;
  heading: string;
  city: CityMap | null;
  /** false: what stands for the map is no map. */
  webgl: boolean;
  map: ReactNode;
  tools: ReactNode;
  /** Floats over the map. */
  over?: ReactNode;
  inspector: ReactNode;
  /** Dialogs. */
  children: ReactNode;
}

/** The map fills the window, what floats at its edges can be put away. */
export function Floor({ title, heading, city, webgl, map, tools, over, inspector: shown, children }: FloorProps) {
  const language = useLanguage();
  const { names } = useArea().municipality;
  const { inspector, sheet, legend } = useLayout();
  useEffect(() => {
    document.title = `${title} – ${nameIn(names, language)} – Lägesbild`;
  }, [title, names, language]);
  return (
    <Answers city={city}>
      <div
        className={styles.floor}
        data-inspector={inspector || undefined}
        data-sheet={sheet || undefined}
        data-legend={legend || undefined}
        data-webgl={webgl || undefined}
      >
        <h1 className="spoken">{heading}</h1>
        <div className={styles.stage}>
          {map}
          <div className={styles.top}>
            <div className={styles.search}>
              <PlaceSearch />
            </div>
            <FilterChips />
            <div className={styles.tools}>{tools}</div>
          </div>
          {over}
          <EngineNotice />
          <OnTheWay />
          {webgl && (
            <div className={styles.legend}>
              <LayerPanel />
            </div>
          )}
          {webgl && !legend && <LegendButton />}
        </div>
        {inspector && <div className={styles.inspector}>{shown}</div>}
        <div className={styles.foot}>
          <SheetHandle />
          <TimeBar />
        </div>
        <PaperHead />
        <PaperFoot />
      </div>
      {children}
      <Announcer />
    </Answers>
  );
}
