import { EMERGING_CLASSES, emergingHotSpots, gridNeighbours, type Raster } from '@lagesbild/analysis';
import { isoDay } from '../criteria.ts';
import { joinCells, middleOf } from './spots.ts';
import {
  type Dated,
  dated,
  daysOf,
  heard,
  type Question,
  type Refused,
  refusedOf,
  studyCells,
  type Work,
} from './study.ts';

export interface EmergingParameters {
  readonly cell_m: number;
  readonly reach_m: number;
  readonly step_days: number;
  readonly steps: number;
  readonly fdr: number;
}

/** Cells that touch and are alike in what became of them. */
export interface Change {
  /** places in the raster, ascending */
  readonly cells: readonly number[];
  /** most of its cells are of this class */
  readonly class: (typeof EMERGING_CLASSES)[number];
  /** incidents in them, per step */
  readonly counts: readonly number[];
  /** the middle of its cells, each by its incidents; metres */
  readonly x: number;
  readonly y: number;
}

export interface EmergingAnswer extends Dated {
  readonly n: number;
  readonly refused: Refused;
  readonly raster: Raster;
  readonly step_days: number;
  readonly steps: number;
  /** per cell a number of EMERGING_CLASSES, negative for cold; OUTSIDE where nothing is defined */
  readonly classes: Int8Array;
  /** per cell incidents at all steps, and the share of it inside */
  readonly counts: Float64Array;
  readonly shares: Float64Array;
  /** per cell Gi* of the last step, and z of its trend over the steps */
  readonly z: Float64Array;
  readonly trend: Float64Array;
  /** cells of hot spots that touch, those that grow first */
  readonly changes: readonly Change[];
}

/** Which classes are one on the map: hot spots that grow, that stay, that fade. */
export const CHANGES = {
  growing: ['new', 'consecutive', 'intensifying'],
  staying: ['persistent', 'oscillating', 'sporadic'],
  fading: ['diminishing', 'historical'],
} as const satisfies Record<string, readonly (typeof EMERGING_CLASSES)[number][]>;

/**
 * Which hot spots are new, growing, fading, gone?
 *
 * A filter's first day doesn't limit it: what is new is only seen beside what was before. The last step ends with the filter's last day, or
 * with the last there are data for, and there are no more steps than data reach back: a step before the first would be cold.
 */
export function* emerging(question: Question, parameters: EmergingParameters): Work<EmergingAnswer> {
  const { cell_m, reach_m, step_days, fdr } = parameters;
  const { store, criteria } = question;
  const [first, last] = daysOf(store) ?? [0, -1];
  const end = Math.min(criteria.to_day ?? last, last);
  const steps = Math.max(0, Math.min(parameters.steps, Math.floor((end - first + 1) / step_days)));
  const start = end - steps * step_days + 1;
  const limited = { ...question, criteria: { ...criteria, from_day: start, to_day: end } };
  const { points, shares, cellOf, inside, outside, counts, ...raster } = studyCells(limited, cell_m, dated);
  yield { done: 1, of: 3 };

  const cells = shares.length;
  const cube = new Float64Array(steps * cells);
  for (let i = 0; i < cellOf.length; i++) {
    const step = Math.floor((points.day[i]! - start) / step_days);
    if (cellOf[i]! >= 0) cube[step * cells + cellOf[i]!]!++;
  }
  const options = { shares, level: fdr, chance: 'drawn', ...heard(question) } as const;
  const { classes, z, trend } = emergingHotSpots(cube, steps, gridNeighbours(raster, reach_m), options);
  yield { done: 2, of: 3 };

  return {
    n: inside,
    refused: refusedOf({ points, outside }),
    raster,
    ...{ from: isoDay(start), to: isoDay(end), step_days, steps },
    ...{ classes, counts, shares, trend },
    z: steps === 0 ? new Float64Array(cells).fill(Number.NaN) : z.slice((steps - 1) * cells),
    changes: joinChanges(raster, classes, cube, steps),
  };
}

function joinChanges(raster: Raster, classes: Int8Array, cube: Float64Array, steps: number): Change[] {
  const at = (cell: number, step: number): number => cube[step * classes.length + cell]!;
  const groups: readonly (readonly string[])[] = Object.values(CHANGES);
  return groups.flatMap((group) => {
    const among = Uint8Array.from(classes, (value) => (group.includes(EMERGING_CLASSES[value] ?? '') ? 1 : 0));
    const changes = joinCells(raster, among).map((cells) => {
      const counts = Array.from({ length: steps }, (_, step) => cells.reduce((sum, cell) => sum + at(cell, step), 0));
      const all = (cell: number): number => counts.reduce((sum, _, step) => sum + at(cell, step), 0);
      return { cells, class: commonest(cells, classes), counts, ...middleOf(raster, cells, all) };
    });
    const total = ({ counts }: Change): number => counts.reduce((sum, count) => sum + count, 0);
    return changes.sort((a, b) => total(b) - total(a) || a.cells[0]! - b.cells[0]!);
  });
}

/** Of equally common ones the one with the smaller number. */
function commonest(cells: readonly number[], classes: Int8Array): Change['class'] {
  const found = EMERGING_CLASSES.map((_, number) => cells.filter((cell) => classes[cell] === number).length);
  return EMERGING_CLASSES[found.indexOf(Math.max(...found))]!;
}
