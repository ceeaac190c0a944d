import { contains, type PolygonCm } from '../polygon.ts';
import { CHANNEL, FEELING, HOURLESS, HOURS_MISSED, isPlaced, MONTH, PLACE, REASON } from './heard.ts';
import type { PerceptionReports } from './reports.ts';

/** Counts of perception reports; each breakdown ignores its own axis, as those of incidents do. */
export interface PerceptionTally {
  readonly n: number;
  readonly total: number;
  /** of n, those known well enough to be drawn where they are; the others are known to an area or coarser */
  readonly mapped: number;
  /** of n, those that feel unsafe */
  readonly unsafe: number;
  /** months since January 1970 of the first count */
  readonly first_month: number;
  readonly months: readonly number[];
  /** per channel */
  readonly channels: readonly number[];
  readonly feelings: { readonly unsafe: number; readonly safe: number };
  /** per reason, of which a report may give several */
  readonly reasons: readonly number[];
  /** per part of the day, of which a report may name several */
  readonly bands: readonly number[];
  /** per part of the day: those that name weekdays, and those that name the weekend; one may name both, or neither */
  readonly band_days: readonly (readonly [weekday: number, weekend: number])[];
  readonly places: Readonly<Record<string, number>>;
  /** without hours where some are asked for */
  readonly hourless: number;
}

/** @param why  of `unheard` */
export function tallyReports(
  reports: PerceptionReports,
  why: Uint8Array,
  polygons: ReadonlyMap<string, PolygonCm>,
): PerceptionTally {
  const { count, x, y, channel, safe, month, times, days, reason, reason_from } = reports;
  const first = count === 0 ? 0 : month.reduce((least, value) => Math.min(least, value));
  const last = count === 0 ? -1 : month.reduce((most, value) => Math.max(most, value));
  const months = new Array<number>(last - first + 1).fill(0);
  const channels = reports.channels.map(() => 0);
  const reasons = reports.reasons.map(() => 0);
  const bands = reports.bands.map(() => 0);
  const band_days = reports.bands.map((): [number, number] => [0, 0]);
  const feelings = { unsafe: 0, safe: 0 };
  const places: Record<string, number> = Object.fromEntries([...polygons.keys()].map((slug) => [slug, 0]));
  let [n, mapped, unsafe, hourless] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const faults = why[i]!;
    const but = (axis: number): boolean => (faults & ~axis) === 0;
    if (but(MONTH)) months[month[i]! - first]!++;
    if (but(CHANNEL)) channels[channel[i]!]!++;
    if (but(FEELING)) feelings[safe[i] === 1 ? 'safe' : 'unsafe']++;
    if (but(REASON)) for (const at of reason.subarray(reason_from[i]!, reason_from[i + 1]!)) reasons[at]!++;
    if (but(HOURS_MISSED | HOURLESS))
      for (const band of bands.keys()) {
        if (((times[i]! >> band) & 1) === 0) continue;
        bands[band]!++;
        band_days[band]![0] += days[i]! & 1;
        band_days[band]![1] += days[i]! >> 1;
      }
    if (but(PLACE)) for (const [slug, polygon] of polygons) if (contains(polygon, x[i]!, y[i]!)) places[slug]!++;
    if (faults === HOURLESS) hourless++;
    if (faults !== 0) continue;
    n++;
    if (isPlaced(reports, i)) mapped++;
    if (safe[i] === 0) unsafe++;
  }
  return {
    ...{ n, total: count, mapped, unsafe, hourless, first_month: first, months },
    ...{ channels, feelings, reasons, bands, band_days, places },
  };
}
