import { bandwidthDiggle, bandwidthScott, Stopped } from '@lagesbild/analysis';
import { expect, test } from 'vitest';
import { finish, startMethod } from './method.ts';
import { inStudy } from './study.ts';
import { answerTo, questionOf, town } from './town.testing.ts';

const ASKED = { cell_m: 100, bandwidth_m: 200 };
const rows = town(400, 150, [50_000, -80_000]);

test('every rule is asked about the incidents of the study area, and each surface stands beside the one asked for', () => {
  const { n, refused, rules, surfaces } = answerTo('bandwidth', ASKED, rows);
  const { x, y } = inStudy(questionOf(rows));
  expect([n + refused.outside, x.length]).toEqual([400, n]);
  const of = (name: string) => rules.find(({ rule }) => rule === name)!.bandwidth_m;
  expect(of('scott')).toBe(bandwidthScott(x, y).bandwidth_m);
  expect(of('diggle')).toBe(bandwidthDiggle(x, y).bandwidth_m);
  for (const { bandwidth_m } of rules) expect(surfaces.map((surface) => surface.bandwidth_m)).toContain(bandwidth_m);
  const own = surfaces.find(({ bandwidth_m }) => bandwidth_m === 200)!;
  expect([own.moved_m, own.top_shared]).toEqual([0, 1]);
  expect(own.rank_correlation).toBeCloseTo(1, 12);
  expect(Math.hypot(own.x! - 500, own.y! + 800)).toBeLessThan(150);
  const peaks = surfaces.map(({ peak_per_km2 }) => peak_per_km2);
  expect(peaks).toEqual([...peaks].sort((a, b) => b - a)); // the wider, the flatter
});

test('of no incidents no rule says anything, and no surface has a peak', () => {
  const { rules, surfaces } = answerTo('bandwidth', ASKED, []);
  expect(rules.map(({ bandwidth_m }) => bandwidth_m)).toEqual([null, null, null, null]);
  expect(surfaces.map(({ x, moved_m }) => [x, moved_m])).toEqual(surfaces.map(() => [null, null]));
});

test('is given up between two rules, and within one', () => {
  expect(finish(startMethod('bandwidth', questionOf(rows), ASKED), ({ done }) => done < 2)).toBeNull();
  const question = { ...questionOf(rows), progress: () => false };
  expect(() => finish(startMethod('bandwidth', question, ASKED))).toThrow(Stopped);
});
