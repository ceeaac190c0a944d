import type { Filter } from '@lagesbild/contract';
import { useSyncExternalStore } from 'react';
import { type Address, INITIAL_VIEW, type Lens, readAddress, type View, writeAddress } from './filter-address.ts';
import { begin, type History, pass, redo, reopen, settle, undo } from './filter-history.ts';

export * from './filter-address.ts';

/** The part of a browser or router history that is needed to keep an address. */
export interface AddressBar {
  readonly location: { pathname: string; search: string; hash: string };
  push(href: string): void;
  replace(href: string): void;
  subscribe(listener: () => void): () => void;
}

const WRITE_AFTER_MS = 300;

/** All of a view but its lens, which is changed by steps of its own. */
type ViewChange = Partial<Omit<View, keyof Lens>>;

/** What undo goes back through: the question, and what it is looked at through. */
interface Asked extends Lens {
  readonly filter: Filter;
}
const asked = (filter: Filter, { bandwidth_m, cell_m }: Lens): Asked => ({ filter, bandwidth_m, cell_m });
const equal = (a: Asked, b: Asked): boolean =>
  writeAddress(a.filter, { ...INITIAL_VIEW, ...a }) === writeAddress(b.filter, { ...INITIAL_VIEW, ...b });

/**
 * The question and the view, held outside React so that a brush can change them sixty times a second: whoever draws
 * by hand subscribes, components use the hooks. The address bar follows 300 ms after what a person settled on: each step
 * is an entry that the browser's Back returns from, a drag and a moved camera are none.
 */
export class FilterStore {
  private history: History<Asked> = begin(asked({}, INITIAL_VIEW));
  private currentView: View = INITIAL_VIEW;
  private problems: Address['unread'] = [];
  private readonly listeners = new Set<() => void>();
  private bar: AddressBar | undefined;
  private area = '';
  private written = '';
  /** The step that the present entry of the browser's history stands for. */
  private entry = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  get filter(): Filter {
    return this.history.present.filter;
  }
  get view(): View {
    return this.currentView;
  }
  /** Parameters of the address that could not be read. */
  get unread(): Address['unread'] {
    return this.problems;
  }
  get canUndo(): boolean {
    return this.underway || this.history.past.length > 0;
  }
  get canRedo(): boolean {
    return this.history.future.length > 0;
  }
  /** True while the question is dragged or played: scales hold still until it settles. */
  get passing(): boolean {
    return this.history.present.filter !== this.history.settled.filter;
  }
  /** True while anything is: the question, or a slider of what it is looked at through. */
  get underway(): boolean {
    return this.history.present !== this.history.settled;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Read the address, and follow it from now on. Returns what ends it. */
  connect(bar: AddressBar): () => void {
    this.bar = bar;
    const read = (): void => {
      const { pathname, search } = bar.location;
      const area = pathname.split('/')[1] ?? '';
      if (area === this.area && search === this.written) return;
      const address = readAddress(search);
      const elsewhere = area !== this.area;
      this.area = area;
      this.written = search;
      this.currentView = address.view;
      this.problems = address.unread;
      const arrived = asked(address.filter, address.view);
      this.history = elsewhere ? begin(arrived) : this.arrived(arrived);
      this.entry = this.step();
      this.tell();
    };
    read();
    const stop = bar.subscribe(read);
    const flush = (): void => this.write();
    globalThis.addEventListener?.('pagehide', flush);
    return () => {
      stop();
      globalThis.removeEventListener?.('pagehide', flush);
      clearTimeout(this.timer);
      this.bar = undefined;
    };
  }

  /** Ask another question. `undoable: false` while something is being dragged; the last call of a drag is undoable. */
  readonly setFilter = (next: Filter | ((filter: Filter) => Filter), options?: { undoable?: boolean }): void => {
    const filter = typeof next === 'function' ? next(this.filter) : next;
    this.ask(asked(filter, this.history.present), options);
  };

  /** Look through another bandwidth or cell size. `undoable: false` while a slider moves, as for a filter. */
  readonly setLens = (change: Partial<Lens>, options?: { undoable?: boolean }): void =>
    this.ask(asked(this.filter, { ...this.history.present, ...change }), options);

  /** What was settled last is on its way again: a playback that goes on stays one step to undo. */
  readonly reopen = (): void => {
    this.moved(reopen(this.history));
  };

  readonly setView = (next: ViewChange | ((view: View) => ViewChange)): void => {
    const change = typeof next === 'function' ? next(this.view) : next;
    this.currentView = { ...this.currentView, ...change };
    this.changed();
  };

  readonly undo = (): void => {
    this.moved(undo(this.history));
  };

  readonly redo = (): void => {
    this.moved(redo(this.history));
  };

  /** Go on with the part of a link that can be asked here, and say what was set aside. Not a step to undo. */
  readonly setAside = (filter: Filter, unread: Address['unread'], view: ViewChange = {}): void => {
    const present = asked(filter, this.history.present);
    this.history = { ...this.history, settled: present, present };
    this.currentView = { ...this.currentView, ...view };
    this.problems = [...this.problems, ...unread];
    this.entry = this.step();
    this.changed();
  };

  /** It has been understood, or put right: all of it, or one parameter. */
  readonly forgetUnread = (parameter?: string): void => {
    this.problems = parameter === undefined ? [] : this.problems.filter((unread) => unread.parameter !== parameter);
    this.tell();
  };

  /** The address that opens to the same numbers, at once (the address bar may be 300 ms behind). */
  permalink(origin: string): string {
    const { pathname, search } = this.bar?.location ?? { pathname: '/', search: '' };
    return `${origin}${pathname}${writeAddress(this.filter, this.view, search)}`;
  }

  private ask(next: Asked, options?: { undoable?: boolean }): void {
    const history = options?.undoable === false ? pass(this.history, next) : settle(this.history, next, equal);
    const same = equal(next, this.history.present) && history.past === this.history.past && !this.underway;
    this.history = history;
    if (!same) this.moved(history);
  }

  private moved(history: History<Asked>): void {
    const { bandwidth_m, cell_m } = history.present;
    this.history = history;
    if (bandwidth_m !== this.view.bandwidth_m || cell_m !== this.view.cell_m)
      this.currentView = { ...this.view, bandwidth_m, cell_m };
    this.changed();
  }

  private changed(): void {
    this.tell();
    clearTimeout(this.timer);
    if (!this.underway) this.timer = setTimeout(() => this.write(), WRITE_AFTER_MS);
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.bar === undefined) return;
    const { pathname, search, hash } = this.bar.location;
    const next = writeAddress(this.filter, this.view, search);
    const step = this.step();
    const put = step === this.entry ? 'replace' : 'push';
    this.entry = step;
    if (next === search) return;
    this.written = next;
    this.bar[put](`${pathname}${next}${hash}`);
  }

