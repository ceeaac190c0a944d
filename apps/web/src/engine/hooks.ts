import type { Tally } from '@lagesbild/contract';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Engine } from './engine.ts';
import { type EngineState, IDLE } from './state.ts';

/** The engine of the municipality that is open; null while none is. */
export const EngineContext = createContext<Engine | null>(null);

/** The engine itself. @throws {Error} outside an `EngineContext` that has one */
export function useEngine(): Engine {
  const engine = useContext(EngineContext);
  if (engine === null) throw new Error('useEngine outside EngineContext');
  return engine;
}

const never = (): (() => void) => () => {};

/** How far the rows have come; re-renders when that changes. */
export function useEngineState(): EngineState {
  const engine = useContext(EngineContext);
  return useSyncExternalStore(engine?.subscribe ?? never, () => engine?.state ?? IDLE);
}

/** The newest tally; null before the first. */
export function useTally(): Tally | null {
  const engine = useContext(EngineContext);
  return useSyncExternalStore(engine?.subscribe ?? never, () => engine?.tally ?? null);
}
