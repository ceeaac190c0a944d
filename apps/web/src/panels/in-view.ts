import { useEffect, useState } from 'react';
import { useEngine } from '../engine/hooks.ts';
import { useCity } from './city.ts';

/**
 * How many incidents are drawn within the map's edges: asked again when the map has moved or another question is answered,
 * one request under way and the newest next.
 * @returns null while there is no map, and where the engine can't tell
 */
export function useInView(): number | null {
  const engine = useEngine();
  const city = useCity();
  const [n, setN] = useState<number | null>(null);
  useEffect(() => {
    if (city === null) return;
    let ended = false;
    let busy = false;
    let asked = '';
    const ask = (): void => {
      const bounds = city.bounds();
      const question = `${engine.generation} ${bounds.join()}`;
      if (busy || ended || question === asked) return;
      asked = question;
      busy = true;
      const done = (there: { total: number } | null): void => {
        busy = false;
        if (ended) return;
        setN(there?.total ?? null);
        ask();
      };
      // The api lists one at least.
      engine.incidentsIn(bounds, 1).then(done, () => done(null));
    };
    const stops = [engine.subscribe(ask), city.subscribe(ask)];
    ask();
    return () => {
      ended = true;
      for (const stop of stops) stop();
      setN(null);
    };
  }, [engine, city]);
  return n;
}
