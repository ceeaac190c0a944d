import { DensityAtPlaces } from './density-at-places.ts';
import { PlaceTree } from './place-tree.ts';
import { boundsOf, distinctPlaces, type Places, type Rectangle } from './places.ts';
import { type Progress, tell } from './progress.ts';

export interface BandwidthOptions {
  /** where incidents could have been recorded; default the smallest rectangle round them. Those outside are left out */
  readonly area?: Rectangle;
  /** bandwidths to try, growing, metres; default 16, evenly spaced by ratio, from the nearest two places to half the area's diagonal */
  readonly candidates_m?: ArrayLike<number>;
  /** told every second or oftener, once the places are sorted; in hundredths of a bandwidth, or thousandths of the pairs */
  readonly progress?: Progress;
}

export interface BandwidthChoice {
  /** as a Gaussian's standard deviation, metres; NaN where undefined */
  readonly bandwidth_m: number;
  readonly candidates_m: Float64Array;
  /** of each candidate */
  readonly criterion: Float64Array;
  /** which candidate is best; −1 for none */
  readonly best: number;
  /** whether that is the first or the last one: the data would have chosen beyond what was tried */
  readonly atEnd: boolean;
}

/** Incidents in their area, as every rule takes them. */
export interface Study extends Places {
  readonly area: Rectangle;
  readonly area_m2: number;
}

export function studyOf(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  given: Rectangle | undefined,
): Study {
  const area = given ?? boundsOf(x, y);
  const [width, height] = [area.east_m - area.west_m, area.north_m - area.south_m];
  if (given !== undefined && !(width > 0 && height > 0)) throw new RangeError(`an area of ${width} × ${height} m`);
  const places = distinctPlaces(x, y, weights, given ?? null);
  return { ...places, area, area_m2: width > 0 && height > 0 ? width * height : 0 };
}

export const NO_CHOICE: BandwidthChoice = {
  bandwidth_m: Number.NaN,
  candidates_m: new Float64Array(0),
  criterion: new Float64Array(0),
  best: -1,
  atEnd: false,
};

const CANDIDATES = 16;

/**
 * The bandwidths to try: those given, or from the nearest neighbours to half the area's diagonal; none where all incidents lie at one place.
 *
 * @throws {RangeError} when a given one isn't positive, or they don't grow
 */
function candidatesFor(
  tree: PlaceTree,
  { east_m, west_m, north_m, south_m }: Rectangle,
  given: ArrayLike<number> | undefined,
): Float64Array {
  if (given === undefined) {
    const ends = [nearestNeighbours(tree), Math.hypot(east_m - west_m, north_m - south_m) / 2].sort((a, b) => a - b);
    const [least, most] = ends as [number, number];
    if (most === Number.POSITIVE_INFINITY) return new Float64Array(0);
    return Float64Array.from({ length: CANDIDATES }, (_, k) => least * (most / least) ** (k / (CANDIDATES - 1)));
  }
  const list = Float64Array.from(given);
  list.forEach((value, k) => {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`a bandwidth of ${value} m`);
    if (k > 0 && value <= list[k - 1]!) throw new RangeError(`bandwidths of ${list[k - 1]} m, then ${value} m`);
  });
  return list;
}

/** The least distance from an incident that shares its place with no other to the next place; from any, if all share. */
function nearestNeighbours(tree: PlaceTree): number {
  const squared = tree.nearest();
  let [alone, any] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < squared.length; i++) {
    any = Math.min(any, squared[i]!);
    if (tree.weights[i] === 1) alone = Math.min(alone, squared[i]!);
  }
  return Math.sqrt(alone === Number.POSITIVE_INFINITY ? any : alone);
}

/** Ratio of bandwidths at which a search between candidates ends. */
const FINE = 1.005;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Told, while a criterion is computed, the share of it that is done. */
export type Share = (done: number) => void;

/** Progress is told in hundredths of a bandwidth. */
const HUNDRED = 100;

/**
 * Tries every candidate, then searches between the neighbours of the best one by golden section, to half a percent.
 *
 * @param criterion  of a bandwidth; the least is best, what isn't finite never is
 */
function leastOf(
  candidates_m: Float64Array,
  criterion: (bandwidth_m: number, share: Share) => number,
  progress: Progress | undefined,
): BandwidthChoice {
  const last = candidates_m.length - 1;
  const logs = candidates_m.map(Math.log);
  const between = (k: number): [number, number] => [logs[Math.max(0, k - 1)]!, logs[Math.min(last, k + 1)]!];
  let widest = 0;
  for (let k = 0; k <= last; k++) widest = Math.max(widest, between(k)[1] - between(k)[0]);
  const search = widest > 0 ? 2 + Math.max(0, Math.ceil(Math.log(Math.log(FINE) / widest) / Math.log(GOLDEN))) : 0;
  let done = 0;
  const share: Share = (part) => tell(progress, Math.round((done + part) * HUNDRED), (last + 1 + search) * HUNDRED);
  const valueAt = (bandwidth_m: number): number => {
    const value = criterion(bandwidth_m, share);
    share(1);
    done++;
    return value;
  };

  const values = candidates_m.map(valueAt);
  let best = -1;
  for (let k = 0; k <= last; k++) if (Number.isFinite(values[k]) && (best < 0 || values[k]! < values[best]!)) best = k;
  if (best < 0) return { ...NO_CHOICE, candidates_m, criterion: values };

  const found = { u: logs[best]!, value: values[best]! };
  const ask = (u: number): { u: number; value: number } => {
    const value = valueAt(Math.exp(u));
    if (value < found.value) Object.assign(found, { u, value });
    return { u, value };
  };
  let [low, high] = between(best);
  if (high > low) {
    let left = ask(high - GOLDEN * (high - low));
    let right = ask(low + GOLDEN * (high - low));
    while (high - low > Math.log(FINE)) {
      if (left.value <= right.value) {
        [high, right] = [right.u, left];
        left = ask(high - GOLDEN * (high - low));
      } else {
        [low, left] = [left.u, right];
        right = ask(low + GOLDEN * (high - low));
      }
    }
  }
  return { bandwidth_m: Math.exp(found.u), candidates_m, criterion: values, best, atEnd: best === 0 || best === last };
}

/** The incidents, and the density at each of them, as a rule that judges bandwidths by it takes them. */
export interface Judged {
  readonly study: Study;
  readonly tree: PlaceTree;
  readonly densities: DensityAtPlaces;
}

/**
 * The bandwidth with the least criterion, of those given or fitting; none for fewer than two incidents, or where all lie on one line along an axis.
 *
 * @param criterion  of a bandwidth, told how the incidents lie; the least is best
 */
export function leastAmong(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  { area, candidates_m, progress }: BandwidthOptions,
  criterion: (judged: Judged, bandwidth_m: number, share: Share) => number,
): BandwidthChoice {
  const study = studyOf(x, y, weights, area);
  if (study.total < 2 || study.area_m2 === 0) return NO_CHOICE;
  const tree = new PlaceTree(study);
  const judged = { study, tree, densities: new DensityAtPlaces(tree) };
  const candidates = candidatesFor(tree, study.area, candidates_m);
  return leastOf(candidates, (bandwidth_m, share) => criterion(judged, bandwidth_m, share), progress);
}
