import { seeded } from '@lagesbild/analysis';
import { buildColumns, type ColumnInput } from './build.ts';
import { type Columns, dayOf, NO_DAY, NO_POSITION, NO_REPORT } from './columns.ts';
import { type Criteria, type CriteriaContext, type FilterLike, resolveCriteria, type Vocabulary } from './criteria.ts';
import type { PolygonCm } from './polygon.ts';
import { mercatorX, mercatorY, type ToMercator } from './projection.ts';
import { Store } from './store.ts';

/** Test data: made here, seeded, small worlds with everything that makes counting hard. */
export interface Row {
  x: number;
  y: number;
  minute: number;
  duration_min: number;
  time_precision: number;
  precision: number;
  discovery: number;
  unit: number;
  registered: number;
  category: number;
  report: number;
  row: number;
}

export const CATEGORIES = ['theft', 'assault', 'damage', 'fire'];

/** The contract's words; test/vocabulary.test.ts compares the two. */
export const VOCABULARY: Vocabulary = {
  PRECISIONS: ['point', 'segment', 'area', 'municipality', 'county'],
  DISCOVERIES: ['resident_reported', 'partner_observed', 'police_discovered', 'unknown'],
  DEFAULT_DISCOVERIES: ['resident_reported', 'unknown'],
};

/** `count` rows in a square of `side` cm round the origin over `days` days; few places, so that many coincide. */
export function randomRows(count: number, seed: number, { days = 20, places = 12, side = 400_000 } = {}): Row[] {
  const random = seeded(seed);
  const whole = (below: number): number => Math.floor(random() * below);
  const spots = Array.from({ length: places }, () => [whole(side) - side / 2, whole(side) - side / 2] as const);
  return Array.from({ length: count }, (_, row) => {
    const precision = random() < 0.8 ? whole(2) : 2 + whole(3);
    const [x, y] = precision > 2 && random() < 0.7 ? [NO_POSITION, NO_POSITION] : spots[whole(places)]!;
    const minute = whole(days * 1440);
    return {
      x,
      y,
      minute,
      duration_min: random() < 0.6 ? 0 : whole(600),
      time_precision: random() < 0.7 ? whole(2) : 2 + whole(2),
      precision,
      discovery: whole(4),
      unit: whole(3),
      registered: random() < 0.2 ? NO_DAY : dayOf(minute) + whole(4),
      category: whole(CATEGORIES.length),
      report: random() < 0.4 ? NO_REPORT : whole(Math.ceil(count / 4)),
      row: row + 1,
    };
  });
}

export function columnInput(rows: readonly Row[]): ColumnInput {
  const column = (name: keyof Row): number[] => rows.map((row) => row[name]);
  return {
    x: column('x'),
    y: column('y'),
    minute: column('minute'),
    duration_min: column('duration_min'),
    time_precision: column('time_precision'),
    precision: column('precision'),
    discovery: column('discovery'),
    unit: column('unit'),
    registered: column('registered'),
    category: column('category'),
    report: column('report'),
    row: column('row'),
  };
}

export const HEADER = { dataVersion: 7, srid: 3006, proj4: '+proj=utm +zone=33', categories: CATEGORIES };

export const columnsOf = (rows: readonly Row[]): Columns => buildColumns(columnInput(rows), HEADER);

/** The square x, y in [west, west + side] as a polygon. */
export const square = (west: number, south: number, side: number): PolygonCm => ({
  parts: [[Float64Array.of(west, south, west + side, south, west + side, south + side, west, south + side)]],
});

/** Two places that overlap and a study area over the eastern half. */
export const POLYGONS: ReadonlyMap<string, PolygonCm> = new Map([
  ['north', square(-200_000, 0, 400_000)],
  ['middle', square(-100_000, -100_000, 200_000)],
  ['east', square(0, -200_000, 400_000)],
]);

/** A projection that is plain arithmetic: the origin at 18° E, 60° N, 55.66 km to the degree of longitude. */
export const lonLat = (x: number, y: number): [number, number] => [18 + x / 5_566_000, 60 + y / 11_132_000];

export const toMercator: ToMercator = (x, y) => ({
  x: Uint32Array.from(x, (value, i) => mercatorX(lonLat(value, y[i]!)[0])),
  y: Uint32Array.from(y, (value, i) => mercatorY(lonLat(x[i]!, value)[1])),
});

export const storeOf = (rows: readonly Row[]): Store =>
  Store.build(columnsOf(rows), { polygons: POLYGONS, toMercator });

const CONTEXT: CriteriaContext = { categories: CATEGORIES, polygons: POLYGONS, vocabulary: VOCABULARY };

export const criteriaOf = (filter: FilterLike = {}): Criteria => resolveCriteria(filter, CONTEXT);

/** Every row, whatever found it. */
export const EVERYTHING: FilterLike = { discovery: [...VOCABULARY.DISCOVERIES], unit: 'row' };
