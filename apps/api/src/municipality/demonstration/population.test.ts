import { Population } from '@lagesbild/incidents';
import proj4 from 'proj4';
import { expect, test } from 'vitest';
import { generatePopulation } from './population.ts';

test('made-up squares say so, are the same each time, and hold about as many as the settlements have', () => {
  const { source, squares, srid } = generatePopulation();
  expect(source).toMatch(/^Demonstration/);
  expect(generatePopulation().squares).toEqual(squares);
  const residents = squares.filter((_, i) => i % 4 === 3).reduce((sum, n) => sum + n, 0);
  expect(residents).toBeGreaterThan(45_000);
  expect(residents).toBeLessThan(52_000);
  expect(squares.length / 4).toBeLessThan(1_000);
  const { forward } = proj4('EPSG:4326', '+proj=utm +zone=33 +ellps=GRS80 +units=m');
  expect(srid).toBe(3006);
  const round = (lon: number, lat: number, metres: number) => {
    const [x, y] = forward([lon, lat]).map((value) => value * 100) as [number, number];
    const r = metres * 100;
    const ring = Float64Array.of(x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r);
    return new Population(squares).within({ parts: [[ring]] });
  };
  expect(round(17.8276, 59.6149, 400)!.n).toBeGreaterThan(1_000); // Valsta
  expect(round(17.8608, 59.628, 200)!.n).toBeLessThan(1_500); // the station
  expect(round(17.9301, 59.649, 300)).toBeNull(); // the airport: nobody tells
});
