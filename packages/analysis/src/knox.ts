import { edgesFromZero, type KnoxBands, type KnoxMargins, pairsByTime, pairsOf, withBeyond } from './knox-count.ts';
import { nearPairs } from './near-pairs.ts';
import { pairCounter, plainCounter } from './pair-counter.ts';
import type { Progress } from './progress.ts';
import { shuffle } from './shuffle.ts';

/** Longest time between two incidents, in any unit: differences then stay within 31 bits. */
const TIME_SPAN_MAX = 2 ** 30 - 1;

export interface KnoxOptions extends KnoxBands {
  /** how many random orders of the times are drawn; default 999 */
  readonly permutations?: number;
  /** which orders they are, a whole number */
  readonly seed: number;
  /** told after every eight permutations at most */
  readonly progress?: Progress;
}

/** All that permutations need, to be sent to other threads. */
export interface KnoxStudy extends KnoxMargins {
  readonly bands: KnoxBands;
  /** since the first, in the order of the pairs */
  readonly time: Int32Array;
  /** near × soon: pairs as they are */
  readonly counts: Float64Array;
}

/** What some of the permutations found. */
export interface KnoxPart {
  /** near × soon: permutations with as many pairs as there are, or more */
  readonly reached: Float64Array;
  readonly permutations: number;
}

export interface Knox {
  /** distances × times, a row per distance band: pairs observed, expected, and one per the other (NaN where none are expected) */
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly ratio: Float64Array;
  /** chance of as many pairs or more, if time had nothing to do with place; NaN without permutations */
  readonly p: Float64Array;
  /** permutations made: fewer than asked for if stopped */
  readonly permutations: number;
  readonly pairs: number;
}

/**
 * Near repeats: do incidents near each other follow each other sooner than they would if time had nothing to do with
 * place?
 *
 * Expected is exact: pairs of the distance band times pairs of the time band per all pairs. p = (1 + permutations with as many or
 * more) / (1 + permutations), of permutations of the times. A table has many p: small ones in a few cells of many may be chance.
 *
 * @param x, y   n positions
 * @param time   n whole numbers: days, hours or minutes
 * @returns a table of distance bands × time bands; nothing expected, ratio NaN and p 1 with fewer than two points
 * @throws {RangeError} when the three disagree on n, a number isn't one, or edges don't grow
 * @throws {TooManyPairs} when pairs are too many to hold
 *
 * O(n log n + pairs nearer than the largest bounded distance × permutations) time: bands without an end cost nothing.
 * To divide the work among threads: `knoxStudy` once, `knoxPart` for a range of permutations each, `knoxTable`. The answer is the same.
 * @see Knox (1964), Applied Statistics 13(1), doi:10.2307/2985220; Johnson et al. (2007), J. Quantitative Criminology 23(3), doi:10.1007/s10940-007-9025-3
 */
export function knox(x: ArrayLike<number>, y: ArrayLike<number>, time: ArrayLike<number>, options: KnoxOptions): Knox {
  const { permutations = 999, seed, progress } = options;
  const study = knoxStudy(x, y, time, options);
  return knoxTable(study, [knoxPart(study, { seed, from: 0, to: permutations, progress })]);
}

/** Finds the pairs and counts them as they are. Arguments and errors as for `knox`. */
export function knoxStudy(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  time: ArrayLike<number>,
  bands: KnoxBands,
): KnoxStudy {
  const n = x.length;
  if (y.length !== n || time.length !== n) throw new RangeError(`${n} x, ${y.length} y and ${time.length} times`);
  for (let i = 0; i < n; i++)
    if (!Number.isFinite(x[i]!) || !Number.isFinite(y[i]!))
      throw new RangeError(`position ${i} is ${x[i]}, ${y[i]}: leave out what has no place`);
  checkEdges(bands.distances, 'distance');
  checkEdges(bands.times, 'time');
  const { distances, times, metric } = bands;
  const { order, start, partner } = nearPairs(x, y, edgesFromZero(distances), metric);
  const fromFirst = sinceFirst(time);
  const near = Float64Array.from([...partner, []], ({ length }) => length);
  near[partner.length] = near.reduce((beyond, count) => beyond - count, pairsOf(n));
  const edges = Int32Array.from(edgesFromZero(times), (edge) => Math.min(Math.ceil(edge), TIME_SPAN_MAX + 1));
  const study = {
    bands: { distances: Float64Array.from(distances), times: Float64Array.from(times), metric },
    ...{ pairs: { start, partner }, edges, near, soon: pairsByTime(fromFirst, edges) },
    time: Int32Array.from(order, (i) => fromFirst[i]!),
    counts: new Float64Array(near.length * edges.length),
  };
  const counter = plainCounter(study, n);
  counter.times[0]!.set(study.time);
  withBeyond(study, counter.count(), study.counts);
  return study;
}

