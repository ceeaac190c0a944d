import { z } from 'zod';
import { CountingUnit, Discovery, Precision, TimePrecision } from './code.ts';

/** One incident in full, as staff see it when they click a point. */
export const Incident = z.object({
  incident_id: z.number().int().describe('number within the municipality'),
  category: z.string(),
  source_category: z.string().nullable().describe('the category as the source wrote it'),
  source_id: z.number().int().describe('number within the municipality'),
  occurred_from: z.iso.datetime({ offset: true }),
  occurred_to: z.iso.datetime({ offset: true }).nullable(),
  time_precision: TimePrecision,
  reported_at: z.iso.datetime({ offset: true }).nullable(),
  registered: z.iso.date().nullable(),
  precision: Precision,
  discovery: Discovery,
  counting_unit: CountingUnit,
  lon: z.number().nullable().describe('degrees east, WGS 84'),
  lat: z.number().nullable().describe('degrees north, WGS 84'),
  stray: z.boolean().describe('lies outside the area; kept and marked'),
});
export type Incident = z.infer<typeof Incident>;

/** Incidents under a filter, enough of each to list it. */
export const IncidentList = z.object({
  data_version: z.number().int().describe('of the rows that were looked at'),
  n: z.number().int().describe('how many there are; listed are the latest of them'),
  incidents: z.array(
    z.object({
      incident_id: z.number().int().describe('number within the municipality'),
      category: z.string(),
      occurred: z.string().describe('local wall-clock time: 2026-03-02T21:15'),
      duration_min: z.number().int().describe('minutes to the end of the interval; 0 without one'),
      time_precision: TimePrecision,
      precision: Precision,
      discovery: Discovery,
    }),
  ),
});
export type IncidentList = z.infer<typeof IncidentList>;

/** What a filter set aside, so that every view can say it. Counts of the filter's own unit. */
export const LeftOut = z.object({
  discovery: z.number().int().describe('found by police or partners, not asked for'),
  hourless: z.number().int().describe('without a known hour or weekday, while the filter asks for one'),
  coarse: z.number().int().describe('selected, but known only to an area or coarser: counted, never drawn as points'),
});
export type LeftOut = z.infer<typeof LeftOut>;

/**
 * Counts under a filter. Each breakdown ignores the filter's own limits on that axis (a time bar shows what a wider
 * brush would catch); `n` and `place` obey all of them.
 */
export const Tally = z.object({
  data_version: z.number().int().describe('of the rows that were counted'),
  total: z.number().int().describe('all incidents of the area in the filter’s unit, unfiltered'),
  n: z.number().int().describe('selected'),
  mapped: z.number().int().describe('selected and known to a point or segment'),
  left_out: LeftOut,
  first_day: z.iso.date().nullable().describe('day of days[0]'),
  days: z.array(z.number().int()).describe('per local day from first_day; ignores from and to'),
  hours: z
    .array(z.number().int())
    .length(168)
    .describe('Monday 00 first; ignores hours and weekdays; known hours only'),
  categories: z.record(z.string(), z.number().int()).describe('per code; ignores categories'),
  places: z.record(z.string(), z.number().int()).describe('per place slug with a polygon; ignores places'),
});
export type Tally = z.infer<typeof Tally>;
