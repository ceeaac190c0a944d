import { harmIndex, type Raster } from '@lagesbild/analysis';
import { finite, type Question, type Refused, refusedOf, studyCells, type Work } from './study.ts';

export interface HarmParameters {
  readonly cell_m: number;
}

export interface HarmAnswer {
  readonly n: number;
  readonly refused: Refused;
  readonly raster: Raster;
  readonly shares: Float64Array;
  /** per cell in the unit of the weights: a lower bound where some have none, NaN where none has one, 0 where nothing happened */
  readonly harm: Float64Array;
  /** per cell incidents with a weight, and without */
  readonly weighted: Float64Array;
  readonly unweighted: Float64Array;
  /** of n, in the study area; those with a weight first, by their harm */
  readonly categories: readonly {
    readonly category: string;
    readonly count: number;
    /** null: it has none, and is left out of all harm */
    readonly weight: number | null;
    readonly harm: number | null;
  }[];
}

/** How much harm was done in each cell, if a robbery isn't counted like a stolen bicycle? What has no weight is named. */
export function* harm(question: Question, { cell_m }: HarmParameters): Work<HarmAnswer> {
  const { points, shares, cellOf, counts, inside, outside, ...raster } = studyCells(question, cell_m);
  const { category, categories } = question.store.columns;
  const weights = categories.map((code) => question.harm[code] ?? Number.NaN);
  yield { done: 0, of: 1 };
  const of = Int32Array.from(points.index, (row) => category[row]!);
  const found = harmIndex(cellOf, of, weights, shares.length);
  const per = new Float64Array(weights.length);
  for (let i = 0; i < of.length; i++) if (cellOf[i]! >= 0) per[of[i]!]!++;
  const listed = categories.map((code, at) => {
    const weight = finite(weights[at]!);
    return { category: code, count: per[at]!, weight, harm: weight === null ? null : weight * per[at]! };
  });
  return {
    n: inside,
    refused: refusedOf({ points, outside }),
    raster,
    ...{ shares, harm: found.harm, weighted: found.weighted, unweighted: found.unweighted },
    categories: listed
      .filter(({ count }) => count > 0)
      .sort((a, b) => (b.harm ?? -1) - (a.harm ?? -1) || b.count - a.count || (a.category < b.category ? -1 : 1)),
  };
}
