import type { KnownSpot } from '@lagesbild/incidents';
import { describe, expect, it } from 'vitest';
import { cellBounds } from './cell-shapes.ts';
import { type HotSpots, hotSpotFeatures, spotByKey, spotKey, sureness } from './hot-spots.ts';

const spot = (cells: number[], p: number): KnownSpot => ({
  ...{ cells, count: 9, expected: 2, z: 4, p, x: 6650, y: 4050 },
  ...{ hours: new Array(168).fill(0), before: null },
});
/** 4 × 3 cells of 100 m; an L of three cells, and one by itself. */
const hotSpots: HotSpots = {
  n: 20,
  refused: { coarse: 0, outside: 0, dayless: 0 },
  raster: { west_m: 6500, south_m: 4000, cell_m: 100, columns: 4, rows: 3 },
  counts: new Float64Array(12),
  shares: new Float64Array(12).fill(1),
  z: Float64Array.of(3, 5, 0, 0, 4, 0, 0, 0, 0, 0, 0, 2),
  p: Float64Array.of(0.02, 0.0005, 1, 1, 0.008, 1, 1, 1, 1, 1, 1, 0.04),
  together: { g: null, expected: null, z: null, p: null },
  mean: 1.7,
  spots: [spot([0, 1, 4], 0.0005), spot([11], 0.04)],
};
const flat = (x: number, y: number): [number, number] => [x / 1000, y / 1000];

describe('hot spots on the map', () => {
  it('are found again by where their strongest cell is, whatever the raster began at and however large its cells', () => {
    const [first, second] = hotSpots.spots;
    expect([spotKey(first!, hotSpots), spotKey(second!, hotSpots)]).toEqual(['s:6650.4050', 's:6850.4250']);
    expect(spotByKey(hotSpots, 's:6650.4050')).toBe(first);
    expect(spotByKey(hotSpots, 's:6510.4190')).toBe(first);
    expect(spotByKey(hotSpots, 's:6750.4150')).toBeUndefined();
    expect(spotByKey(null, 's:6650.4050')).toBeUndefined();
    expect(spotByKey(hotSpots, 'valsta-centrum')).toBeUndefined();
    // East of the raster, not in the first column of the next row.
    expect(spotByKey(hotSpots, 's:6950.3950')).toBeUndefined();
    const coarse = { ...hotSpots, raster: { west_m: 6400, south_m: 4000, cell_m: 400, columns: 2, rows: 1 } };
    const whole = spot([0], 0.01);
    expect(spotByKey({ ...coarse, spots: [whole] }, 's:6650.4050')).toBe(whole);
  });
  it('have each cell, the line round them and their number', () => {
    const { features } = hotSpotFeatures(hotSpots, flat);
    const kinds = features.map(({ geometry, properties }) => `${geometry.type} ${properties.rank}`);
    const times = (text: string): number => kinds.filter((kind) => kind === text).length;
    // Three squares have twelve sides, two of them shared: eight lines are left.
    expect([times('Polygon 1'), times('LineString 1'), times('Point 1')]).toEqual([3, 8, 1]);
    expect([times('Polygon 2'), times('LineString 2'), times('Point 2')]).toEqual([1, 4, 1]);
    expect(features[0]!.geometry).toMatchObject({
      coordinates: [
        [
          [6.5, 4],
          [6.6, 4],
          [6.6, 4.1],
          [6.5, 4.1],
          [6.5, 4],
        ],
      ],
    });
  });
  it('are as strong as they are sure', () => {
    expect([0.0001, 0.001, 0.0011, 0.01, 0.011, 0.05].map(sureness)).toEqual([0, 0, 1, 1, 2, 2]);
  });
  it('have a box to look at', () => {
    expect(cellBounds(hotSpots.spots[0]!.cells, hotSpots.raster, flat)).toEqual([6.5, 4, 6.7, 4.2]);
  });
});
