import { seeded } from '@lagesbild/analysis';
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { createProjectionGrid, mercatorX, mercatorY } from './projection.ts';

/** Centimetres at the equator to a unit of the 2³² wide world; smaller by the cosine of the latitude elsewhere. */
const UNIT_CM = 4007501668.557849 / 2 ** 32;

const SYSTEMS: [string, string, number, number][] = [
  ['SWEREF 99 TM, Sigtuna', '+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs', 660_000, 6_612_000],
  ['SWEREF 99 TM, Kiruna', '+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs', 720_000, 7_530_000],
  [
    'SWEREF 99 18 00',
    '+proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=150000 +y_0=0 +ellps=GRS80 +units=m +no_defs',
    154_000,
    6_580_000,
  ],
  ['UTM 15N, Memphis', '+proj=utm +zone=15 +datum=WGS84 +units=m +no_defs', 770_000, 3_890_000],
];

describe('the projection grid', () => {
  test.each(SYSTEMS)('is off by less than a centimetre of %s', (_, text, east, north) => {
    const converter = proj4(text, 'WGS84');
    const exact = (x: number, y: number): [number, number] => converter.forward([x / 100, y / 100]) as [number, number];
    const random = seeded(3);
    const n = 2000;
    const x = Int32Array.from({ length: n }, () => (east + (random() - 0.5) * 60_000) * 100);
    const y = Int32Array.from({ length: n }, () => (north + (random() - 0.5) * 60_000) * 100);
    const mercator = createProjectionGrid(exact)(x, y);
    for (let i = 0; i < n; i++) {
      const [lon, lat] = exact(x[i]!, y[i]!);
      const ground = UNIT_CM * Math.cos((lat * Math.PI) / 180);
      expect(Math.hypot(mercator.x[i]! - mercatorX(lon), mercator.y[i]! - mercatorY(lat)) * ground).toBeLessThan(1);
    }
  });

  test('asks for the exact projection nine times a patch, not once a point', () => {
    let asked = 0;
    const grid = createProjectionGrid((x, y) => {
      asked++;
      return [x / 1e8, y / 1e8];
    });
    grid(new Int32Array(10_000).fill(250), new Int32Array(10_000).fill(-250));
    expect(asked).toBe(9);
  });

  test('keeps what is off the Mercator world, or has no longitude at all, at its rim', () => {
    const grid = createProjectionGrid((x) => (x < 0 ? [Number.NaN, Number.NaN] : [500, 89.999]));
    const { x, y } = grid(Int32Array.of(-900, 100), Int32Array.of(100, 100));
    expect([x[0], y[0]]).toEqual([0, 0]);
    expect([x[1], y[1]]).toEqual([2 ** 32 - 1, 0]);
  });
});
