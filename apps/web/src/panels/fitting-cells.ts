import { z } from 'zod';
import { ApiProblem } from '../api.ts';
import { CELLS_M } from '../filter-address.ts';

/** A raster with too many cells, as the page's own engine refuses it. */
const TooFine = z.object({
  code: z.literal('raster_too_fine'),
  cell_m: z.number(),
  cells: z.number(),
  limit: z.number(),
});

/** Why nothing was worked out: the api's own sentence, the numbers of one, or nothing that a person can do anything about. */
export type Cause = { sentence: string } | z.infer<typeof TooFine> | null;

export function causeOf(error: unknown): Cause {
  if (error instanceof ApiProblem) return error.status === 0 ? null : { sentence: error.problem.detail };
  return error instanceof Error ? refusedHere(error.message) : null;
}

function refusedHere(message: string): Cause {
  try {
    return TooFine.safeParse(JSON.parse(message)).data ?? null;
  } catch {
    return null;
  }
}

const isTooFine = (error: unknown): boolean =>
  error instanceof ApiProblem ? error.code === 'raster_too_fine' : causeOf(error) !== null;

/** Asks with cells as small as wanted; where they would be too many, with the smallest larger ones offered that aren't. */
export async function withFittingCells<Answer>(
  wanted_m: number,
  ask: (cell_m: number) => Promise<Answer>,
): Promise<Answer> {
  const larger = CELLS_M.find((cell_m) => cell_m > wanted_m);
  try {
    return await ask(wanted_m);
  } catch (error) {
    if (larger === undefined || !isTooFine(error)) throw error;
  }
  return withFittingCells(larger, ask);
}
