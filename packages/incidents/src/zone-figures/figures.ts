import type { PolygonCm, RingCm } from '../polygon.ts';
import type { Residents } from '../population/residents.ts';
import { areaM2, coveredM2 } from './area.ts';
import { Covered, type FiguresQuestion } from './covered.ts';
import { PointSet } from './point-set.ts';

/** A zone as it is drawn now. */
export interface DrawnZone {
  readonly zone_id: string;
  readonly polygon: PolygonCm;
}

/** What one zone covers of what is asked for. */
export interface ZoneFigure {
  readonly zone_id: string;
  /** incidents in it or on its edge, as tallies count them */
  readonly n: number;
  /** of those with a place; NaN where there are none */
  readonly share: number;
  readonly area_m2: number;
  /** share of the studied incidents over share of the studied ground; NaN where there are none */
  readonly pai: number;
  /** of what as much ground could have held at best in squares of 100 m, 0 to 1; NaN where there are none */
  readonly pei_star: number;
  /** in the unit of the weights; null where nothing in it has one */
  readonly harm: number | null;
  /** incidents without a weight, left out of `harm` */
  readonly unweighted: number;
  /** what people say of places in it */
  readonly perception: number;
  /** null: nobody has told how many live there */
  readonly residents: Residents | null;
  /** minutes of presence a week, by the default of the literature */
  readonly minutes: number;
  /** zones that share incidents or ground with it */
  readonly overlaps: readonly { readonly zone_id: string; readonly n: number; readonly area_m2: number }[];
}

export interface ZoneFigures {
  /** incidents that count, those of them with a place, and those in the studied ground */
  readonly n: number;
  readonly placed: number;
  readonly studied: number;
  readonly studied_m2: number;
  /** in any of the zones */
  readonly covered: number;
  readonly zones: readonly ZoneFigure[];
}

interface Kept {
  readonly polygon: PolygonCm;
  readonly points: PointSet;
  readonly figure: Omit<ZoneFigure, 'zone_id' | 'overlaps'>;
}

type Shared = { readonly n: number; readonly area_m2: number };

/**
 * Figures of zones that somebody is drawing. What didn't change since the last time isn't measured again: while a corner is dragged
 * that is all zones but one.
 */
export class ZoneMeasure {
  private readonly covered: Covered;
  private kept = new Map<string, Kept>();
  private shared = new Map<string, Shared | null>();

  constructor(question: FiguresQuestion) {
    this.covered = new Covered(question);
  }

  /** O(the changed zones' edges and cells + zones × words they share). */
  measure(zones: readonly DrawnZone[]): ZoneFigures {
    const { covered } = this;
    const before = this.kept;
    this.kept = new Map(
      zones.map(({ zone_id, polygon }) => {
        const known = before.get(zone_id);
        return [zone_id, known !== undefined && isSame(known.polygon, polygon) ? known : this.one(polygon)];
      }),
    );
    const sharedBefore = this.shared;
    this.shared = new Map();
    const all = new PointSet(covered.incidents.count);
    for (const { points } of this.kept.values()) all.addAll(points);
    return {
      ...{ n: covered.n, placed: covered.incidents.count, studied: covered.studied_n, studied_m2: covered.studied_m2 },
      covered: all.size,
      zones: zones.map(({ zone_id }) => ({
        zone_id,
        ...this.kept.get(zone_id)!.figure,
        overlaps: zones.flatMap(({ zone_id: other }) => {
          if (other === zone_id) return [];
          const shared = this.sharedBy(zone_id, other, before, sharedBefore);
          return shared === null ? [] : [{ zone_id: other, ...shared }];
        }),
      })),
    };
  }

  private one(polygon: PolygonCm): Kept {
    const { covered } = this;
    const points = covered.incidents.within(polygon);
    const n = points.size;
    const area_m2 = areaM2(polygon);
    const studied = points.sharedWith(covered.studied);
    const unweighted = points.sum(covered.unweightedUpTo);
    const best = Math.max(studied, covered.bestIn(area_m2));
    const figure = {
      ...{ n, share: n / covered.incidents.count, area_m2 },
      pai: studied / covered.studied_n / (area_m2 / covered.studied_m2),
      pei_star: covered.studied_n === 0 ? Number.NaN : studied / best,
      ...{ harm: n === unweighted ? null : points.sum(covered.harmUpTo), unweighted },
      perception: covered.reports.within(polygon).size,
      residents: covered.population?.within(polygon) ?? null,
      minutes: covered.minutes,
    };
    return { polygon, points, figure };
  }

  /** What two zones share, the same both ways; null: nothing. */
  private sharedBy(
    one: string,
    other: string,
    before: ReadonlyMap<string, Kept>,
    sharedBefore: ReadonlyMap<string, Shared | null>,
  ): Shared | null {
    const key = one < other ? `${one} ${other}` : `${other} ${one}`;
    const known = this.shared.get(key);
    if (known !== undefined) return known;
    const [a, b] = [this.kept.get(one)!, this.kept.get(other)!];
    const still = before.get(one) === a && before.get(other) === b ? sharedBefore.get(key) : undefined;
    const shared = still !== undefined ? still : sharedOf(a, b);
    this.shared.set(key, shared);
    return shared;
  }
}

function sharedOf(a: Kept, b: Kept): Shared | null {
  if (!boxesMeet(a.polygon, b.polygon)) return null;
  const n = a.points.sharedWith(b.points);
  const area_m2 = coveredM2([a.polygon, b.polygon], 'all');
  return n === 0 && area_m2 === 0 ? null : { n, area_m2 };
}

function boxesMeet(a: PolygonCm, b: PolygonCm): boolean {
  const [one, two] = [boxOf(a), boxOf(b)];
  return one[0] <= two[2] && two[0] <= one[2] && one[1] <= two[3] && two[1] <= one[3];
}

function boxOf({ parts }: PolygonCm): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of parts)
    for (let i = 0; i < outer!.length; i += 2) {
      west = Math.min(west, outer![i]!);
      east = Math.max(east, outer![i]!);
      south = Math.min(south, outer![i + 1]!);
      north = Math.max(north, outer![i + 1]!);
    }
  return [west, south, east, north];
}

const isSame = (a: PolygonCm, b: PolygonCm): boolean =>
  a.parts.length === b.parts.length &&
  a.parts.every((rings, p) => {
    const others = b.parts[p]!;
    return rings.length === others.length && rings.every((ring, r) => isSameRing(ring, others[r]!));
  });

const isSameRing = (a: RingCm, b: RingCm): boolean => a.length === b.length && a.every((value, i) => value === b[i]);
