import { expect, it } from 'vitest';
import type { Around } from '../around.ts';
import { partsOf, type Street } from './street.ts';

const AROUND = {
  form: { cell_m: 100, places: [{ slug: 'torget', names: { sv: 'Torget' }, lon: 0, lat: 0 }] },
  plane: { toMetres: () => [950, 50], toDegrees: () => [0, 0] },
  speech: { language: 'sv' },
} as unknown as Around;
const street = (name: string, ...cells: number[]): Street => ({ name, cells });

it('a street is told by the streets that cross it, then by what lies near, each name once and in order', () => {
  const long = street('Storgatan', 0, 0, 1, 0, 2, 0, 5, 0, 9, 0);
  const streets = [long, street('Kyrkogatan', 1, 0, 1, 1), street('Skolgatan', 40, 0)];
  expect(partsOf(long, streets, AROUND)).toEqual([
    { cell: { x: 1, y: 0 }, near: 'Kyrkogatan' },
    { cell: { x: 5, y: 0 }, near: 'Torget' },
  ]);
});

it('one that nothing with a name lies by is its first square', () => {
  const lone = street('Skogsvägen', 500, 500, 501, 500);
  expect(partsOf(lone, [lone], AROUND)).toEqual([{ cell: { x: 500, y: 500 }, near: null }]);
});
