import { zone } from '@lagesbild/analysis';
import { type Criteria, HOURS } from '../criteria.ts';
import { isDrawn } from '../kind.ts';
import { isPlaced } from '../perception/heard.ts';
import type { PerceptionReports } from '../perception/reports.ts';
import type { PolygonCm } from '../polygon.ts';
import type { Population } from '../population/residents.ts';
import type { Store } from '../store.ts';
import { coveredM2 } from './area.ts';
import { PointGrid } from './point-grid.ts';
import type { PointSet } from './point-set.ts';

/** Side in centimetres of the squares that the best possible is made of. */
const SQUARE_CM = 10_000;

/** What zones are measured against. */
export interface FiguresQuestion {
  readonly store: Store;
  readonly criteria: Criteria;
  /** polygons that share of all and accuracy are of: see `studyRegion` */
  readonly region: readonly PolygonCm[];
  /** what people say, and per report why it isn't heard: see `unheard` */
  readonly reports: PerceptionReports;
  readonly why: Uint8Array;
  /** per category code its harm; a code without a weight isn't there */
  readonly harm: Readonly<Record<string, number>>;
  /** null: nobody has told how many live where */
  readonly population: Population | null;
}

/** What a question selects, laid out so that any zone is measured in a fraction of a millisecond. O(rows selected), once per question. */
export class Covered {
  /** incidents that count, as tallies count them, and those of them that are known well enough to lie in a zone */
  readonly n: number;
  readonly incidents: PointGrid;
  /** of those, in the region */
  readonly studied: PointSet;
  readonly studied_n: number;
  readonly studied_m2: number;
  readonly reports: PointGrid;
  readonly population: Population | null;
  /** before each incident in the grid, the harm of those before it, and how many of them have no weight */
  readonly harmUpTo: Float64Array;
  readonly unweightedUpTo: Float64Array;
  /** minutes a week in the hours asked for */
  readonly minutes: number;
  /** incidents of the k fullest squares, k = 0 … */
  private readonly fullest: Float64Array;

  constructor({ store, criteria, region, reports, why, harm, population }: FiguresQuestion) {
    this.population = population;
    const { index, n } = store.select(criteria);
    const { x, y, precision, category, categories } = store.columns;
    const rows = index.filter((row) => isDrawn(x[row]!, precision[row]!));
    const at = (of: Int32Array): Int32Array => Int32Array.from(rows, (row) => of[row]!);
    this.n = n;
    this.incidents = new PointGrid(at(x), at(y));
    this.studied = this.incidents.within({ parts: region.flatMap(({ parts }) => parts) });
    this.studied_n = this.studied.size;
    this.studied_m2 = coveredM2(region);
    const weights = categories.map((code) => harm[code] ?? Number.NaN);
    const { order } = this.incidents;
    const weightOf = (place: number): number => weights[category[rows[order[place]!]!]!]!;
    this.harmUpTo = upTo(rows.length, (place) => weightOf(place) || 0);
    this.unweightedUpTo = upTo(rows.length, (place) => (Number.isNaN(weightOf(place)) ? 1 : 0));
    this.minutes = zone.dosageOf(hoursOf(criteria)).minutes;
    this.fullest = fullestSquares(at(x), at(y), this.incidents, this.studied);
    const heard: number[] = [];
    for (let i = 0; i < reports.count; i++) if (why[i] === 0 && isPlaced(reports, i)) heard.push(i);
    this.reports = new PointGrid(
      Int32Array.from(heard, (i) => reports.x[i]!),
      Int32Array.from(heard, (i) => reports.y[i]!),
    );
  }

  /** Incidents that squares of so much ground together could have held at best. */
  bestIn(area_m2: number): number {
    const squares = (area_m2 * 10_000) / SQUARE_CM ** 2;
    const whole = Math.min(this.fullest.length - 1, Math.floor(squares));
    const next = Math.min(this.fullest.length - 1, whole + 1);
    return this.fullest[whole]! + (this.fullest[next]! - this.fullest[whole]!) * (squares - Math.floor(squares));
  }
}

function upTo(count: number, value: (place: number) => number): Float64Array {
  const sums = new Float64Array(count + 1);
  for (let place = 0; place < count; place++) sums[place + 1] = sums[place]! + value(place);
  return sums;
}

/** Hours of the week that are asked for. */
function hoursOf({ hours }: Criteria): number {
  let n = 0;
  for (let hour = 0; hour < HOURS; hour++) if (hours[hour] === 0) n++;
  return n;
}

function fullestSquares(x: Int32Array, y: Int32Array, { order }: PointGrid, studied: PointSet): Float64Array {
  const squares = new Map<number, number>();
  for (let place = 0; place < order.length; place++) {
    if ((studied.words[place >>> 5]! & (1 << (place & 31))) === 0) continue;
    const i = order[place]!;
    const square = Math.floor(x[i]! / SQUARE_CM) * 2 ** 20 + Math.floor(y[i]! / SQUARE_CM);
    squares.set(square, (squares.get(square) ?? 0) + 1);
  }
  const counts = Float64Array.from(squares.values()).sort().reverse();
  return upTo(counts.length, (k) => counts[k]!);
}
