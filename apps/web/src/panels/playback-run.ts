import type { Filter } from '@lagesbild/contract';
import { formatFilter } from '@lagesbild/contract';
import { useEffect, useSyncExternalStore } from 'react';
import { useEngine } from '../engine/hooks.ts';
import { useCity } from './city.ts';

/** From pressing play until another question is asked: colours mean the same in every frame of it. */
export interface Run {
  /** The most incidents that any hour of the week has in any frame; null until it is known. */
  hoursPeak: number | null;
}

let run: Run | null = null;
const listeners = new Set<() => void>();

function put(next: Run | null): void {
  run = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The run of playback that is on; null while none is. */
export const useRun = (): Run | null => useSyncExternalStore(subscribe, () => run);

/**
 * Holds every scale of the page while a run is on.
 * @param frames  the questions it goes through, or enough of them to know their peaks; null while no run is on
 * @returns true once all of them hold: before that no frame may be shown
 */
export function useHeldScales(frames: readonly Filter[] | null): boolean {
  const engine = useEngine();
  const city = useCity();
  const key = frames === null ? null : frames.map((frame) => formatFilter(frame).toString()).join(' ');
  // The key says the whole of the frames; the array itself is new at every render.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (frames === null) return;
    let current = true;
    put({ hoursPeak: null });
    const known = (hoursPeak: number): void => {
      if (current) put({ hoursPeak });
    };
    const peak = peakOfHours(frames, (frame) => engine.tallyOf(frame));
    Promise.all([peak, city?.holdScale(frames)]).then(
      ([hoursPeak]) => known(hoursPeak),
      () => known(1),
    );
    return () => {
      current = false;
      void city?.holdScale(null);
      put(null);
    };
  }, [engine, city, key]);
  return useRun()?.hoursPeak != null;
}

async function peakOfHours(
  frames: readonly Filter[],
  tallyOf: (frame: Filter) => Promise<{ hours: readonly number[] } | null>,
): Promise<number> {
  let peak = 0;
  for (const frame of frames) peak = Math.max(peak, ...((await tallyOf(frame))?.hours ?? []));
  return peak;
}
