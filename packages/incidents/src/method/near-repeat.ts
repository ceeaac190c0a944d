import { knoxPart, knoxStudy, knoxTable } from '@lagesbild/analysis';
import { dated, type Question, type Refused, studyPoints, type Work } from './study.ts';

export interface NearRepeatParameters {
  readonly band_m: number;
  readonly bands: number;
  readonly band_days: number;
  readonly time_bands: number;
  readonly permutations: number;
  readonly seed: number;
  /** the first permutation of those that belong to the seed, where others are drawn elsewhere; default 0 */
  readonly first?: number;
}

export interface NearRepeatAnswer {
  readonly n: number;
  readonly refused: Refused;
  /** edges of the bands [a, b): metres, days */
  readonly distances: readonly number[];
  readonly days: readonly number[];
  /** per distance band × time band */
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly ratio: Float64Array;
  readonly p: Float64Array;
  readonly permutations: number;
}

/** Permutations between two looks at whether anybody still wants the answer; eight are counted at once. */
const PER_STEP = 24;

/**
 * Does one incident make another near it likelier for a while? Pairs by straight distance and days between them, against
 * what the same places and days give when they are paired at random. Of incidents whose day is known.
 */
export function* nearRepeat(question: Question, parameters: NearRepeatParameters): Work<NearRepeatAnswer> {
  const { band_m, bands, band_days, time_bands, permutations, seed, first = 0 } = parameters;
  const { x, y, day, coarse, dayless } = dated(studyPoints(question.store, question.criteria), question.store);
  const distances = Array.from({ length: bands + 1 }, (_, i) => i * band_m);
  const days = Array.from({ length: time_bands + 1 }, (_, i) => i * band_days);
  const study = knoxStudy(x, y, day, { distances, times: days, metric: 'euclidean' });
  const parts = [];
  for (let from = 0; from < permutations; from += PER_STEP) {
    yield { done: from, of: permutations };
    const to = Math.min(permutations, from + PER_STEP);
    parts.push(knoxPart(study, { seed, from: first + from, to: first + to }));
  }
  const { observed, expected, ratio, p } = knoxTable(study, parts);
  const refused = { coarse, outside: 0, dayless };
  return { n: x.length, refused, distances, days, observed, expected, ratio, p, permutations };
}

/** Parts of the permutations of one question: where each begins, and how many it has. Whole steps, but for the last. */
export function shareOut(permutations: number, parts: number): { first: number; permutations: number }[] {
  const each = Math.ceil(permutations / parts / PER_STEP) * PER_STEP;
  return Array.from({ length: Math.ceil(permutations / each) }, (_, part) => ({
    ...{ first: part * each, permutations: Math.min(each, permutations - part * each) },
  }));
}

/**
 * One answer of several that differ in their permutations alone: the same as that of all of them drawn in one go.
 * @param parts  at least one; numbers as the answer has them, or as JSON has
 */
export function joinNearRepeats<Answer extends { readonly permutations: number; readonly p: ArrayLike<number> }>(
  parts: readonly Answer[],
): Answer {
  const permutations = parts.reduce((sum, part) => sum + part.permutations, 0);
  const reachedIn = ({ p, permutations }: Answer, at: number): number => Math.round(p[at]! * (1 + permutations)) - 1;
  const p = Array.from(parts[0]!.p, (_, at) => {
    const reached = parts.reduce((sum, part) => sum + reachedIn(part, at), 0);
    return (1 + reached) / (1 + permutations);
  });
  return { ...parts[0]!, permutations, p };
}
