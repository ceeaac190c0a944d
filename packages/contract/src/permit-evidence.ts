import { z } from 'zod';
import { ActionStatus } from './action.ts';
import { Verdict } from './action-work.ts';
import { Day } from './filter.ts';
import { UnitKind } from './patrol.ts';
import { ZoneOutline } from './zone.ts';

/** Counts below this are withheld in what leaves the house: they may be somebody. */
export const EVIDENCE_LEAST = 5;
/** Years that are told of at once. */
export const EVIDENCE_YEARS_MAX = 5;

/** What an application for a permit rests on, asked of an area that is recorded or only drawn. */
export const AskedEvidence = z.strictObject({
  name: z.string().min(1).max(80).describe('what the area is called, for the log'),
  outline: ZoneOutline,
  from: Day.describe('first day'),
  to: Day.describe('last day, inclusive'),
});
export type AskedEvidence = z.infer<typeof AskedEvidence>;

const Few = z
  .number()
  .int()
  .nullable()
  .describe(`how many; null: 1 to ${EVIDENCE_LEAST - 1}, withheld`);

export const PermitEvidence = z.object({
  from: Day,
  to: Day,
  incidents: z
    .object({
      n: Few,
      hours: z.array(Few).length(24).describe('by local hour, of those whose hour is known'),
      without_hour: Few,
      categories: z.array(z.object({ category: z.string(), n: Few })).describe('order: most first'),
      left_out: Few.describe('found by police or a partner, so that presence doesn’t call for presence'),
    })
    .describe('of reports, resident reported or unknown, known to a point or segment'),
  said: z
    .object({
      since: Day.describe('first of the month that people were heard from'),
      unsafe: Few.describe('voices that told of unease'),
      safe: Few.describe('voices that told that it feels safe'),
      reasons: z.array(z.object({ reason: z.string(), n: Few })).describe('of unease; order: most first'),
      times: z.array(z.object({ time: z.string(), n: Few })).describe('of unease; order: most first'),
    })
    .describe('voices: those who tell together are one'),
  presence: z.object({
    zones: z.array(z.string()).describe('names of published zones that share ground with the area'),
    by_kind: z
      .array(
        z.object({
          kind: UnitKind,
          planned_visits: z.number().int().describe('how many visits were planned'),
          planned_min: z.number().int().describe('minutes that were planned'),
          visits: z.number().int().describe('how many visits were logged'),
          minutes: z.number().int().describe('minutes of all of them'),
        }),
      )
      .describe('of units of each kind that were planned for or have been there'),
  }),
  tried: z
    .array(
      z.object({
        title: z.string(),
        status: ActionStatus,
        starts_on: Day.nullable(),
        ends_on: Day.nullable(),
        verdict: Verdict.nullable().describe('null: not evaluated'),
      }),
    )
    .describe('actions at places that share ground with the area; order: start'),
});
export type PermitEvidence = z.infer<typeof PermitEvidence>;
