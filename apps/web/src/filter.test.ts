import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AddressBar, FilterStore } from './filter.ts';

/** An address bar with the browser's history behind it. */
function bar(start: string) {
  const listeners = new Set<() => void>();
  const parse = (href: string) => {
    const url = new URL(href, 'http://x');
    return { pathname: url.pathname, search: url.search, hash: url.hash };
  };
  const entries = [start];
  let at = 0;
  const fake = {
    location: parse(start),
    show() {
      fake.location = parse(entries[at]!);
      for (const listener of listeners) listener();
    },
    push(href: string) {
      entries.splice(++at, Infinity, href);
      fake.show();
    },
    replace(href: string) {
      entries[at] = href;
      fake.show();
    },
    back() {
      at--;
      fake.show();
    },
    forward() {
      at++;
      fake.show();
    },
    entries,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return fake satisfies AddressBar;
}

describe('the filter of the page', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is written to the address 300 ms after the last step, once, and not while something is dragged', () => {
    const address = bar('/sigtuna/karta');
    const store = new FilterStore();
    store.connect(address);
    for (const to of ['2026-01-05', '2026-01-06', '2026-01-07']) {
      store.setFilter({ from: '2026-01-01', to }, { undoable: false });
      vi.advanceTimersByTime(400);
    }
    expect(address.entries).toEqual(['/sigtuna/karta']);
    store.setFilter(store.filter);
    vi.advanceTimersByTime(299);
    expect(address.entries).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(address.entries).toEqual(['/sigtuna/karta', '/sigtuna/karta?from=2026-01-01&to=2026-01-07']);
  });

  it('makes an entry of each step and of what is opened, and none of a moved camera', () => {
    const address = bar('/sigtuna/karta');
    const store = new FilterStore();
    store.connect(address);
    const settled = (): void => void vi.advanceTimersByTime(300);
    store.setFilter({ weekdays: [5] });
    settled();
    store.setView({ camera: { z: 14, lat: 59.6, lon: 17.8 } });
    settled();
    store.setView({ at: 'valsta' });
    settled();
    expect(address.entries).toEqual([
      '/sigtuna/karta',
      '/sigtuna/karta?dow=5&map=14/59.6/17.8',
      '/sigtuna/karta?dow=5&at=valsta&map=14/59.6/17.8',
    ]);
    address.back();
    expect(store.view.at).toBeUndefined();
    address.back();
    expect(store.filter).toEqual({});
  });

  it('walks along the steps of undo and redo when a person goes back and forward', () => {
    const address = bar('/sigtuna/karta?dow=5');
    const store = new FilterStore();
    store.connect(address);
    store.setFilter({ weekdays: [6] });
    vi.advanceTimersByTime(300);
    address.back();
    expect(store.filter).toEqual({ weekdays: [5] });
    expect(store.canUndo).toBe(false);
    expect(store.canRedo).toBe(true);
    address.forward();
    expect(store.filter).toEqual({ weekdays: [6] });
    store.undo();
    expect(store.filter).toEqual({ weekdays: [5] });
  });

  it('begins anew in another area, with nothing to undo', () => {
    const address = bar('/sigtuna/karta');
    const store = new FilterStore();
    store.connect(address);
    store.setFilter({ weekdays: [1] });
    address.push('/avon/karta');
    expect(store.filter).toEqual({});
    expect(store.canUndo).toBe(false);
  });

  it('undoes a drag in one step', () => {
    const store = new FilterStore();
    store.setFilter({ weekdays: [1] });
    store.setFilter({ weekdays: [2] }, { undoable: false });
    store.setFilter({ weekdays: [3] }, { undoable: false });
    expect(store.passing).toBe(true);
    store.setFilter(store.filter);
    expect(store.passing).toBe(false);
    store.undo();
    expect(store.filter).toEqual({ weekdays: [1] });
    store.redo();
    expect(store.filter).toEqual({ weekdays: [3] });
  });

  it('gives the chosen period back in one step while something plays, after a pause, and after it went on', () => {
    const chosen = { from: '2026-01-01', to: '2026-06-30' };
    const frame = (to: string) => ({ from: '2026-01-01', to });
    const store = new FilterStore();
    store.setFilter(chosen);
    store.setFilter(frame('2026-01-28'), { undoable: false });
    store.undo();
    expect(store.filter).toEqual(chosen);
    store.setFilter(frame('2026-02-28'), { undoable: false });
    store.setFilter(store.filter);
    store.reopen();
    store.setFilter(frame('2026-03-28'), { undoable: false });
    store.setFilter(store.filter);
    store.undo();
    expect(store.filter).toEqual(chosen);
  });

  it('tells nobody when nothing changed', () => {
    const store = new FilterStore();
    store.setFilter({ weekdays: [1, 2] });
    const heard = vi.fn();
    store.subscribe(heard);
    store.setFilter({ weekdays: [2, 1] });
    expect(heard).not.toHaveBeenCalled();
  });

  it('gives a link to what is seen now, before the address has caught up', () => {
    const address = bar('/sigtuna/karta');
    const store = new FilterStore();
    store.connect(address);
    store.setFilter({ hours: { start: 22, end: 2 } });
    expect(store.permalink('http://localhost:3000')).toBe('http://localhost:3000/sigtuna/karta?hod=22-02');
  });

  it('goes on with what can be asked here, names the rest, and does not make a step of it', () => {
    const store = new FilterStore();
    const address = bar('/sigtuna/karta?cat=heresy,arson&hod=99-1&at=nowhere');
    store.connect(address);
    store.setAside({ categories: ['arson'] }, [{ parameter: 'cat', value: 'heresy' }], { at: undefined });
    expect(store.filter).toEqual({ categories: ['arson'] });
    expect(store.canUndo).toBe(false);
    vi.advanceTimersByTime(300);
    expect(address.entries).toEqual(['/sigtuna/karta?cat=arson']);
    expect(store.unread.map(({ parameter }) => parameter)).toEqual(['hod', 'cat']);
  });

  it('says which parameters it could not read until that is understood', () => {
    const store = new FilterStore();
    store.connect(bar('/sigtuna/karta?hod=99-1'));
    expect(store.unread).toEqual([{ parameter: 'hod', value: '99-1' }]);
    store.forgetUnread();
    expect(store.unread).toEqual([]);
  });

  it('takes a slider as one step to undo, shown at every stop and written when it rests', () => {
    const address = bar('/sigtuna/karta');
    const store = new FilterStore();
    store.connect(address);
    store.setFilter({ weekdays: [5] });
    vi.advanceTimersByTime(300);
    const seen: (number | null)[] = [];
    const { filter } = store;
    store.subscribe(() => seen.push(store.view.bandwidth_m));
    for (const bandwidth_m of [240, 280, 340]) {
      store.setLens({ bandwidth_m }, { undoable: false });
      vi.advanceTimersByTime(400);
    }
    expect([seen, store.underway, store.passing]).toEqual([[240, 280, 340], true, false]);
    expect(store.filter).toBe(filter);
    expect(address.entries.at(-1)).toBe('/sigtuna/karta?dow=5');
    store.setLens({});
    vi.advanceTimersByTime(300);
    expect([store.underway, address.entries.at(-1)]).toEqual([false, '/sigtuna/karta?dow=5&bw=340']);
    store.undo();
    expect([store.view.bandwidth_m, store.filter]).toEqual([null, { weekdays: [5] }]);
    store.undo();
    expect(store.filter).toEqual({});
    store.redo();
    store.redo();
    expect(store.view.bandwidth_m).toBe(340);
    address.back();
    expect([store.view.bandwidth_m, store.canRedo]).toEqual([null, true]);
  });

  it('keeps the cells’ size through another question, and gives both back by undo', () => {
    const store = new FilterStore();
    store.connect(bar('/sigtuna/karta'));
    store.setLens({ cell_m: 200 });
    store.setFilter({ weekdays: [5] });
    expect(store.view.cell_m).toBe(200);
    store.setView({ layers: ['spots'] });
    store.undo();
    store.undo();
    expect([store.view.cell_m, store.filter, store.view.layers]).toEqual([100, {}, ['spots']]);
  });
});
