import { expect, test } from 'vitest';
import type { Said } from '../perception/said.testing.ts';
import { answerTo } from './town.testing.ts';

const USUAL = { k: 5, level: 0.95 };
/** n who say that something happened at a place, `silent` of whom didn't report it, for the reasons given in turn. */
const happened = (n: number, silent: number, [x, y]: readonly [number, number], why: number[][] = [[0]]): Said[] =>
  Array.from({ length: n }, (_, i) => ({
    ...{ x, y, happened: 1, reported: i < silent ? 2 : 1 },
    why: i < silent ? why[i % why.length]! : [],
  }));
const NORTH = [-150_000, 150_000] as const;
const EAST = [150_000, -150_000] as const;
const MIDDLE = [-50_000, -50_000] as const;

test('tells the share that wasn’t reported of each place, and why, in the order of their names', () => {
  const said = [...happened(40, 30, NORTH, [[0], [0, 1]]), ...happened(30, 6, EAST), ...happened(20, 10, MIDDLE)];
  const { places, whole, n } = answerTo('silence', USUAL, [], undefined, said);
  expect(n).toBe(90);
  expect(places.map(({ slug, n: of }) => [slug, of])).toEqual([
    ['east', 30],
    ['middle', 20],
    ['north', 40],
  ]);
  const [east, , north] = places;
  expect(north!.share!).toBeGreaterThan(east!.share!);
  expect(north!.low!).toBeLessThan(north!.share!);
  expect(whole.share).toBeGreaterThan(0.3);
  expect(north!.reasons.map(({ code }) => code)).toEqual(['no_use', 'consequences']);
  // A statement may give two reasons: shares are of the reasons given.
  expect(north!.reasons.reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(1, 9);
});

test('suppresses what fewer than k say, and never says 0 of it', () => {
  const said = [...happened(4, 4, NORTH), ...happened(3, 0, MIDDLE), ...happened(30, 6, EAST)];
  const { places } = answerTo('silence', USUAL, [], undefined, said);
  const suppressed = places.filter(({ slug }) => slug !== 'east');
  for (const place of suppressed)
    expect([place.n, place.share, place.low, place.shrunk]).toEqual([null, null, null, null]);
  expect(places.find(({ slug }) => slug === 'east')!.n).toBe(30);
});

test('whoever isn’t sure whether it was reported is counted apart, as is what has no place', () => {
  const unsure: Said[] = Array.from({ length: 6 }, () => ({ x: 0, y: 0, happened: 1, reported: 0 }));
  const nowhere: Said[] = Array.from({ length: 3 }, () => ({ x: null, y: null, happened: 1, reported: 2 }));
  const feels: Said[] = [{ x: 0, y: 0, reported: 0 }];
  const answer = answerTo('silence', USUAL, [], undefined, [...unsure, ...nowhere, ...feels, ...happened(9, 3, EAST)]);
  expect(answer).toMatchObject({ n: 9, unsure: 6, refused: { outside: 3 } });
});
