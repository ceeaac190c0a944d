import { type Mapping, UNSETTLED_SRID } from '@lagesbild/contract';
import lookUpTimeZone from '@photostructure/tz-lookup';
import type { KnownArea } from './area.ts';
import { STRAY_BEYOND_M } from './area.ts';
import { createUnprojection, isKnownSystem, LOCAL_SWEREF } from './projection.ts';
import { createReach } from './reach.ts';

export interface SridGuess {
  /** UNSETTLED_SRID when the numbers are metres or feet that nothing confirms and nothing suggests. */
  srid: number;
  crs?: Mapping['crs'];
  axes: 'xy' | 'yx';
  /** The area most rows land in, and the share of them; null when no area holds half. */
  area: KnownArea | null;
  share: number;
  /** Other systems that fit as well: the person chooses. Empty when there is no doubt. */
  alternatives: number[];
  /** The numbers are of a size that only `srid` is used for hereabouts: recommended, never taken for granted. */
  likely: boolean;
  axesInDoubt: boolean;
}

const SWEDISH = [3006, 3021, ...Object.keys(LOCAL_SWEREF).map(Number)];

/**
 * Which coordinate system, and which axis is which? Degrees by their size; metres by which system puts the rows into
 * an area that exists. Metres that no area confirms are always asked about: grids of different countries share their
 * numbers, and feet look like metres.
 *
 * @param pairs   the first column's number, then the second's
 * @param stated  what the file itself or a person says
 */
export function guessSrid(
  pairs: readonly (readonly [number, number])[],
  areas: readonly KnownArea[],
  stated?: { srid: number; crs?: Mapping['crs']; axes?: 'xy' | 'yx' },
): SridGuess {
  const usable = pairs.filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b) && !(a === 0 && b === 0));
  const none: SridGuess = { ...CERTAIN, srid: stated?.srid ?? 4326, axes: 'xy', area: null, share: 0 };
  if (usable.length === 0) return none;
  const firsts = middle(usable.map(([a]) => a));
  const seconds = middle(usable.map(([, b]) => b));
  const degrees = Math.abs(firsts) <= 180 && Math.abs(seconds) <= 180;
  const named = stated === undefined ? null : { srid: stated.srid, ...(stated.crs && { crs: stated.crs }) };
  const candidates = named !== null ? [named] : degrees ? [{ srid: 4326 }] : metreCandidates(firsts, seconds, areas);
  const options = candidates.filter(isKnownSystem).flatMap((system) => {
    const orders = stated?.axes ? [stated.axes] : (['xy', 'yx'] as const);
    return orders.map((axes) => ({ ...system, axes, ...landing(usable, system, axes, areas) }));
  });
  const [best, ...rest] = options.sort((a, b) => b.share - a.share);
  if (best && best.share >= 0.5) {
    const alternatives = rest.filter((other) => other.srid !== best.srid && other.share > best.share / 2);
    return { ...CERTAIN, ...best, alternatives: alternatives.map(({ srid }) => srid) };
  }
  const elsewhere = degrees ? degreesElsewhere(firsts, seconds) : metresElsewhere(firsts, seconds);
  const partly = { area: best?.area ?? null, share: best?.share ?? 0 };
  if (named === null) return { ...elsewhere, ...partly };
  const axesInDoubt = elsewhere.axesInDoubt && stated?.axes === undefined;
  // Only of degrees and the Nordic grids do the sizes tell which axis is which.
  const bySize = degrees || SWEDISH.includes(named.srid) ? elsewhere.axes : 'xy';
  return { ...CERTAIN, ...named, axes: stated?.axes ?? bySize, axesInDoubt, ...partly };
}

const CERTAIN = { alternatives: [], likely: true, axesInDoubt: false };

function landing(
  pairs: readonly (readonly [number, number])[],
  system: Pick<Mapping, 'srid' | 'crs'>,
  axes: 'xy' | 'yx',
  areas: readonly KnownArea[],
): { area: KnownArea | null; share: number } {
  const unprojection = createUnprojection(system);
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

/** Northings of the Nordic grids, 6.0–7.8 Mm; a foot grid far from its origin may look the same. */
function isNorthing(value: number): boolean {
  return value > 6_000_000 && value < 7_800_000;
}

/** The systems of the areas that are here are tried first: their own files come in them. */
function metreCandidates(first: number, second: number, areas: readonly KnownArea[]): { srid: number }[] {
  const likely = isNorthing(first) || isNorthing(second) ? SWEDISH : [27700, 3857];
  return [...new Set([...areas.map(({ srid }) => srid), ...likely])].map((srid) => ({ srid }));
}

type Elsewhere = Omit<SridGuess, 'area' | 'share' | 'crs'>;

function degreesElsewhere(first: number, second: number): Elsewhere {
  const sweden = (lon: number, lat: number) => lon > 10 && lon < 25 && lat > 55 && lat < 70;
  const result = { ...CERTAIN, srid: 4326 };
  if (Math.abs(second) > 90) return { ...result, axes: 'yx' };
  if (Math.abs(first) > 90) return { ...result, axes: 'xy' };
  if (sweden(first, second)) return { ...result, axes: 'xy' };
  if (sweden(second, first)) return { ...result, axes: 'yx' };
  return { ...result, axes: 'xy', axesInDoubt: true };
}

/** Metres, or feet, that land in no known area. */
function metresElsewhere(first: number, second: number): Elsewhere {
  const result = { axesInDoubt: false, likely: false, srid: UNSETTLED_SRID, axes: 'xy' as const };
  if (!isNorthing(first) && !isNorthing(second)) {
    const within = (value: number, high: number): boolean => value > 0 && value < high;
    const british = within(first, 700_000) && within(second, 1_300_000) ? [27700] : [];
    return { ...result, alternatives: [...british, 25832, 25833, 3857] };
  }
  const axes = isNorthing(first) ? 'yx' : 'xy';
  const east = axes === 'yx' ? second : first;
  const north = axes === 'yx' ? first : second;
  const settled = (srid: number): Pick<Elsewhere, 'srid' | 'likely'> =>
    isInSweden(srid, east, north) ? { srid, likely: true } : { srid: UNSETTLED_SRID, likely: false };
  if (east > 1_200_000 && east < 1_900_000) return { ...result, axes, ...settled(3021), alternatives: [3021] };
  if (east > 250_000 && east < 950_000) return { ...result, axes, ...settled(3006), alternatives: [3006, 25832, 3067] };
  return { ...result, axes, alternatives: [3006, ...Object.keys(LOCAL_SWEREF).map(Number)] };
}

/** By time zone, which the sea east of Gotland shares: no Swede lives there. */
function isInSweden(srid: number, east: number, north: number): boolean {
  const place = createUnprojection({ srid });
  if (!place.locate(east, north)) return false;
  const atSea = place.lat < 60.5 && place.lon > 19.5;
  return !atSea && lookUpTimeZone(place.lat, place.lon) === 'Europe/Stockholm';
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] as number;
}
