import { useEffect, useLayoutEffect, useState } from 'react';
import { createEngine, type Engine } from '../engine/engine.ts';
import { filterStore } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { isKnownPlace, knownPart } from './known-filter.ts';

/** An engine for the area that is open, fed by the filter without React in between. */
export function useOwnEngine(): Engine | null {
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
  // Before the effects that ask: what they ask after new weights is answered by them.
  useLayoutEffect(() => engine?.weigh(municipality.categories), [engine, municipality.categories]);
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
