import { betaLower } from './beta.ts';
import { falseDiscoveryRate } from './false-discovery-rate.ts';
import { sharesTest } from './hypergeometric.ts';

/** Places where people say that they feel unsafe. */
export interface Flags {
  /** n cells, whole numbers from 0; −1 lies in none */
  readonly cell: ArrayLike<number>;
  /** n days on which they were received */
  readonly day: ArrayLike<number>;
  /** n burst marks: the same whole number >= 0 for flags that came together; −1 where there is none, or none any more */
  readonly burst?: ArrayLike<number>;
}

export interface GapMapOptions {
  /** areas of the cells inside the study area, any unit; 0 or NaN lies outside. Default equal */
  readonly areas?: ArrayLike<number>;
  /** share of false discoveries put up with; default 0.05 */
  readonly level?: number;
}

/** What a cell is, by its number in `classes`. */
export const GAP_CLASSES = ['neither', 'both', 'felt_more', 'recorded_more'] as const;

export interface GapMap {
  /** per cell: voices, that is flags of which a burst counts once */
  readonly voices: Float64Array;
  /** per cell: share of all voices per share of all incidents; ∞ without incidents, NaN without either */
  readonly ratio: Float64Array;
  /** per cell: exact p of as unequal shares; NaN outside, and where there is nothing at all to compare */
  readonly p: Float64Array;
  /** per cell: p adjusted for the false discovery rate; NaN where too little was counted to show a gap in any case */
  readonly fdr: Float64Array;
  /** per cell: place in GAP_CLASSES */
  readonly classes: Uint8Array;
  /** flags that were only another of their burst, and flags and incidents outside the study area */
  readonly repeated: number;
  readonly outside: { readonly flags: number; readonly incidents: number };
}

/**
 * Gap map: where do more people feel unsafe than the record shows, and where is more recorded than felt?
 *
 * A cell's share of all voices is compared with its share of all public-space incidents in the same hours, by Fisher's exact test,
 * with the false discovery rate over the cells in which anything could be shown (Tarone). *both*: no gap, and voices and incidents alike are more than
 * the area's share; *neither*: all else, also too little to tell. It says nothing of whether a fear is founded.
 *
 * A group's burst of flags makes no gap: flags with the same mark in a cell are one voice; without a mark, all that were
 * received for a cell on one day are.
 *
 * @param flags      n flags in the hours asked about
 * @param incidents  per cell, reports from public space in the same hours, whole numbers >= 0
 * @returns per cell voices, ratio, p, adjusted p and class
 * @throws {RangeError} when arguments disagree on n or cells, or a cell, count or level isn't one
 *
 * O(n log n + cells + voices + incidents).
 * @see Fisher (1935), doi:10.2307/2342435; Tarone (1990), Biometrics 46(2), doi:10.2307/2531456; Gilbert (2005), Applied Statistics 54(1), doi:10.1111/j.1467-9876.2005.00475.x
 */
export function gapMap(flags: Flags, incidents: ArrayLike<number>, options: GapMapOptions = {}): GapMap {
  const { level = 0.05 } = options;
  const cells = incidents.length;
  const areas = areasOf(options.areas, cells);
  if (!(level > 0 && level < 1)) throw new RangeError(`a level of ${level}`);
  checkFlags(flags, cells);
  const { voices, repeated, outside } = countVoices(flags, areas);
  const { counts, elsewhere } = countIncidents(incidents, areas);
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const [allVoices, allIncidents, area] = [sum(voices), sum(counts), sum(areas)];

  const unknown = (): Float64Array => new Float64Array(cells).fill(Number.NaN);
  const [ratio, p, tested, concentrated] = [unknown(), unknown(), unknown(), unknown()];
  for (let cell = 0; cell < cells; cell++) {
    if (areas[cell] === 0 || allVoices === 0 || allIncidents === 0) continue;
    const [felt, recorded, share] = [voices[cell]!, counts[cell]!, areas[cell]! / area];
    const test = sharesTest(felt, recorded, allVoices, allIncidents);
    ratio[cell] = felt / allVoices / (recorded / allIncidents);
    p[cell] = test.p;
    if (test.least <= level) tested[cell] = test.p;
    concentrated[cell] = Math.max(atLeast(felt, allVoices, share), atLeast(recorded, allIncidents, share));
  }
  const fdr = falseDiscoveryRate(tested);
  const fdrConcentrated = falseDiscoveryRate(concentrated);
  const classes = Uint8Array.from(fdr, (adjusted, cell) => {
    if (adjusted <= level) return GAP_CLASSES.indexOf(ratio[cell]! > 1 ? 'felt_more' : 'recorded_more');
    return GAP_CLASSES.indexOf(fdrConcentrated[cell]! <= level ? 'both' : 'neither');
  });
  return { voices, ratio, p, fdr, classes, repeated, outside: { flags: outside, incidents: elsewhere } };
}

/** P(X >= k) of a binomial X: how easily would a cell have as many, if its share of the area were all that counted? */
const atLeast = (k: number, n: number, share: number): number =>
  k === 0 ? 1 : betaLower(k, n - k + 1, share, 1 - share);

function countVoices(
  { cell, day, burst }: Flags,
  areas: Float64Array,
): { voices: Float64Array; repeated: number; outside: number } {
  const voices = new Float64Array(areas.length);
  const heard = new Set<string>();
  let [repeated, outside] = [0, 0];
  for (let i = 0; i < cell.length; i++) {
    const at = cell[i]!;
    if (at < 0 || areas[at] === 0) {
      outside++;
      continue;
    }
    const marked = burst !== undefined && burst[i]! >= 0;
    const voice = marked ? `${at} burst ${burst[i]}` : `${at} day ${day[i]}`;
    if (heard.has(voice)) repeated++;
    else voices[at]!++;
    heard.add(voice);
  }
  return { voices, repeated, outside };
}

function countIncidents(
  incidents: ArrayLike<number>,
  areas: Float64Array,
): { counts: Float64Array; elsewhere: number } {
  let elsewhere = 0;
  const counts = Float64Array.from(incidents, (count, cell) => {
    if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError(`cell ${cell} has ${count} incidents`);
    if (areas[cell]! > 0) return count;
    elsewhere += count;
    return 0;
  });
  return { counts, elsewhere };
}

function areasOf(areas: ArrayLike<number> | undefined, cells: number): Float64Array {
  if (areas === undefined) return new Float64Array(cells).fill(1);
  if (areas.length !== cells) throw new RangeError(`${cells} cells with incidents and ${areas.length} areas`);
  return Float64Array.from(areas, (area, cell) => {
    if (area === Number.POSITIVE_INFINITY) throw new RangeError(`cell ${cell} has an area of ${area}`);
    return area > 0 ? area : 0;
  });
}

function checkFlags({ cell, day, burst }: Flags, cells: number): void {
  const n = cell.length;
  if (day.length !== n || (burst !== undefined && burst.length !== n))
    throw new RangeError(`${n} flags, ${day.length} days and ${burst?.length ?? n} burst marks`);
  for (let i = 0; i < n; i++) {
    if (!(Number.isInteger(cell[i]!) && cell[i]! >= -1 && cell[i]! < cells))
      throw new RangeError(`flag ${i} is in cell ${cell[i]} of ${cells}`);
    if (!Number.isFinite(day[i]!)) throw new RangeError(`flag ${i} was received on day ${day[i]}`);
  }
}
