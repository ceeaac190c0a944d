import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { square } from '../testing.ts';
import { Population } from './residents.ts';

/** A square zone, metres. */
const zone = (x: number, y: number, side: number) => square(x * 100, y * 100, side * 100);

describe('residents of a zone', () => {
  const towns = new Population([0, 0, 250, 100, 250, 0, 250, 60, 0, 250, 250, 0]);

  test('are those of its squares, by the share of each that it covers', () => {
    expect(towns.within(zone(0, 0, 250))).toEqual({ n: 100, squares: 1, known: 1 });
    expect(towns.within(zone(125, 0, 250))!.n).toBeCloseTo(50 + 30, 9);
    expect(towns.within(zone(125, 0, 250))!.squares).toBe(2);
    expect(towns.within(zone(0, 125, 250))!.n).toBeCloseTo(50, 9);
  });

  test('aren’t known where no square lies, and none where a square says so', () => {
    expect(towns.within(zone(5000, 5000, 100))).toBeNull();
    expect(towns.within(zone(0, 250, 250))).toEqual({ n: 0, squares: 1, known: 1 });
    expect(towns.within(zone(-250, 0, 500))!.known).toBeCloseTo(1 / 2, 9);
  });

  test('of a hole aren’t counted', () => {
    const [outer] = zone(0, 0, 250).parts[0]!;
    const [hole] = zone(0, 0, 125).parts[0]!;
    expect(towns.within({ parts: [[outer!, hole!]] })!.n).toBeCloseTo(75, 9);
  });

  test('of a large square live where no smaller one tells of them', () => {
    const mixed = new Population([0, 0, 1000, 150, 0, 0, 250, 800]);
    expect(mixed.within(zone(0, 0, 1000))!.n).toBeCloseTo(950, 6);
    expect(mixed.within(zone(0, 0, 250))!.n).toBeCloseTo(800, 6);
    expect(mixed.within(zone(250, 0, 250))!.n).toBeCloseTo(150 / 15, 6);
    expect(mixed.within(zone(0, 0, 1000))!.known).toBe(1);
  });

  test('in a grid of another system are those of the place', () => {
    const moved = new Population([0, 0, 250, 100], (x, y) => [x - 500_000, y + 1_000]);
    expect(moved.within(zone(5000, -10, 250))!.n).toBeCloseTo(100, 9);
  });

  test('of parts add up to those of the whole, wherever it is cut', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 999 }), (n, cut) => {
        const squares = n.flatMap((residents, i) => [(i % 4) * 250, Math.floor(i / 4) * 250, 250, residents]);
        const population = new Population(squares);
        const ring = (west: number, east: number) => ({
          parts: [[Float64Array.of(west, 0, east, 0, east, 1000, west, 1000).map((metres) => metres * 100)]],
        });
        const [left, right] = [ring(0, cut), ring(cut, 1000)].map((part) => population.within(part)!.n);
        expect(left! + right!).toBeCloseTo(
          n.reduce((sum, residents) => sum + residents, 0),
          6,
        );
      }),
    );
  });
});
