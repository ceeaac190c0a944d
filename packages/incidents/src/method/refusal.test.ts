import { expect, test } from 'vitest';
import { criteriaOf } from '../testing.ts';
import { refusalOf } from './refusal.ts';
import { questionOf } from './town.testing.ts';

const { region } = questionOf([]);
const asked = (parameters: Record<string, number>, filter: object = {}) =>
  refusalOf(parameters, { region, criteria: criteriaOf(filter) });

test('what would be too much is refused before anything is made of it', () => {
  expect(asked({ cell_m: 100 })).toBeNull();
  expect(asked({ cell_m: 0.001 })).toMatchObject({ code: 'raster_too_fine', limit: 1_000_000 });
  expect(asked({ cell_m: 10, steps: 120 })).toMatchObject({ code: 'raster_too_fine', cells: 401 ** 2, limit: 33_333 });
  expect(asked({ cell_m: 25, reach_m: 5000, permutations: 9999 })).toMatchObject({ code: 'drawn_too_many' });
  expect(asked({ cell_m: 200, reach_m: 400, permutations: 99_999 })).toBeNull();
  expect(asked({ side_m: 100 })).toBeNull();
  expect(asked({ side_m: 1 })).toMatchObject({ code: 'raster_too_fine', cell_m: 1, limit: 1_000_000 });
});

test('a year and a day is no season', () => {
  const period = (to: string) => asked({ years: 1 }, { from: '2025-01-01', to });
  expect(period('2025-12-30')).toBeNull();
  expect(period('2025-12-31')).toEqual({ code: 'period_too_long', days: 365, limit: 364 });
});
