import { knoxPart, knoxStudy, knoxTable } from '@lagesbild/analysis';
import { dated, type Question, type Refused, studyPoints, type Work } from './study.ts';

export interface NearRepeatParameters {
  readonly band_m: number;
  readonly bands: number;
  readonly band_days: number;
  readonly time_bands: number;
  readonly permutations: number;
  readonly seed: number;
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

/** Permutations between two looks at whether anybody still wants the answer. */
const PER_STEP = 20;

/**
 * Does one incident make another near it likelier for a while? Pairs by straight distance and days between them, against
 * what the same places and days give when they are paired at random. Of incidents whose day is known.
 */
export function* nearRepeat(question: Question, parameters: NearRepeatParameters): Work<NearRepeatAnswer> {
  const { band_m, bands, band_days, time_bands, permutations, seed } = parameters;
  const { x, y, day, coarse, dayless } = dated(studyPoints(question.store, question.criteria), question.store);
  const distances = Array.from({ length: bands + 1 }, (_, i) => i * band_m);
  const days = Array.from({ length: time_bands + 1 }, (_, i) => i * band_days);
  const study = knoxStudy(x, y, day, { distances, times: days, metric: 'euclidean' });
  const parts = [];
  for (let from = 0; from < permutations; from += PER_STEP) {
    yield { done: from, of: permutations };
    parts.push(knoxPart(study, { seed, from, to: Math.min(permutations, from + PER_STEP) }));
  }
  const { observed, expected, ratio, p } = knoxTable(study, parts);
  const refused = { coarse, outside: 0, dayless };
  return { n: x.length, refused, distances, days, observed, expected, ratio, p, permutations };
}
