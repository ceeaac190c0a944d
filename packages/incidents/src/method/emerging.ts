import { EMERGING_CLASSES, emergingHotSpots, gridNeighbours, type Raster } from '@lagesbild/analysis';
import { isoDay } from '../criteria.ts';
import { firstDayOf, monthOf, wholeMonths } from './months.ts';
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
  /** above 0: steps of so many calendar months instead, which also what is known only to the month has */
  readonly step_months: number;
  readonly steps: number;
  readonly fdr: number;
}

/** A number of EMERGING_CLASSES in words. */
export type EmergingClass = (typeof EMERGING_CLASSES)[number];

/** Cells that touch and are alike in what became of them. */
export interface Change {
  /** places in the raster, ascending */
  readonly cells: readonly number[];
  /** most of its cells are of this class */
  readonly class: EmergingClass;
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
  /** 0 where steps are of months, and months 0 where they are of days */
  readonly step_days: number;
  readonly step_months: number;
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
} as const satisfies Record<string, readonly EmergingClass[]>;

/**
 * Which hot spots are new, growing, fading, gone?
 *
 * A filter's first day doesn't limit it: what is new is only seen beside what was before. The last step ends with the filter's last day, or
 * with the last there are data for, and there are no more steps than data reach back: a step before the first would be cold.
 */
export function* emerging(question: Question, parameters: EmergingParameters): Work<EmergingAnswer> {
  const { cell_m, reach_m, fdr } = parameters;
  const { criteria } = question;
  const { steps, start, end, stepOf, step_days, step_months } = stepsOf(question, parameters);
  const limited = { ...question, criteria: { ...criteria, from_day: start, to_day: end } };
  const known = step_months > 0 ? undefined : dated;
  const { points, shares, cellOf, inside, outside, counts, ...raster } = studyCells(limited, cell_m, known);
  yield { done: 1, of: 3 };

  const cells = shares.length;
  const cube = new Float64Array(steps * cells);
  for (let i = 0; i < cellOf.length; i++) if (cellOf[i]! >= 0) cube[stepOf(points.day[i]!) * cells + cellOf[i]!]!++;
  const options = { shares, level: fdr, chance: 'drawn', ...heard(question) } as const;
  const { classes, z, trend } = emergingHotSpots(cube, steps, gridNeighbours(raster, reach_m), options);
  yield { done: 2, of: 3 };

  return {
    n: inside,
    refused: refusedOf({ points, outside }),
    raster,
    ...{ from: isoDay(start), to: isoDay(end), step_days, step_months, steps },
    ...{ classes, counts, shares, trend },
    z: steps === 0 ? new Float64Array(cells).fill(Number.NaN) : z.slice((steps - 1) * cells),
    changes: joinChanges(raster, classes, cube, steps),
  };
}

/** The steps there are data for, the last one whole: from day `start` to day `end`. */
function stepsOf(
  { store, criteria: { to_day } }: Question,
  { step_days, step_months, steps: wanted }: EmergingParameters,
): {
  readonly steps: number;
  readonly start: number;
  readonly end: number;
  readonly stepOf: (day: number) => number;
  readonly step_days: number;
  readonly step_months: number;
} {
  if (step_months > 0) {
    const [first, end] = wholeMonths(store, { from_day: null, to_day });
    const steps = Math.max(0, Math.min(wanted, Math.floor((end - first) / step_months)));
    const start = end - steps * step_months;
    const stepOf = (day: number): number => Math.floor((monthOf(day) - start) / step_months);
    return { steps, start: firstDayOf(start), end: firstDayOf(end) - 1, stepOf, step_days: 0, step_months };
  }
  const [first, last] = daysOf(store) ?? [0, -1];
  const end = Math.min(to_day ?? last, last);
  const steps = Math.max(0, Math.min(wanted, Math.floor((end - first + 1) / step_days)));
  const start = end - steps * step_days + 1;
  return { steps, start, end, stepOf: (day) => Math.floor((day - start) / step_days), step_days, step_months };
}

function joinChanges(raster: Raster, classes: Int8Array, cube: Float64Array, steps: number): Change[] {
  const at = (cell: number, step: number): number => cube[step * classes.length + cell]!;
  const groups: readonly (readonly string[])[] = Object.values(CHANGES);
  return groups.flatMap((group) => {
    const among = Uint8Array.from(classes, (value) => (group.includes(EMERGING_CLASSES[value] ?? '') ? 1 : 0));
    const changes = joinCells(raster, among).map((cells) => {
      const counts = Array.from({ length: steps }, (_, step) => cells.reduce((sum, cell) => sum + at(cell, step), 0));
      const all = (cell: number): number => counts.reduce((sum, _, step) => sum + at(cell, step), 0);
      return { cells, class: classOfCells(cells, classes), counts, ...middleOf(raster, cells, all) };
    });
    const total = ({ counts }: Change): number => counts.reduce((sum, count) => sum + count, 0);
    return changes.sort((a, b) => total(b) - total(a) || a.cells[0]! - b.cells[0]!);
  });
}

/**
 * What became of some cells: what became of most of those that are or were hot.
 * @returns of equally common classes the one with the smaller number; 'none' where none of them ever was hot
 */
export function classOfCells(cells: readonly number[], classes: Int8Array): EmergingClass {
  const found = EMERGING_CLASSES.map((_, number) =>
    number === 0 ? 0 : cells.filter((cell) => classes[cell] === number).length,
  );
  const most = Math.max(...found);
  return most === 0 ? 'none' : EMERGING_CLASSES[found.indexOf(most)]!;
}
