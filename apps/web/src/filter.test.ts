import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AddressBar, FilterStore } from './filter.ts';

function bar(start: string): AddressBar & { go(href: string): void } {
  const listeners = new Set<() => void>();
  const parse = (href: string) => {
    const url = new URL(href, 'http://x');
    return { pathname: url.pathname, search: url.search, hash: url.hash };
  };
  const fake = {
    location: parse(start),
    replace(href: string) {
      fake.location = parse(href);
      for (const listener of listeners) listener();
    },
    go(href: string) {
      fake.replace(href);
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return fake;
}

describe('the filter of the page', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is written to the address 300 ms after the last change, once', () => {
    const address = bar('/sigtuna/karta');
    const replace = vi.spyOn(address, 'replace');
    const store = new FilterStore();
    store.connect(address);
    for (const to of ['2026-01-05', '2026-01-06', '2026-01-07'])
      store.setFilter({ from: '2026-01-01', to }, { undoable: false });
    vi.advanceTimersByTime(299);
    expect(replace).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(replace).toHaveBeenCalledTimes(1);
    expect(address.location.search).toBe('?from=2026-01-01&to=2026-01-07');
  });

  it('follows the address when a person goes back', () => {
    const address = bar('/sigtuna/karta?dow=5');
    const store = new FilterStore();
    store.connect(address);
    expect(store.filter).toEqual({ weekdays: [5] });
    address.go('/sigtuna/karta?dow=6');
    expect(store.filter).toEqual({ weekdays: [6] });
    store.undo();
    expect(store.filter).toEqual({ weekdays: [5] });
  });

  it('begins anew in another area, with nothing to undo', () => {
    const address = bar('/sigtuna/karta');
    const store = new FilterStore();
    store.connect(address);
    store.setFilter({ weekdays: [1] });
    address.go('/avon/karta');
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
    store.connect(bar('/sigtuna/karta?cat=heresy,arson&hod=99-1'));
    store.setAside({ categories: ['arson'] }, [{ parameter: 'cat', value: 'heresy' }]);
    expect(store.filter).toEqual({ categories: ['arson'] });
    expect(store.canUndo).toBe(false);
    expect(store.unread.map(({ parameter }) => parameter)).toEqual(['hod', 'cat']);
  });

  it('says which parameters it could not read until that is understood', () => {
    const store = new FilterStore();
    store.connect(bar('/sigtuna/karta?hod=99-1'));
    expect(store.unread).toEqual([{ parameter: 'hod', value: '99-1' }]);
    store.forgetUnread();
    expect(store.unread).toEqual([]);
  });
});