  /** What makes one entry another: all of the address but the camera. */
  private step(): string {
    const { camera: _camera, ...view } = this.view;
    return writeAddress(this.filter, view);
  }

  /** Back and Forward walk along the steps that undo and redo know; any other address is a step of its own. */
  private arrived(at: Asked): History<Asked> {
    const { past, future } = this.history;
    if (past.length > 0 && equal(past.at(-1)!, at)) return undo(settle(this.history, this.history.settled, equal));
    if (future.length > 0 && equal(future[0]!, at)) return redo(this.history);
    return settle(this.history, at, equal);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The one question on this page. */
export const filterStore = new FilterStore();

/** The question, and how to change it. Re-renders at every change, a drag's included. */
export function useFilter() {
  const filter = useSyncExternalStore(filterStore.subscribe, () => filterStore.filter);
  const canUndo = useSyncExternalStore(filterStore.subscribe, () => filterStore.canUndo);
  const canRedo = useSyncExternalStore(filterStore.subscribe, () => filterStore.canRedo);
  return {
    filter,
    setFilter: filterStore.setFilter,
    undo: filterStore.undo,
    redo: filterStore.redo,
    canUndo,
    canRedo,
  };
}

/** How it is looked at: layers, camera, what the inspector holds. */
export function useView(): View & { setView: FilterStore['setView'] } {
  const view = useSyncExternalStore(filterStore.subscribe, () => filterStore.view);
  return { ...view, setView: filterStore.setView };
}

/** Is the question being dragged or played? */
export const usePassing = (): boolean => useSyncExternalStore(filterStore.subscribe, () => filterStore.passing);

/** One field of the filter; re-renders only when that field is another object. */
export function useFilterField<K extends keyof Filter>(field: K): Filter[K] {
  return useSyncExternalStore(filterStore.subscribe, () => filterStore.filter[field]);
}
