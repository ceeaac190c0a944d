import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { finish, startMethod } from '../method/method.ts';
import { unheard } from '../perception/heard.ts';
import { NO_LISTS, perceptionReports } from '../perception/reports.ts';
import { contains, type PolygonCm } from '../polygon.ts';
import { Population } from '../population/residents.ts';
import { criteriaOf, POLYGONS, randomRows, square, storeOf } from '../testing.ts';
import { areaM2, coveredM2 } from './area.ts';
import { ZoneMeasure } from './figures.ts';
import { PointGrid } from './point-grid.ts';

vi.setConfig({ testTimeout: 60_000 }); // hundreds of generated worlds, on a machine that may be busy

const near = fc.integer({ min: -40, max: 40 });
const ring = fc.array(fc.tuple(near, near), { minLength: 3, maxLength: 9 }).map((of) => Float64Array.from(of.flat()));
const polygon: fc.Arbitrary<PolygonCm> = fc
  .array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((parts) => ({ parts }));

describe('the points of a grid in a polygon', () => {
  test('are those that the exact test finds, one by one, whatever the polygon', () => {
    fc.assert(
      fc.property(polygon, fc.array(fc.tuple(near, near), { maxLength: 300 }), (shape, points) => {
        const grid = new PointGrid(
          Int32Array.from(points, ([x]) => x),
          Int32Array.from(points, ([, y]) => y),
        );
        const found = grid.within(shape);
        const inside = points.map(([x, y]) => contains(shape, x, y));
        for (const [place, i] of grid.order.entries())
          expect((found.words[place >>> 5]! >>> (place & 31)) & 1).toBe(inside[i] ? 1 : 0);
        expect(found.size).toBe(inside.filter(Boolean).length);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the ground that polygons cover', () => {
  const at = (x: number, y: number, side: number): PolygonCm => square(x * 100, y * 100, side * 100);
  const holed: PolygonCm = { parts: [[...at(0, 0, 10).parts[0]!, ...at(2, 2, 4).parts[0]!]] };

  test('is counted once, holes left out', () => {
    expect([areaM2(holed), coveredM2([holed]), coveredM2([holed, at(0, 0, 10)])]).toEqual([84, 84, 100]);
    expect(coveredM2([at(0, 0, 10), at(5, 5, 10), at(100, 0, 1)])).toBeCloseTo(176, 9);
    expect(coveredM2([])).toBe(0);
  });

  test('and share: neighbours share an edge and nothing else, a hole keeps what lies in it out', () => {
    const shared = (a: PolygonCm, b: PolygonCm): number => coveredM2([a, b], 'all');
    expect(shared(at(0, 0, 10), at(10, 0, 10))).toBe(0);
    expect(shared(at(0, 0, 10), at(5, 5, 10))).toBeCloseTo(25, 9);
    expect([shared(holed, at(2, 2, 4)), shared(holed, at(1, 1, 6))]).toEqual([0, 36 - 16]);
    expect(shared(at(0, 0, 10), at(0, 0, 10))).toBe(100);
  });

  test('by either name comes to the same sum: a + b = together + shared', () => {
    const convex = fc.tuple(near, near, fc.integer({ min: 3, max: 9 }), fc.integer({ min: 5, max: 40 })).map(
      ([x, y, corners, radius]): PolygonCm => ({
        parts: [
          [
            Float64Array.from(
              Array.from({ length: corners }, (_, i) => {
                const angle = (i * 2 * Math.PI) / corners;
                return [x + Math.round(radius * Math.cos(angle)), y + Math.round(radius * Math.sin(angle))];
              }).flat(),
            ),
          ],
        ],
      }),
    );
    fc.assert(
      fc.property(convex, convex, (a, b) => {
        expect(coveredM2([a, b]) + coveredM2([a, b], 'all')).toBeCloseTo(areaM2(a) + areaM2(b), 9);
      }),
    );
  });
});

describe('figures of zones', () => {
  const rows = randomRows(4000, 5, { places: 200 });
  const store = storeOf(rows);
  const criteria = criteriaOf({ from: '1970-01-03', discovery: ['resident_reported', 'police_discovered'] });
  const reports = perceptionReports(NO_LISTS);
  const region = [square(-200_000, -200_000, 400_000)];
  const harm = { theft: 1, assault: 30 };
  const population = new Population([0, 0, 1000, 4000, 1000, 0, 1000, 200]);
  const question = {
    ...{ store, criteria, region, reports, why: unheard(reports, criteria, new Map()), harm, population },
  };
  const west = { zone_id: 'west', polygon: POLYGONS.get('middle')! };
  const middle = { zone_id: 'middle', polygon: square(0, 0, 160_000) };
  const far = { zone_id: 'far', polygon: square(190_000, 190_000, 5_000) };

  test('tell who lives there only where squares do, and nothing where nobody has told', () => {
    const [inTown, beyond] = new ZoneMeasure(question).measure([middle, far]).zones;
    expect(inTown!.residents!.n).toBeCloseTo(4000 + 200 * 0.6, 6);
    expect(beyond!.residents).toBeNull();
    expect(new ZoneMeasure({ ...question, population: null }).measure([middle]).zones[0]!.residents).toBeNull();
  });

  test('count what the tally of the same polygon counts, and weigh it as the method of harm does', () => {
    const inWest = criteriaOf({
      ...{ from: '1970-01-03', discovery: ['resident_reported', 'police_discovered'], places: ['middle'] },
    });
    const [figure] = new ZoneMeasure(question).measure([west]).zones;
    expect(figure!.n).toBe(store.tally(inWest).mapped);
    expect(figure!.n).toBeGreaterThan(50);
    const method = finish(
      startMethod(
        'harm',
        {
          ...{ store, criteria: inWest, harm, time_zone: 'Europe/Stockholm' },
          region: { parts: west.polygon.parts.map((rings) => rings.map((of) => of.map((cm) => cm / 100))) },
          perception: { reports, polygons: new Map() },
        },
        { cell_m: 100 },
      ),
    );
    expect(figure!.harm).toBe(method!.categories.reduce((sum, { harm }) => sum + (harm ?? 0), 0));
    expect(figure!.unweighted).toBe(
      method!.categories.filter(({ weight }) => weight === null).reduce((sum, { count }) => sum + count, 0),
    );
  });

  test('PAI is share of incidents over share of ground, PEI* never above 1, and nothing is NaN but by no incidents', () => {
    const { zones, studied, studied_m2, placed } = new ZoneMeasure(question).measure([west, far]);
    expect([studied_m2, studied]).toEqual([16_000_000, placed]);
    expect(zones[0]!.area_m2).toBe(4_000_000);
    expect(zones[0]!.pai).toBeCloseTo(zones[0]!.n / placed / (4_000_000 / 16_000_000), 12);
    for (const { pei_star } of zones) expect(pei_star).toBeLessThanOrEqual(1);
    const none = new ZoneMeasure({ ...question, criteria: criteriaOf({ categories: [] }) }).measure([west]).zones[0]!;
    expect([none.n, none.share, none.pai, none.pei_star, none.harm]).toEqual([0, NaN, NaN, NaN, null]);
  });

  test('minutes follow the hours asked for: 13 of them every other hour', () => {
    const of = (filter: Parameters<typeof criteriaOf>[0]): number =>
      new ZoneMeasure({ ...question, criteria: criteriaOf(filter) }).measure([west]).zones[0]!.minutes;
    expect([of({}), of({ hours: { start: 20, end: 2 }, weekdays: [5, 6] })]).toEqual([84 * 13, 6 * 13]);
  });

  test('what a drag changes is measured anew, the rest is kept, and both equal a measure from nothing', () => {
    const measure = new ZoneMeasure(question);
    for (let step = 0; step < 20; step++) {
      const dragged = { zone_id: 'middle', polygon: square(-step * 3_777, 0, 160_000) };
      const zones = step === 10 ? [far, dragged] : [west, dragged, far];
      expect(measure.measure(zones)).toEqual(new ZoneMeasure(question).measure(zones));
    }
  });

  test('zones say which others they overlap, by how many incidents and how much ground, the same both ways', () => {
    const { zones, covered } = new ZoneMeasure(question).measure([west, middle, far]);
    const [shared] = zones[0]!.overlaps;
    expect(zones.map(({ overlaps }) => overlaps.length)).toEqual([1, 1, 0]);
    expect(zones[1]!.overlaps[0]).toEqual({ ...shared!, zone_id: 'west' });
    expect(shared!.area_m2).toBeCloseTo(1000 * 1000, 6);
    expect(covered).toBe(zones.reduce((sum, { n }) => sum + n, 0) - shared!.n);
  });
});
