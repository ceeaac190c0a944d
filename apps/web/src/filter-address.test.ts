import { DISCOVERIES, type Filter, PRECISIONS } from '@lagesbild/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BANDWIDTH_STOPS_M,
  CELLS_M,
  INITIAL_VIEW,
  LAYERS,
  readAddress,
  type View,
  writeAddress,
} from './filter-address.ts';

const day = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const codes = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z_]{0,20}$/), { minLength: 1, maxLength: 6 });
const subset = <T extends string>(all: readonly T[]) =>
  fc.subarray([...all], { minLength: 1 }).map((some) => some.sort());
const filters: fc.Arbitrary<Filter> = fc
  .record(
    {
      span: fc.tuple(day, day).map(([a, b]) => (a < b ? [a, b] : [b, a])),
      hours: fc.record({ start: fc.integer({ min: 0, max: 23 }), end: fc.integer({ min: 0, max: 23 }) }),
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      categories: codes.map((some) => some.sort()),
      places: fc.uniqueArray(slug, { minLength: 1, maxLength: 4 }).map((some) => some.sort()),
      discovery: subset(DISCOVERIES),
      precision: subset(PRECISIONS),
      unit: fc.constantFrom('report' as const, 'row' as const),
    },
    { requiredKeys: [] },
  )
  .map(({ span, ...rest }) => (span === undefined ? rest : { from: span[0]!, to: span[1]!, ...rest }));

describe('an address', () => {
  it('opens to the filter it was written from', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const { filter: read, unread } = readAddress(writeAddress(filter, INITIAL_VIEW));
        const sorted = (value: Filter): Filter =>
          Object.fromEntries(
            Object.entries(value).map(([key, inner]) => [key, Array.isArray(inner) ? [...inner].sort() : inner]),
          );
        expect(sorted(read)).toEqual(sorted(filter));
        expect(unread).toEqual([]);
      }),
    );
  });

  it('opens to the view it was written from', () => {
    const views: fc.Arbitrary<View> = fc.record(
      {
        layers: fc.subarray([...LAYERS]),
        bandwidth_m: fc.constantFrom(null, 333, ...BANDWIDTH_STOPS_M),
        cell_m: fc.constantFrom(...CELLS_M),
        at: fc.oneof(
          slug,
          fc.nat().map((id) => `i:${id}`),
          fc
            .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.nat({ max: 9_999_999 }))
            .map((cell) => `s:${cell.join('.')}`),
        ),
        camera: fc.record({
          z: fc.integer({ min: 0, max: 2200 }).map((z) => z / 100),
          lat: fc.integer({ min: -8_000_000, max: 8_000_000 }).map((n) => n / 100_000),
          lon: fc.integer({ min: -17_000_000, max: 17_000_000 }).map((n) => n / 100_000),
        }),
      },
      { requiredKeys: ['layers', 'bandwidth_m', 'cell_m'] },
    );
    fc.assert(
      fc.property(views, (view) => {
        expect(readAddress(writeAddress({}, view)).view).toEqual(view);
      }),
    );
  });

  it('reads as a person would write it', () => {
    const text = writeAddress(
      { from: '2026-08-24', to: '2026-11-21', hours: { start: 22, end: 2 }, weekdays: [6, 5] },
      { ...INITIAL_VIEW, camera: { z: 14.25, lat: 59.62123456, lon: 17.85 } },
    );
    expect(text).toBe('?from=2026-08-24&to=2026-11-21&hod=22-02&dow=5,6&map=14.25/59.62123/17.85');
  });

  it('is empty for no question at all', () => {
    expect(writeAddress({}, INITIAL_VIEW)).toBe('');
  });

  it('keeps what belongs to others', () => {
    expect(writeAddress({ from: '2026-01-01' }, INITIAL_VIEW, '?to=2020-01-01&debug=1')).toBe(
      '?from=2026-01-01&debug=1',
    );
  });

  it('tells no category at all from every category', () => {
    expect(readAddress(writeAddress({ categories: [] }, INITIAL_VIEW)).filter.categories).toEqual([]);
    expect(readAddress('').filter.categories).toBeUndefined();
  });

  it('sets aside what it cannot read, names it, and keeps the rest', () => {
    const { filter, unread } = readAddress('?from=2026-99-01&to=2026-02-01&hod=banana&dow=9&place=marsta');
    expect(filter).toEqual({ to: '2026-02-01', places: ['marsta'] });
    expect(unread.map(({ parameter }) => parameter).sort()).toEqual(['dow', 'from', 'hod']);
  });

  it('sets days the wrong way round aside together, and keeps the rest', () => {
    const { filter, unread } = readAddress('?from=2026-12-01&to=2026-01-01&dow=5');
    expect(filter).toEqual({ weekdays: [5] });
    expect(unread).toEqual([{ parameter: 'period', value: '2026-12-01/2026-01-01' }]);
  });

  it('does not follow a camera, a layer or a place that cannot be, and names each of them', () => {
    const { view, unread } = readAddress('?map=99/95/200&layer=points,bombs&bw=7&cell=1e2&at=../etc');
    expect(view).toEqual({ ...INITIAL_VIEW, layers: ['points'] });
    expect(unread).toEqual([
      { parameter: 'layer', value: 'bombs' },
      { parameter: 'map', value: '99/95/200' },
      { parameter: 'bw', value: '7' },
      { parameter: 'cell', value: '1e2' },
      { parameter: 'at', value: '../etc' },
    ]);
  });

  it('shows the layers of a first visit when it knows none of those asked for, and none when none is asked for', () => {
    expect(readAddress('?layer=bombs').view.layers).toEqual(INITIAL_VIEW.layers);
    expect(readAddress('?layer=none')).toMatchObject({ view: { layers: [] }, unread: [] });
  });
});
