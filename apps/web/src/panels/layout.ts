import { useSyncExternalStore } from 'react';

/** What of the page is open. Nobody shares it: it stays out of the address. */
export interface Layout {
  inspector: boolean;
  legend: boolean;
  tab: 'overview' | 'spots' | 'categories' | 'incidents' | 'perception';
  /** Phone: the bottom sheet pulled up. */
  sheet: boolean;
  help: boolean;
}

/** On a phone the map comes first: its legend opens when asked for. */
const roomy = globalThis.matchMedia?.('(min-width: 721px)').matches ?? true;

let layout: Layout = { inspector: true, legend: roomy, tab: 'overview', sheet: false, help: false };
const listeners = new Set<() => void>();

export function arrange(change: Partial<Layout>): void {
  layout = { ...layout, ...change };
  for (const listener of listeners) listener();
}

export const currentLayout = (): Layout => layout;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLayout = (): Layout => useSyncExternalStore(subscribe, currentLayout);
