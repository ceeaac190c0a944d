import { Fourier } from './fourier.ts';
import type { StudyArea } from './study-area.ts';

/** Steps of the lattice that sums are counted on, at most. Whole counts whose sums are smaller lie on it exactly. */
const STEPS = 1 << 13;
/** The smallest p given: what a Fourier transform leaves of rounding. */
const LEAST = 1e-12;
/** A part of a cell that is nothing but rounding. */
const NOTHING = 1e-9;

/**
 * How often are the sums of neighbourhoods at least as far out, if the count of each of their cells is drawn from those
 * of the whole study area?
 *
 * No shape is assumed: the distribution of a sum of k draws is that of the counts, convolved with itself k times. It is
 * drawn with replacement, a little too careful where a neighbourhood is a large part of the area. A neighbourhood
 * with cells cut by the edge is compared with the next larger whole number of draws where its sum is high, with the next
 * smaller where it is low; cut cells are drawn joined to whole ones.
 *
 * @param sums     per cell the sum over its neighbourhood
 * @param weights  per cell how many cells that is, cut ones by their share
 * @param asked    per cell any number, or NaN where no p is wanted
 * @returns per cell twice the smaller tail, off by less than 1e-12, which is the smallest given; NaN where none is wanted
 * @throws {RangeError} when a count is negative
 *
 * O(cells + k · STEPS log STEPS), k cells in the largest neighbourhood.
 */
export function drawnPs(
  sums: Float64Array,
  weights: Float64Array,
  asked: Float64Array,
  study: StudyArea,
): Float64Array {
  const { counts } = study;
  let largest = 0;
  let whole = true; // numbers
  for (let i = 0; i < sums.length; i++) {
    if (counts[i]! < 0) throw new RangeError(`a count of ${counts[i]} in cell ${i}`);
    if (sums[i]! > largest) largest = sums[i]!;
    whole &&= Number.isInteger(counts[i]!);
  }
  const exact = whole && largest < STEPS;
  const step = exact || largest === 0 ? 1 : largest / (STEPS - 1);
  const draws = new Draws(wholeCells(study), step, Math.floor(largest / step) + 1);

  const p = new Float64Array(sums.length).fill(Number.NaN);
  for (const [k, cells] of byDraws(weights, asked)) {
    const slack = exact ? 0 : Math.ceil(Math.sqrt(k / 12)); // each draw is off by up to half a step
    const { below, above: whole } = draws.tails(k);
    const twice = exact ? whole.map((high, at) => smallerTwice(high, below[at]!)) : null;
    let above: Float64Array | null = null; // of one draw more, where the edge cuts a neighbourhood
    for (let c = 0; c < cells.length; c++) {
      const i = cells[c]!;
      if (twice !== null && weights[i]! <= k + NOTHING) {
        p[i] = twice[sums[i]!]!;
        continue;
      }
      const at = sums[i]! / step;
      const cut = weights[i]! > k + NOTHING;
      if (cut) above ??= draws.tails(k + 1).above;
      const high = (cut ? above! : whole)[Math.max(0, Math.floor(at) - slack)]!;
      const low = below[Math.ceil(at) + slack] ?? 1;
      p[i] = smallerTwice(high, low);
    }
  }
  return p;
}

const smallerTwice = (high: number, low: number): number => Math.min(1, Math.max(LEAST, 2 * Math.min(high, low)));

/** The cells whose p is asked, by how many whole cells there are in their neighbourhoods, from the fewest up. */
function* byDraws(weights: Float64Array, asked: Float64Array): Generator<[number, Int32Array]> {
  const starts: number[] = [];
  const drawsOf = new Int32Array(weights.length);
  for (let i = 0; i < weights.length; i++) {
    const k = Number.isNaN(asked[i]!) ? -1 : Math.floor(weights[i]! + NOTHING);
    drawsOf[i] = k;
    if (k >= 0) starts[k + 1] = (starts[k + 1] ?? 0) + 1;
  }
  for (let k = 0; k < starts.length; k++) starts[k] = (starts[k] ?? 0) + (k > 0 ? starts[k - 1]! : 0);
  const next = Int32Array.from(starts);
  const cells = new Int32Array(starts.at(-1) ?? 0);
  for (let i = 0; i < weights.length; i++) if (drawsOf[i]! >= 0) cells[next[drawsOf[i]!]!++] = i;
  for (let k = 0; k + 1 < starts.length; k++)
    if (starts[k + 1]! > starts[k]!) yield [k, cells.subarray(starts[k]!, starts[k + 1]!)];
}

/** The counts that are drawn from: those of whole cells, and those of cut ones joined in their order as their shares add up to cells. */
function wholeCells({ counts, share }: StudyArea): Float64Array {
  if (share === null) return counts;
  const population: number[] = [];
  const joined: number[] = [];
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    if (share[i] === 1) population.push(counts[i]!);
    else if (share[i]! > 0) {
      const cell = Math.floor(sum + share[i]! / 2);
      joined[cell] = (joined[cell] ?? 0) + counts[i]!;
      sum += share[i]!;
    }
  }
  return Float64Array.from([...population, ...joined]);
}

/** Both tails of sums of draws, per step of the lattice, the step itself in both. */
interface Tails {
  readonly below: Float64Array;
  readonly above: Float64Array;
}

/** Sums of k draws from a population, for one k after another. */
class Draws {
  /** chances of the sums 0 to steps − 1 of a single draw; what is larger is left out, since adding draws never brings it back */
  private readonly one: Float64Array;
  private readonly fourier: Fourier;
  private readonly kept: { k: number; chances: Float64Array; tails: Tails }[] = [];

  constructor(population: Float64Array, step: number, steps: number) {
    const times = new Float64Array(steps);
    for (let i = 0; i < population.length; i++) {
      const at = Math.round(population[i]! / step);
      if (at < steps) times[at]!++;
    }
    this.one = times.map((n) => n / population.length);
    this.fourier = new Fourier(2 ** Math.ceil(Math.log2(2 * steps)));
  }

  /** The last two asked for are kept: a cut neighbourhood needs one more draw than a whole one. */
  tails(k: number): Tails {
    const known = this.kept.find((one) => one.k === k);
    if (known !== undefined) return known.tails;
    const before = this.kept.find((one) => one.k === k - 1);
    const chances = before === undefined ? this.power(k) : this.fourier.convolve(before.chances, this.one);
    const below = new Float64Array(chances.length);
    const above = new Float64Array(chances.length);
    for (let s = 0, sum = 0; s < chances.length; s++) {
      above[s] = 1 - sum;
      below[s] = sum += chances[s]!;
    }
    if (this.kept.push({ k, chances, tails: { below, above } }) > 2) this.kept.shift();
    return { below, above };
  }

  private power(k: number): Float64Array {
    let result = new Float64Array(this.one.length);
    result[0] = 1;
    let factor = this.one;
    for (let bits = k; bits > 0; bits >>= 1) {
      if (bits & 1) result = this.fourier.convolve(result, factor);
      if (bits > 1) factor = this.fourier.convolve(factor, factor);
    }
    return result;
  }
}
