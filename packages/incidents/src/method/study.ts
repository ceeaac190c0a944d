import { type GridCounts, gridCounts, inRegion, type Progress, type Region } from '@lagesbild/analysis';
import { COARSEST_DAY_PRECISION, dayOf, MINUTES_PER_DAY } from '../columns.ts';
import type { Criteria, FilterLike } from '../criteria.ts';
import { isDrawn } from '../kind.ts';
import type { PerceptionReports } from '../perception/reports.ts';
import type { PolygonCm } from '../polygon.ts';
import type { Store } from '../store.ts';

/** A polygon that can be studied, and whether it is part of the built-up area that is studied by default. */
export interface StudyPolygon {
  readonly polygon: PolygonCm;
  readonly by_default: boolean;
}

/**
 * Where does a method look? In the places a filter names; else in its areas; else in the built-up areas that are on by default;
 * else in the whole area. Cells outside aren't zeros: forest and lake as empty cells would make all of a town stand out.
 *
 * @param polygons  by slug; all those a filter may name are there
 * @param outline   of the whole area
 */
export function studyRegion(
  filter: Pick<FilterLike, 'places' | 'areas'>,
  polygons: ReadonlyMap<string, StudyPolygon>,
  outline: PolygonCm,
): Region {
  const found = studiedPolygons(filter, polygons, outline);
  return { parts: found.flatMap(({ parts }) => parts.map((rings) => rings.map((ring) => ring.map((cm) => cm / 100)))) };
}

/** The same as it is kept, in centimetres. */
export function studiedPolygons(
  filter: Pick<FilterLike, 'places' | 'areas'>,
  polygons: ReadonlyMap<string, StudyPolygon>,
  outline: PolygonCm,
): readonly PolygonCm[] {
  const named = [filter.places, filter.areas].find((slugs) => slugs?.length);
  const chosen = named?.map((slug) => polygons.get(slug)!.polygon);
  const built = [...polygons.values()].filter(({ by_default }) => by_default).map(({ polygon }) => polygon);
  return chosen ?? (built.length > 0 ? built : [outline]);
}

/** What a selection left out because too little is known of it, so that an answer can say it. */
export interface Refused {
  /** counted, but known only to an area or coarser: it would make a hot spot of a town's middle */
  readonly coarse: number;
  /** outside what is studied */
  readonly outside: number;
  /** without a known day, where the day matters */
  readonly dayless: number;
}

/** The incidents a method is asked about: those selected whose place is known to a segment. Positions in metres. */
export interface StudyPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** local day */
  readonly day: Int32Array;
  /** places in the columns */
  readonly index: Uint32Array;
  readonly coarse: number;
  /** left out by `dated` */
  readonly dayless: number;
}

export function studyPoints(store: Store, criteria: Criteria): StudyPoints {
  const { index } = store.select(criteria);
  const { x, y, minute, precision } = store.columns;
  const drawn = index.filter((row) => isDrawn(x[row]!, precision[row]!));
  return {
    x: Float64Array.from(drawn, (row) => x[row]! / 100),
    y: Float64Array.from(drawn, (row) => y[row]! / 100),
    day: Int32Array.from(drawn, (row) => Math.floor(minute[row]! / MINUTES_PER_DAY)),
    index: drawn,
    coarse: index.length - drawn.length,
    dayless: 0,
  };
}

/** Those of them that are wanted, by their number. */
export function only(points: StudyPoints, wanted: (at: number) => boolean): StudyPoints {
  const kept = points.index.map((_, at) => (wanted(at) ? 1 : 0));
  const x = points.x.filter((_, at) => kept[at] === 1);
  const y = points.y.filter((_, at) => kept[at] === 1);
  const day = points.day.filter((_, at) => kept[at] === 1);
  return { ...points, x, y, day, index: points.index.filter((_, at) => kept[at] === 1) };
}

/** Those whose day is known. */
export function dated(points: StudyPoints, { columns: { time_precision } }: Store): StudyPoints {
  const known = only(points, (at) => time_precision[points.index[at]!]! <= COARSEST_DAY_PRECISION);
  return { ...known, dayless: points.index.length - known.index.length };
}

/** Incidents, and the cells of the study area they lie in. */
export interface StudyCells extends GridCounts {
  readonly points: StudyPoints;
}

/** @param chosen  which of the incidents take part; default all */
export function studyCells(
  { store, criteria, region }: Pick<Question, 'store' | 'criteria' | 'region'>,
  cell_m: number,
  chosen: (points: StudyPoints, store: Store) => StudyPoints = (points) => points,
): StudyCells {
  const points = chosen(studyPoints(store, criteria), store);
  return { points, ...gridCounts(points.x, points.y, region, cell_m) };
}

/** What was left out of them. */
export const refusedOf = ({
  points: { coarse, dayless },
  outside,
}: Pick<StudyCells, 'points' | 'outside'>): Refused => ({
  ...{ coarse, outside, dayless },
});

/** The incidents in the study area itself, for a method without cells. */
export function inStudy({ store, criteria, region }: Question): StudyPoints & { readonly refused: Refused } {
  const points = studyPoints(store, criteria);
  const inside = only(points, (at) => inRegion(region, points.x[at]!, points.y[at]!));
  const outside = points.index.length - inside.index.length;
  return { ...inside, refused: { coarse: points.coarse, outside, dayless: 0 } };
}

/** What an answer says where a number would be infinite or none. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** First and last day of what an answer is of, as ISO days. */
export interface Dated {
  readonly from: string;
  readonly to: string;
}

/** First and last local day of all incidents there are; null without any. */
export function daysOf({ columns: { minute, count } }: Store): readonly [first: number, last: number] | null {
  return count === 0 ? null : [dayOf(minute[0]!), dayOf(minute[count - 1]!)];
}

/** The option by which a kernel tells how far it is. */
export const heard = ({ progress }: Question): { progress?: Progress } => (progress === undefined ? {} : { progress });

/** How far a method has come, in steps of its own. */
export interface Step {
  readonly done: number;
  readonly of: number;
}

/** What people say of places, for the methods that set it beside incidents. */
export interface Perception {
  readonly reports: PerceptionReports;
  readonly polygons: ReadonlyMap<string, PolygonCm>;
}

/** What a method is asked about. */
export interface Question {
  readonly store: Store;
  readonly criteria: Criteria;
  readonly region: Region;
  /** IANA name of the zone whose clocks the columns' minutes are read from */
  readonly time_zone: string;
  /** per category code its harm; a code without a weight isn't there */
  readonly harm: Readonly<Record<string, number>>;
  /** what people say of places, and the area's places and parts of town by slug */
  readonly perception: Perception;
  /** told by kernels that can't be left between two steps, where somebody can hear it meanwhile */
  readonly progress?: Progress | undefined;
}

/**
 * A method at work: it stops after each step, so that whoever drives it can tell how far it is, do something else meanwhile,
 * or never ask again.
 */
export type Work<Answer> = Generator<Step, Answer, undefined>;
