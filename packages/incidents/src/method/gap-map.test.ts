import { GAP_CLASSES } from '@lagesbild/analysis';
import { expect, test } from 'vitest';
import { type Said, saidOf, spread } from '../perception/said.testing.ts';
import { criteriaOf, POLYGONS } from '../testing.ts';
import { inPublic } from './gap-map.ts';
import { answerTo, town } from './town.testing.ts';

const USUAL = { cell_m: 200, fdr: 0.05, channel: 0 };
const [, , FELT, RECORDED] = [0, 1, 2, 3];
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
/** Much recorded in one place, much felt in another. */
const ROWS = town(3000, 400, [110_000, -110_000]);
const SAID = spread(500, 80, [-110_000, 110_000]);
const cellAt = (
  { raster }: { raster: { west_m: number; south_m: number; cell_m: number; columns: number } },
  x: number,
  y: number,
) =>
  Math.floor((y - raster.south_m) / raster.cell_m) * raster.columns + Math.floor((x - raster.west_m) / raster.cell_m);

test('a planted gap of each kind is found where it was planted, and told by place and by cells that touch', () => {
  const answer = answerTo('gap-map', USUAL, ROWS, undefined, SAID);
  expect(GAP_CLASSES[answer.classes[cellAt(answer, -1100, 1100)]!]).toBe('felt_more');
  expect(GAP_CLASSES[answer.classes[cellAt(answer, 1100, -1100)]!]).toBe('recorded_more');
  const kinds = answer.gaps.map((gap) => gap.class);
  expect(kinds).toContain(FELT);
  expect(kinds).toContain(RECORDED);
  for (const { cells, class: of, p } of answer.gaps) {
    expect(cells.every((cell) => answer.classes[cell] === of)).toBe(true);
    if (of !== GAP_CLASSES.indexOf('both')) expect(p).toBeLessThanOrEqual(0.05);
  }
  expect(answer.places.map(({ slug }) => slug)).toEqual([...POLYGONS.keys()].sort());
});

test('nothing that was said is lost: voices, repeated, coarse and outside are all reports', () => {
  const said: Said[] = [
    ...SAID,
    { x: null, y: null },
    { x: 1000, y: 1000, precision: 2 },
    { x: 9_000_000, y: 0 },
    ...Array.from({ length: 30 }, () => ({ x: 5000, y: 5000, voice: 7 })),
    { x: 5000, y: 5000, voice: -1 },
  ];
  const { felt, n, voices } = answerTo('gap-map', USUAL, ROWS, undefined, said);
  expect(felt).toMatchObject({ repeated: 30, coarse: 2, outside: 1 });
  expect(felt.voices + felt.repeated + felt.coarse + felt.outside).toBe(felt.reports);
  expect(sum(voices)).toBe(felt.voices);
  expect(n).toBe(3000);
});

test('thirty who speak together make no gap', () => {
  const quiet = Array.from({ length: 30 }, () => ({ x: 150_500, y: 150_500, voice: 3 }));
  const answer = answerTo('gap-map', USUAL, ROWS, undefined, [...spread(500, 0, [0, 0]), ...quiet]);
  expect(answer.classes[cellAt(answer, 1505, 1505)]).not.toBe(FELT);
  const apart = quiet.map(({ x, y }, i) => ({ x, y, voice: 100_000 + i }));
  const heard = answerTo('gap-map', USUAL, ROWS, undefined, [...spread(500, 0, [0, 0]), ...apart]);
  expect(heard.classes[cellAt(heard, 1505, 1505)]).toBe(FELT);
});

test('a report known to a place is heard in the place and in no cell; one channel is asked for alone', () => {
  const known = Array.from({ length: 40 }, () => ({ x: -60_000, y: -60_000, precision: 2, channel: 1 }));
  const answer = answerTo('gap-map', USUAL, ROWS, undefined, [...SAID, ...known]);
  const without = answerTo('gap-map', USUAL, ROWS, undefined, SAID);
  const inMiddle = (of: typeof answer): number => of.places.find(({ slug }) => slug === 'middle')!.voices;
  expect(inMiddle(answer)).toBe(inMiddle(without) + 40);
  expect(answer.voices).toEqual(without.voices);
  const flags = answerTo('gap-map', { ...USUAL, channel: 1 }, ROWS, undefined, [...SAID, ...known]);
  expect(flags.felt.reports).toBe(SAID.filter(({ channel, safe }) => channel === 0 && safe === 0).length);
});

test('where no category is chosen, what isn’t of public space is left out; a choice is obeyed', () => {
  const codes = ['fraud', 'assault', 'burglary_home'];
  const all = criteriaOf({});
  expect([...inPublic(all, codes).categories.subarray(0, 3)]).toEqual([0, 1, 0]);
  const chosen = criteriaOf({ categories: ['theft'] });
  expect(inPublic(chosen, ['theft', 'assault', 'damage', 'fire'])).toBe(chosen);
  expect(saidOf([]).count).toBe(0);
});
