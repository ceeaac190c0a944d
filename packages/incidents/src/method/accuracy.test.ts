import { expect, test } from 'vitest';
import { NO_DAY } from '../columns.ts';
import { finish, startMethod } from './method.ts';
import { answerTo, onDays, questionOf, town } from './town.testing.ts';

const PARAMETERS = {
  ...{ cell_m: 200, bandwidth_m: 150, memory_days: 365, horizon_days: 28, windows: 10, share: 0.02, seed: 1 },
};
const rows = (late = NO_DAY) =>
  onDays(town(3000, 900, [50_000, -80_000]), (i) => 20_000 + (i % 700)).map((row) => ({
    ...row,
    registered: late,
  }));

test('windows follow each other up to the end, and a lasting crowd is foretold by both ways', () => {
  const { windows, density, last_year, difference, low, high, earns_its_place, last } = answerTo(
    'accuracy',
    PARAMETERS,
    rows(),
  );
  expect(windows).toHaveLength(10);
  expect(windows.at(-1)!.from).toBe('2026-08-07');
  for (const value of [density, last_year]) expect(value).toBeGreaterThan(0.5);
  expect(low!).toBeLessThanOrEqual(difference!);
  expect(high!).toBeGreaterThanOrEqual(difference!);
  expect(earns_its_place).toBe(low! > 0);
  expect(last!.pai).toBeGreaterThan(5);
  expect(last!.rri).toBeGreaterThan(0.5);
});

test('what wasn’t registered before a window isn’t known in it', () => {
  const { density } = answerTo('accuracy', PARAMETERS, rows(30_000));
  expect(density).toBeLessThan(0.2);
});

test('fewer windows are tried where data don’t reach back, and it can be given up between two', () => {
  const short = rows().filter(({ minute }) => minute < (20_000 + 90) * 1440);
  expect(answerTo('accuracy', PARAMETERS, short).windows).toHaveLength(2);
  let asked = 0;
  expect(finish(startMethod('accuracy', questionOf(rows()), PARAMETERS), () => ++asked < 3)).toBeNull();
  expect(asked).toBe(3);
});
