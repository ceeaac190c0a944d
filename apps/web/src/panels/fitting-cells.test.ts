import { expect, it } from 'vitest';
import { ApiProblem } from '../api.ts';
import { causeOf, withFittingCells } from './fitting-cells.ts';

const SENTENCE = 'Cells of 100 m would make 1210000 of this area; 1000000 is the limit.';
const here = (cell_m: number): Error =>
  new Error(JSON.stringify({ code: 'raster_too_fine', cell_m, cells: 1_210_000, limit: 1_000_000 }));
const byTheApi = (code = 'raster_too_fine', status = 400): ApiProblem =>
  new ApiProblem({ type: `urn:lagesbild:problem:${code}`, code, status, title: code, detail: SENTENCE });

/** Refuses cells smaller than the area allows, and keeps what it was asked. */
function area(smallest_m: number, refusal: (cell_m: number) => Error) {
  const asked: number[] = [];
  const ask = async (cell_m: number): Promise<number> => {
    asked.push(cell_m);
    if (cell_m < smallest_m) throw refusal(cell_m);
    return cell_m;
  };
  return { asked, ask };
}

it.each([
  [50, here, [50]],
  [100, here, [50, 75, 100]],
  [400, here, [50, 75, 100, 125, 150, 200, 250, 300, 400]],
  [200, () => byTheApi(), [50, 75, 100, 125, 150, 200]],
] as const)(
  'takes the smallest cells offered that an area of %i m at least can be asked with',
  async (smallest, refusal, asked) => {
    const county = area(smallest, refusal);
    expect(await withFittingCells(50, county.ask)).toBe(smallest);
    expect(county.asked).toEqual(asked);
  },
);

it('never takes smaller cells than were wanted, and gives up after the largest', async () => {
  const country = area(2000, here);
  await expect(withFittingCells(600, country.ask)).rejects.toThrow('"cell_m":1000');
  expect(country.asked).toEqual([600, 800, 1000]);
});

it.each([byTheApi('forbidden', 403), new Error('the worker stopped'), new Error('{"code":"period_too_long"}')])(
  'asks once when larger cells are no way out: %s',
  async (error) => {
    const closed = area(400, () => error);
    await expect(withFittingCells(100, closed.ask)).rejects.toBe(error);
    expect(closed.asked).toEqual([100]);
  },
);

it('tells the cause in the words or the numbers of whoever refused', () => {
  expect(causeOf(byTheApi())).toEqual({ sentence: SENTENCE });
  expect(causeOf(here(100))).toEqual({ code: 'raster_too_fine', cell_m: 100, cells: 1_210_000, limit: 1_000_000 });
  expect(causeOf(byTheApi('unreachable', 0))).toBeNull();
  expect(causeOf(new Error('the worker stopped'))).toBeNull();
  expect(causeOf('stopped')).toBeNull();
});
