import { EMERGING_CLASSES, OUTSIDE } from '@lagesbild/analysis';
import { describe, expect, it } from 'vitest';
import {
  CHANGE_GROUPS,
  CLASSES_OF,
  cellsByClass,
  cellsUnder,
  changeOf,
  type Emerging,
  emergingFeatures,
  groupOf,
} from './emerging.ts';
import { MARKS, markOf } from './emerging-marks.ts';
import type { HotSpots } from './hot-spots.ts';

/** 4 × 3 cells of 100 m. */
const raster = { west_m: 6500, south_m: 4000, cell_m: 100, columns: 4, rows: 3 };
const emerging: Emerging = {
  ...{ n: 9, refused: { coarse: 0, outside: 0, dayless: 0 }, raster, from: '2026-01-01', to: '2026-12-02' },
  ...{ step_days: 28, step_months: 0, steps: 12, changes: [] },
  classes: Int8Array.of(4, 4, 0, -1, 3, 0, 0, -1, OUTSIDE, 0, 8, 8),
  counts: new Float64Array(12),
  shares: new Float64Array(12).fill(1),
  z: new Float64Array(12),
  trend: Float64Array.of(2.5, 0.1, 0, 0, -3, 0, 0, 0, Number.NaN, 0, 0, 0),
};
const flat = (x: number, y: number): [number, number] => [x / 1000, y / 1000];

describe('the classes of change', () => {
  it('are each in one group of four, seventeen with none', () => {
    const all = CHANGE_GROUPS.flatMap((group) => CLASSES_OF[group]);
    expect([...new Set(all)].sort((a, b) => a - b)).toEqual([-8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(all).toHaveLength(16);
    expect(groupOf(EMERGING_CLASSES.indexOf('diminishing'))).toBe('fading');
    expect([groupOf(-3), groupOf(0), groupOf(OUTSIDE)]).toEqual(['few', null, null]);
  });
  it('have a mark of their own each, and a cold one that of what it mirrors', () => {
    const drawn = Object.values(MARKS).map(({ d }) => d);
    expect(new Set(drawn).size).toBe(8);
    expect(markOf(-3)).toBe(markOf(3));
    expect([markOf(0), markOf(OUTSIDE)]).toEqual([null, null]);
  });
  it('are counted by cells inside', () => {
    expect(Object.fromEntries(cellsByClass(emerging.classes))).toEqual({ 0: 4, 4: 2, 3: 1, 8: 2, '-1': 2 });
  });
});

describe('what the map draws of change', () => {
  const { features } = emergingFeatures(emerging, flat);
  it('has an area per class, of as many cells, joined along their row', () => {
    const areas = features.filter(({ properties }) => properties.class !== 0);
    expect(
      areas.map(({ properties, geometry }) => [properties.class, properties.group, geometry.coordinates.length]),
    ).toEqual([
      [4, 'staying', 1],
      [-1, 'few', 2],
      [3, 'growing', 1],
      [8, 'fading', 1],
    ]);
    expect(areas[0]!.geometry.coordinates).toEqual([
      [
        [
          [6.5, 4],
          [6.7, 4],
          [6.7, 4.1],
          [6.5, 4.1],
          [6.5, 4],
        ],
      ],
    ]);
  });
  it('has a line round each group', () => {
    const lines = features.filter(({ properties }) => properties.class === 0);
    expect(lines.map(({ properties, geometry }) => [properties.group, geometry.coordinates.length])).toEqual([
      ['staying', 6],
      ['few', 6],
      ['growing', 4],
      ['fading', 6],
    ]);
  });
});

describe('what became of a concentration', () => {
  const hotSpots: Pick<HotSpots, 'raster' | 'z'> = { raster, z: Float64Array.of(5, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0) };
  const spot = (cells: number[]) => ({
    ...{ cells, count: 9, expected: 2, z: 5, p: 0.01, x: 0, y: 0, before: null },
    hours: new Array<number>(168).fill(0),
  });
  it('is the class of most of its cells, and where its strongest is going', () => {
    expect(changeOf(spot([0, 1, 4]), hotSpots, emerging)).toEqual({ number: 4, trend: 'up' });
    expect(changeOf(spot([4, 5]), hotSpots, emerging)).toEqual({ number: 3, trend: 'down' });
    expect(changeOf(spot([2, 3]), hotSpots, emerging)).toEqual({ number: 0, trend: 'flat' });
  });
  it('is found in cells of another size, and nowhere outside them', () => {
    const coarse = { west_m: 6400, south_m: 4000, cell_m: 200, columns: 3, rows: 2 };
    expect(cellsUnder([0, 1, 4], raster, coarse)).toEqual([0, 1]);
    expect(cellsUnder([3, 11], raster, { ...coarse, columns: 2 })).toEqual([]);
  });
});
