import type { Raster } from '@lagesbild/analysis';
import { hourOfWeek } from './criteria.ts';
import { type Question, type Refused, refusedOf, studyCells } from './method/study.ts';

/** What zones are proposed from: the incidents in the cells of a study area, each with its hour. */
export interface ProposalGround {
  readonly raster: Raster;
  /** per cell of the raster, row by row from the south-west */
  readonly counts: Float64Array;
  /** per cell what zones are chosen by: its incidents, or their harm */
  readonly weights: Float64Array;
  /** incidents without a weight, which weigh nothing */
  readonly unweighted: number;
  /** incidents in the area by category, most first */
  readonly categories: readonly { readonly category: string; readonly count: number }[];
  /** per cell the share of it inside the study area */
  readonly shares: Float64Array;
  /** per incident in the area its cell, and its hour of the week from Monday 00; 168 and more: not known */
  readonly cellOf: Int32Array;
  readonly hourOf: Uint8Array;
  readonly refused: Refused;
}

/** @param harm  per category code its weight; null: each incident weighs as much as another */
export function proposalGround(
  question: Pick<Question, 'store' | 'criteria' | 'region'>,
  cell_m: number,
  harm: Readonly<Record<string, number>> | null,
): ProposalGround {
  const { points, counts, shares, cellOf, outside, inside: _, ...raster } = studyCells(question, cell_m);
  const { minute, time_precision, category, categories } = question.store.columns;
  const within = Uint32Array.from(cellOf.keys()).filter((at) => cellOf[at]! >= 0);
  const perCategory = new Float64Array(categories.length);
  const weights = new Float64Array(counts.length);
  let unweighted = 0;
  for (const at of within) {
    const own = category[points.index[at]!]!;
    perCategory[own]!++;
    const weight = harm === null ? 1 : harm[categories[own]!];
    if (weight === undefined) unweighted++;
    else weights[cellOf[at]!]! += weight;
  }
  return {
    ...{ raster, counts, weights, unweighted, shares, refused: refusedOf({ points, outside }) },
    categories: categories
      .map((code, at) => ({ category: code, count: perCategory[at]! }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1)),
    cellOf: Int32Array.from(within, (at) => cellOf[at]!),
    hourOf: Uint8Array.from(within, (at) => {
      const row = points.index[at]!;
      return hourOfWeek(minute[row]!, time_precision[row]!);
    }),
  };
}
