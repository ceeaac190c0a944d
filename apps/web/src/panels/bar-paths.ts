import type { MonthBar } from './said-bars.ts';
import type { Bins } from './time-bins.ts';

/** Where the start of a day is drawn, px from the left. */
export type DayScale = (day: number) => number;

/** Bars on a floor at `height` px, with a hairline between those wide enough for one; whatever isn't nothing is at least a pixel. */
export function barsPath({ bins }: Bins, top: number, height: number, px: DayScale): string {
  let path = '';
  for (const { start, end, n } of bins) {
    if (n === 0) continue;
    const [a, b] = [Math.round(px(start)), Math.round(px(end))];
    const x = Math.min(a, b);
    const w = Math.max(1, Math.abs(b - a) - (Math.abs(b - a) > 3 ? 1 : 0));
    const h = Math.max(1, Math.round((n / top) * height));
    path += `M${x} ${height}v${-h}h${w}v${h}z`;
  }
  return path;
}

/** The outline of a stair: each month's step stands on the floor. */
export function stepsPath(months: readonly MonthBar[], top: number, height: number, px: DayScale): string {
  const step = ({ start, end, n }: MonthBar): string => {
    const y = Math.round(height - (n / top) * height);
    return `M${Math.round(px(start))} ${height}V${y}H${Math.round(px(end))}V${height}`;
  };
  return months.map(step).join('');
}
