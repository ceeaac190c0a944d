import type { KnownArea } from './area.ts';
import { STRAY_BEYOND_M } from './area.ts';
import { createUnprojection, LOCAL_SWEREF } from './projection.ts';
import { createReach } from './reach.ts';

export interface SridGuess {
  srid: number;
  axes: 'xy' | 'yx';
  /** The area most rows land in, and the share of them; null when no area holds half. */
  area: KnownArea | null;
  share: number;
  /** Other systems that fit as well: the person chooses. Empty when there is no doubt. */
  alternatives: number[];
  axesInDoubt: boolean;
}

const SWEDISH = [3006, 3021, ...Object.keys(LOCAL_SWEREF).map(Number)];

/**
 * Which coordinate system, and which axis is which? Degrees by their size; metres by which system puts the rows into
 * an area that exists. Where no area helps, what the numbers allow is asked.
 *
 * @param pairs   the first column's number, then the second's
 * @param stated  what the file itself or a person says
 */
export function guessSrid(
  pairs: readonly (readonly [number, number])[],
  areas: readonly KnownArea[],
  stated?: { srid: number; axes?: 'xy' | 'yx' },
): SridGuess {
  const usable = pairs.filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b) && !(a === 0 && b === 0));
  const none: SridGuess = { srid: 4326, axes: 'xy', area: null, share: 0, alternatives: [], axesInDoubt: false };
  if (usable.length === 0) return none;
  const firsts = middle(usable.map(([a]) => a));
  const seconds = middle(usable.map(([, b]) => b));
  const degrees = Math.abs(firsts) <= 180 && Math.abs(seconds) <= 180;
  const candidates = stated ? [stated.srid] : degrees ? [4326] : metreCandidates(firsts, seconds);
  const options = candidates.flatMap((srid) => {
    const orders = stated?.axes ? [stated.axes] : (['xy', 'yx'] as const);
    return orders.map((axes) => ({ srid, axes, ...landing(usable, srid, axes, areas) }));
  });
  const [best, ...rest] = options.sort((a, b) => b.share - a.share);
  if (best && best.share >= 0.5) {
    const alternatives = rest.filter((other) => other.srid !== best.srid && other.share > best.share / 2);
    return { ...best, alternatives: alternatives.map(({ srid }) => srid), axesInDoubt: false };
  }
  const elsewhere = degrees ? degreesElsewhere(firsts, seconds) : metresElsewhere(firsts, seconds);
  const partly = { area: best?.area ?? null, share: best?.share ?? 0 };
  if (!stated) return { ...elsewhere, ...partly };
  const { srid, axes = elsewhere.axes } = stated;
  return { srid, axes, alternatives: [], axesInDoubt: elsewhere.axesInDoubt && stated.axes === undefined, ...partly };
}

function landing(
  pairs: readonly (readonly [number, number])[],
  srid: number,
  axes: 'xy' | 'yx',
  areas: readonly KnownArea[],
): { area: KnownArea | null; share: number } {
  const unprojection = createUnprojection(srid);
  const hits = new Map<KnownArea, number>();
  const reaches = areas.map((area) => ({ area, reaches: createReach(area.outline, STRAY_BEYOND_M) }));
  for (const [a, b] of pairs) {
    if (!(axes === 'xy' ? unprojection.locate(a, b) : unprojection.locate(b, a))) continue;
    for (const { area, reaches: holds } of reaches) {
      if (holds(unprojection.lon, unprojection.lat)) hits.set(area, (hits.get(area) ?? 0) + 1);
    }
  }
  const [best] = [...hits].sort((a, b) => b[1] - a[1]);
  return best ? { area: best[0], share: best[1] / pairs.length } : { area: null, share: 0 };
}

/** Sweden's northings are 6.1–7.7 Mm: nothing else in a file of incidents is. */
function isNorthing(value: number): boolean {
  return value > 6_000_000 && value < 7_800_000;
}

function metreCandidates(first: number, second: number): number[] {
  return isNorthing(first) || isNorthing(second) ? SWEDISH : [27700, 3857];
}

type Elsewhere = Pick<SridGuess, 'srid' | 'axes' | 'alternatives' | 'axesInDoubt'>;

function degreesElsewhere(first: number, second: number): Elsewhere {
  const sweden = (lon: number, lat: number) => lon > 10 && lon < 25 && lat > 55 && lat < 70;
  const result = { srid: 4326, alternatives: [], axesInDoubt: false };
  if (Math.abs(second) > 90) return { ...result, axes: 'yx' };
  if (Math.abs(first) > 90) return { ...result, axes: 'xy' };
  if (sweden(first, second)) return { ...result, axes: 'xy' };
  if (sweden(second, first)) return { ...result, axes: 'yx' };
  return { ...result, axes: 'xy', axesInDoubt: true };
}

function metresElsewhere(first: number, second: number): Elsewhere {
  const axes = isNorthing(first) ? 'yx' : 'xy';
  const east = axes === 'yx' ? first && second : first;
  const locals = Object.keys(LOCAL_SWEREF).map(Number);
  if (isNorthing(first) || isNorthing(second)) {
    if (east > 1_100_000 && east < 2_000_000) return { srid: 3021, axes, alternatives: [], axesInDoubt: false };
    if (east > 350_000) return { srid: 3006, axes, alternatives: [], axesInDoubt: false };
    return { srid: east > 200_000 ? 3006 : 3011, axes, alternatives: [3006, ...locals], axesInDoubt: false };
  }
  return { srid: 27700, axes: 'xy', alternatives: [27700, 25832, 25833, 32632, 32633, 3857], axesInDoubt: false };
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] as number;
}
