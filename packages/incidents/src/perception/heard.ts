import { COARSEST_DRAWN_PRECISION, MINUTES_PER_DAY, NO_POSITION } from '../columns.ts';
import { type Criteria, HOURS } from '../criteria.ts';
import { contains, type PolygonCm } from '../polygon.ts';
import type { PerceptionReports } from './reports.ts';

/** What is asked of perception reports beside the filter; a field that is missing doesn't limit. */
export interface Facets {
  readonly channels?: readonly string[] | undefined;
  readonly feeling?: 'unsafe' | 'safe' | undefined;
  readonly reasons?: readonly string[] | undefined;
}

/** Why a report isn't heard; several reasons may hold. HOURLESS: its hours aren't said, where the question is of some. */
export const MONTH = 1;
export const HOURS_MISSED = 2;
export const HOURLESS = 4;
export const PLACE = 8;
export const CHANNEL = 16;
export const FEELING = 32;
export const REASON = 64;
export const PRECISION = 128;

/** Is a report known well enough to lie in a cell? */
export const isPlaced = ({ x, precision }: PerceptionReports, i: number): boolean =>
  x[i] !== NO_POSITION && precision[i]! <= COARSEST_DRAWN_PRECISION;

/**
 * Per report why it isn't heard under a filter, 0 where it is. Its time is a month and a part of the day: a month counts whole as
 * soon as the period touches it, and a part of the day as soon as an asked hour lies in it. Category, discovery and counting unit are
 * questions to incidents only.
 *
 * O(reports × (1 + corners of the places asked for)).
 */
export function unheard(
  reports: PerceptionReports,
  criteria: Criteria,
  polygons: ReadonlyMap<string, PolygonCm>,
  facets: Facets = {},
): Uint8Array {
  const { count, x, y, precision, channel, safe, month, times, days, reason, reason_from, channels, reasons } = reports;
  const [first, last] = [monthOf(criteria.from_day), monthOf(criteria.to_day)];
  const hours = hourFaults(reports, criteria);
  const inside = [criteria.places, criteria.areas].flatMap((slugs) =>
    slugs === null ? [] : [slugs.map((slug) => polygons.get(slug)!)],
  );
  const asked = facets.channels && new Set(facets.channels.map((code) => channels.indexOf(code)));
  const wanted = facets.reasons && new Set(facets.reasons.map((code) => reasons.indexOf(code)));
  const why = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let faults = hours[times[i]! * 4 + days[i]!]!;
    if ((first !== null && month[i]! < first) || (last !== null && month[i]! > last)) faults |= MONTH;
    if (inside.some((some) => x[i] === NO_POSITION || !some.some((polygon) => contains(polygon, x[i]!, y[i]!))))
      faults |= PLACE;
    if (((criteria.precisions >> precision[i]!) & 1) === 0) faults |= PRECISION;
    if (asked !== undefined && !asked.has(channel[i]!)) faults |= CHANNEL;
    if (facets.feeling !== undefined && (facets.feeling === 'safe') !== (safe[i] === 1)) faults |= FEELING;
    if (wanted !== undefined && !reason.subarray(reason_from[i]!, reason_from[i + 1]!).some((at) => wanted.has(at)))
      faults |= REASON;
    why[i] = faults;
  }
  return why;
}

/** The month of a local day number, since January 1970; null for none. */
export function monthOf(day: number | null): number | null {
  if (day === null) return null;
  const date = new Date(day * MINUTES_PER_DAY * 60_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

const WEEKDAYS = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];

/** Per mask of bands × mask of days: what the hours asked for have against it. */
function hourFaults({ bands }: PerceptionReports, { hours }: Criteria): Uint8Array {
  const limited = hours.subarray(0, HOURS).some((fault) => fault !== 0);
  const faults = new Uint8Array(2 ** bands.length * 4);
  if (!limited) return faults;
  for (let mask = 0; mask < 2 ** bands.length; mask++)
    for (let days = 0; days < 4; days++) {
      const on = days === 0 ? [...WEEKDAYS, ...WEEKEND] : [...(days & 1 ? WEEKDAYS : []), ...(days & 2 ? WEEKEND : [])];
      const met = bands.some(({ start, end }, band) => {
        if (((mask >> band) & 1) === 0) return false;
        const length = (end - start + 24) % 24;
        return on.some((day) =>
          Array.from({ length }, (_, h) => hours[(day * 24 + start + h) % HOURS]).some((fault) => fault === 0),
        );
      });
      faults[mask * 4 + days] = mask === 0 ? HOURLESS : met ? 0 : HOURS_MISSED;
    }
  return faults;
}

/** Places in the reports of those that are heard. */
export const heardOf = (why: Uint8Array): Uint32Array =>
  Uint32Array.from(Array.from(why.keys()).filter((i) => why[i] === 0));
