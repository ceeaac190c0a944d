import { expect, test } from 'vitest';
import { featuresOf, gridOf } from './shape.ts';
import { answerTo, town } from './town.testing.ts';

const rows = town(300, 60, [0, 0]);
const plain = (x: number, y: number) => [x, y] as const;

test('cells as bytes are the layers of the answer, one after the other', () => {
  const answer = answerTo('gistar', { cell_m: 200, reach_m: 400, fdr: 0.05 }, rows);
  const { layers, values, n, raster } = gridOf(answer);
  expect([layers, n, raster]).toEqual([['counts', 'shares', 'z', 'p'], answer.n, answer.raster]);
  const size = raster.columns * raster.rows;
  expect(values.slice(0, size)).toEqual(Float32Array.from(answer.counts));
  expect(values.slice(2 * size, 3 * size)).toEqual(Float32Array.from(answer.z));
});

test('cells as polygons are those inside, counterclockwise, with what is known of each', () => {
  const answer = answerTo('gistar', { cell_m: 200, reach_m: 400, fdr: 0.05 }, rows, { areas: ['east'] });
  const features = featuresOf(answer, plain);
  expect(features).toHaveLength(answer.shares.filter((share) => share > 0).length);
  expect(features.reduce((sum, { properties }) => sum + properties.counts!, 0)).toBe(answer.n);
  const [ring] = features[0]!.geometry.coordinates as [number[][]];
  expect(ring![0]).toEqual(ring![4]);
  expect(ring![1]![0]! - ring![0]![0]!).toBe(200);
  expect(ring![2]![1]! - ring![1]![1]!).toBe(200);
});

test('hexagons as polygons have six sides of their length, and hold every incident once', () => {
  const answer = answerTo('hexagons', { side_m: 150 }, rows);
  const features = featuresOf(answer, plain);
  expect(features.reduce((sum, { properties }) => sum + properties.counts!, 0)).toBe(answer.n);
  for (const { geometry } of features.slice(0, 20)) {
    const ring = geometry.coordinates[0]! as [number, number][];
    expect([ring.length, ring[6]]).toEqual([7, ring[0]]);
    for (const [k, [px, py]] of ring.slice(1).entries())
      expect(Math.hypot(px - ring[k]![0], py - ring[k]![1])).toBeCloseTo(150, 5);
  }
});

test('clusters as polygons are their areas', () => {
  const answer = answerTo('clusters', { eps_m: 60, min_points: 10 }, rows);
  expect(featuresOf(answer, plain).map(({ properties }) => properties.count)).toEqual(
    answer.clusters.map(({ count }) => count),
  );
});
