import { seeded } from '@lagesbild/analysis';
import { dayNumber, type FilterLike } from '../criteria.ts';
import { type Said, saidOf } from '../perception/said.testing.ts';
import { criteriaOf, EVERYTHING, POLYGONS, type Row, randomRows, square, storeOf } from '../testing.ts';
import { finish, type Method, type Methods, startMethod } from './method.ts';
import { type Question, type StudyPolygon, studyRegion } from './study.ts';

/** 4 × 4 km round the origin. */
const TOWN = square(-200_000, -200_000, 400_000);
const POLYGON_TABLE: ReadonlyMap<string, StudyPolygon> = new Map(
  [...POLYGONS].map(([slug, polygon]) => [slug, { polygon, by_default: false }]),
);

export const questionOf = (
  rows: readonly Row[],
  filter: FilterLike = EVERYTHING,
  said: readonly Said[] = [],
): Question => ({
  store: storeOf(rows),
  criteria: criteriaOf(filter),
  region: studyRegion(filter, POLYGON_TABLE, TOWN),
  time_zone: 'Europe/Stockholm',
  harm: { assault: 100, theft: 3 },
  perception: { reports: saidOf(said), polygons: POLYGONS },
});

/** The whole answer of a method. */
export const answerTo = <M extends Method>(
  method: M,
  parameters: Methods[M]['parameters'],
  rows: readonly Row[],
  filter: FilterLike = EVERYTHING,
  said: readonly Said[] = [],
): Methods[M]['answer'] => finish(startMethod(method, questionOf(rows, filter, said), parameters))!;

/** Rows spread evenly over the town, and `planted` of them within 60 m of (x, y) cm. */
export function town(count: number, planted: number, [x, y]: readonly [number, number], seed = 5): Row[] {
  const random = seeded(seed);
  return randomRows(count, seed).map((row, i) => {
    const spread = (): number => Math.floor(random() * 399_000) - 199_500;
    const near = (middle: number): number => middle + Math.floor(random() * 12_000) - 6_000;
    const [px, py] = i < planted ? [near(x), near(y)] : [spread(), spread()];
    return { ...row, x: px, y: py, precision: 0, report: -1 };
  });
}

/** The same rows at a day each, to the minute; a day may be given as text. */
export const onDays = (rows: readonly Row[], day: (i: number) => number | string): Row[] =>
  rows.map((row, i) => {
    const given = day(i);
    const number = typeof given === 'string' ? dayNumber('from', given)! : given;
    return { ...row, minute: number * 1440 + (row.minute % 1440), time_precision: 0 };
  });
