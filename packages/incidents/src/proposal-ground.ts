import type { Raster } from '@lagesbild/analysis';
import { hourOfWeek } from './criteria.ts';
import { type Question, type Refused, refusedOf, studyCells } from './method/study.ts';

/** What zones are proposed from: the incidents in the cells of a study area, each with its hour. */
export interface ProposalGround {
  readonly raster: Raster;
  /** per cell of the raster, row by row from the south-west */
  readonly counts: Float64Array;
  /** per cell the share of it inside the study area */
  readonly shares: Float64Array;
  /** per incident in the area its cell, and its hour of the week from Monday 00; 168 and more: not known */
  readonly cellOf: Int32Array;
  readonly hourOf: Uint8Array;
  readonly refused: Refused;
}

export function proposalGround(
  question: Pick<Question, 'store' | 'criteria' | 'region'>,
  cell_m: number,
): ProposalGround {
  const { points, counts, shares, cellOf, outside, inside: _, ...raster } = studyCells(question, cell_m);
  const { minute, time_precision } = question.store.columns;
  const within = Uint32Array.from(cellOf.keys()).filter((at) => cellOf[at]! >= 0);
  return {
    ...{ raster, counts, shares, refused: refusedOf({ points, outside }) },
    cellOf: Int32Array.from(within, (at) => cellOf[at]!),
    hourOf: Uint8Array.from(within, (at) => {
      const row = points.index[at]!;
      return hourOfWeek(minute[row]!, time_precision[row]!);
    }),
  };
}
