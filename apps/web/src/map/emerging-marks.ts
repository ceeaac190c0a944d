import type { EmergingClass } from '@lagesbild/incidents';
import { type MapTheme, rgb } from '../theme/map-theme.ts';
import type { Pixels } from './density-image.ts';
import { classNamed, groupOf } from './emerging.ts';

/** Px of the screen on a side of a mark; the map's pattern and the legend draw the same. */
export const MARK_PX = 14;

/** A mark as an SVG path in a square of MARK_PX, filled or as a line. */
export interface Mark {
  readonly d: string;
  readonly filled: boolean;
}

const dot = (x: number, y: number): string => `M${x - 1.4} ${y}a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0-2.8 0z`;

/** A mark of its own for each class, so that no colour is needed: what grows points up, what fades points down. */
export const MARKS: Readonly<Record<Exclude<EmergingClass, 'none'>, Mark>> = {
  new: { d: 'M7 2.5v9M2.5 7h9', filled: false },
  consecutive: { d: 'M3 6.5l4-4l4 4M3 11l4-4l4 4', filled: false },
  intensifying: { d: 'M7 2.5l4.5 8.5h-9z', filled: true },
  persistent: { d: 'M3.5 3.5h7v7h-7z', filled: true },
  oscillating: { d: 'M1.5 9l3.5-4.5l4 5l3.5-4.5', filled: false },
  sporadic: { d: `${dot(4, 4)}${dot(10, 7)}${dot(4, 10)}`, filled: true },
  diminishing: { d: 'M7 11.5l-4.5-8.5h9z', filled: true },
  historical: { d: 'M3 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0z', filled: false },
};

/** The mark of a class by its number: a cold one has that of the hot one it mirrors. null for none. */
export function markOf(number: number): Mark | null {
  const name = groupOf(number) === null ? 'none' : classNamed(number);
  return name === 'none' ? null : MARKS[name];
}

/** How wide a mark's line is, px. */
export const MARK_LINE_PX = 1.6;
/** How opaque the ground of a cell is, land below and colour above it; where incidents are unusually few the mark stands alone. */
const LAND_ALPHA = 0.6;
const GROUND_ALPHA = 0.26;
/** Pixels of the pattern's image per px of the screen. */
const FINE = 2;

export type Pattern = Pixels & { pixelRatio: number };

/** As the style names a class's pattern: the name changes with the theme, as the colours do. */
const NAME = /^emerging-(-?[1-8])-(?:light|dark)$/;

/** The pattern of a name, or null when it is no pattern's. */
export function patternOf(name: string, theme: MapTheme): Pattern | null {
  const number = Number(NAME.exec(name)?.[1]);
  const group = groupOf(number);
  const mark = markOf(number);
  return group === null || mark === null ? null : drawnPattern(mark, theme.change[group], theme, group !== 'few');
}

/** A mark in a colour, on a ground of the same or on none. */
export function drawnPattern(mark: Mark, colour: string, theme: MapTheme, grounded: boolean): Pattern {
  const side = MARK_PX * FINE;
  const context = new OffscreenCanvas(side, side).getContext('2d')!;
  const cover = (of: string, alpha: number): void => {
    context.fillStyle = `rgb(${rgb(of).join(' ')} / ${alpha})`;
    context.fillRect(0, 0, side, side);
  };
  if (grounded) {
    cover(theme.land, LAND_ALPHA);
    cover(colour, GROUND_ALPHA);
  }
  context.scale(FINE, FINE);
  context.lineWidth = MARK_LINE_PX;
  context.fillStyle = context.strokeStyle = colour;
  const path = new Path2D(mark.d);
  if (mark.filled) context.fill(path);
  else context.stroke(path);
  return { data: context.getImageData(0, 0, side, side).data, width: side, height: side, pixelRatio: FINE };
}