/** Permutations `from` to before `to` of those that belong to a seed. */
export function knoxPart(
  study: KnoxStudy,
  { seed, from, to, progress }: { seed: number; from: number; to: number; progress?: Progress | undefined },
): KnoxPart {
  for (const number of [seed, from, to])
    if (!Number.isSafeInteger(number)) throw new RangeError(`seed ${seed}, permutations ${from} to ${to}`);
  const { counts, time, near, edges } = study;
  const reached = new Float64Array(counts.length);
  const simulated = new Float64Array(counts.length);
  const counter = pairCounter(
    study,
    time.length,
    time.reduce((a, b) => Math.max(a, b), 0),
  );
  const lanes = counter.times.length;
  const size = (near.length - 1) * (edges.length - 1);
  let permutations = 0;
  while (from + permutations < to) {
    const first = from + permutations;
    for (let lane = 0; lane < lanes; lane++) shuffle(time, counter.times[lane]!, seed, first + lane);
    const counted = counter.count();
    for (let lane = 0; lane < lanes && first + lane < to; lane++) {
      withBeyond(study, counted.subarray(lane * size, (lane + 1) * size), simulated);
      for (let c = 0; c < counts.length; c++) if (simulated[c]! >= counts[c]!) reached[c]!++;
      permutations++;
    }
    if (progress?.(permutations, to - from) === false) break;
  }
  return { reached, permutations };
}

/** Puts together what was found in parts. */
export function knoxTable({ bands, counts, near, soon, time }: KnoxStudy, parts: readonly KnoxPart[]): Knox {
  const permutations = parts.reduce((sum, part) => sum + part.permutations, 0);
  const pairs = pairsOf(time.length);
  const rows = bands.distances.length - 1;
  const columns = bands.times.length - 1;
  const table = (): Float64Array => new Float64Array(rows * columns);
  const answer = { observed: table(), expected: table(), ratio: table(), p: table(), permutations, pairs };
  for (let cell = 0; cell < rows * columns; cell++) {
    // What lies before the first edge that was asked for is band 0 of the study.
    const row = Math.floor(cell / columns) + (bands.distances[0] === 0 ? 0 : 1);
    const column = (cell % columns) + (bands.times[0] === 0 ? 0 : 1);
    const at = row * soon.length + column;
    const observed = counts[at]!;
    const expected = pairs === 0 ? 0 : (near[row]! * soon[column]!) / pairs;
    const reached = parts.reduce((sum, part) => sum + part.reached[at]!, 0);
    answer.observed[cell] = observed;
    answer.expected[cell] = expected;
    answer.ratio[cell] = expected === 0 ? Number.NaN : observed / expected;
    answer.p[cell] = permutations === 0 ? Number.NaN : (1 + reached) / (1 + permutations);
  }
  return answer;
}

/** Times since the first, so that their differences stay small whole numbers. */
function sinceFirst(time: ArrayLike<number>): Int32Array {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < time.length; i++) {
    if (!Number.isSafeInteger(time[i]!)) throw new RangeError(`time ${i} is ${time[i]}: times are whole numbers`);
    first = Math.min(first, time[i]!);
    last = Math.max(last, time[i]!);
  }
  if (last - first > TIME_SPAN_MAX) throw new RangeError(`times from ${first} to ${last}: use a longer unit`);
  return Int32Array.from({ length: time.length }, (_, i) => time[i]! - first);
}

function checkEdges(edges: ArrayLike<number>, of: string): void {
  let grows = edges.length >= 2 && edges[0]! >= 0;
  for (let i = 1; i < edges.length; i++) grows &&= edges[i]! > edges[i - 1]!;
  if (!grows)
    throw new RangeError(`the edges of ${of} bands are ${Array.from(edges).join(', ')}: they must grow from 0 or more`);
}
