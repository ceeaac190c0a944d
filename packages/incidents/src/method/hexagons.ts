import { hexCounts } from '@lagesbild/analysis';
import { type Question, type Refused, refusedOf, studyPoints, type Work } from './study.ts';

export interface HexagonsParameters {
  readonly side_m: number;
}

export interface HexagonsAnswer {
  readonly n: number;
  readonly refused: Refused;
  readonly side_m: number;
  readonly columns: number;
  readonly rows: number;
  /** per hexagon its middle, metres, row by row from the south-west */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly counts: Float64Array;
  readonly shares: Float64Array;
}

/** How many incidents lie in each hexagon of the study area, and which share of it is inside? */
export function* hexagons(question: Question, { side_m }: HexagonsParameters): Work<HexagonsAnswer> {
  const points = studyPoints(question.store, question.criteria);
  yield { done: 0, of: 1 };
  const { inside, outside, ...found } = hexCounts(points.x, points.y, question.region, side_m);
  return { n: inside, refused: refusedOf({ points, outside }), ...found };
}
