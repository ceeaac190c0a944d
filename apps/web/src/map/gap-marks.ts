import { GAP_CLASSES } from '@lagesbild/analysis';
import type { MapTheme } from '../theme/map-theme.ts';
import { drawnPattern, type Mark, type Pattern } from './emerging-marks.ts';

/** The classes that are drawn, as the legend has them; of most cells nothing can be said. */
export const SHOWN_GAPS = ['felt_more', 'recorded_more', 'both'] as const;
export type ShownGap = (typeof SHOWN_GAPS)[number];

/** A mark of its own for each, so that no colour is needed: a voice is round, a record has corners. */
export const GAP_MARKS: Readonly<Record<ShownGap, Mark>> = {
  felt_more: { d: 'M3 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0z', filled: true },
  recorded_more: { d: 'M3.2 3.2h7.6v7.6h-7.6z', filled: false },
  both: { d: 'M2.5 2.5h9v9h-9zM4.6 7a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0z', filled: false },
};

export const gapColour = (gap: ShownGap, theme: MapTheme): string =>
  ({ felt_more: theme.felt, recorded_more: theme.recorded, both: theme.both })[gap];

/** The class of a number, where it is drawn. */
export const shownGap = (number: number): ShownGap | null =>
  SHOWN_GAPS.find((gap) => GAP_CLASSES.indexOf(gap) === number) ?? null;

const NAME = /^gap-(\d)-(?:light|dark)$/;

/** The pattern of a name, or null when it is no gap's. */
export function gapPatternOf(name: string, theme: MapTheme): Pattern | null {
  const gap = shownGap(Number(NAME.exec(name)?.[1]));
  return gap === null ? null : drawnPattern(GAP_MARKS[gap], gapColour(gap, theme), theme, true);
}
