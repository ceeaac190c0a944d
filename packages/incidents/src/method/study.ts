import type { Region } from '@lagesbild/analysis';
import { MINUTES_PER_DAY } from '../columns.ts';
import type { Criteria, FilterLike } from '../criteria.ts';
import { isDrawn } from '../kind.ts';
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
  const named = [filter.places, filter.areas].find((slugs) => slugs?.length);
  const chosen = named?.map((slug) => polygons.get(slug)!.polygon);
  const built = [...polygons.values()].filter(({ by_default }) => by_default).map(({ polygon }) => polygon);
  const found = chosen ?? (built.length > 0 ? built : [outline]);
  return { parts: found.flatMap(({ parts }) => parts.map((rings) => rings.map((ring) => ring.map((cm) => cm / 100)))) };
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
  };
}

/** How far a method has come, in steps of its own. */
export interface Step {
  readonly done: number;
  readonly of: number;
}

/** What a method is asked about. */
export interface Question {
  readonly store: Store;
  readonly criteria: Criteria;
  readonly region: Region;
}

/**
 * A method at work: it stops after each step, so that whoever drives it can tell how far it is, do something else meanwhile,
 * or never ask again.
 */
export type Work<Answer> = Generator<Step, Answer, void>;
