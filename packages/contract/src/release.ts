import { z } from 'zod';
import { Day } from './filter.ts';
import { Problem } from './problem.ts';

export const ReleaseName = z
  .string()
  .regex(/^(quarter-\d{4}-[1-4]|year-\d{4})$/)
  .describe('quarter-2026-1 or year-2026');

/** A quarter or a year that is released, or will be. */
export const ReleasePeriod = z.object({
  release: ReleaseName,
  kind: z.enum(['quarter', 'year']),
  from: Day,
  to: Day.describe('the day after the last'),
  frozen_on: Day.describe('from this day on it can be made'),
});
export type ReleasePeriod = z.infer<typeof ReleasePeriod>;

/** A release as staff and everybody see it. */
export const Release = ReleasePeriod.extend({
  digest: z.string().describe('SHA-256 over its files'),
  withdrawn: z.object({ on: Day, reason: z.string() }).nullable().describe('null: it stands'),
});
export type Release = z.infer<typeof Release>;

/** What of an area is public: its releases, newest first. */
export const ReleaseIndex = z.object({ releases: z.array(Release) });
export type ReleaseIndex = z.infer<typeof ReleaseIndex>;

/** What the attacks reached on one subject of all that is released of a year; what of it is a success is named. For staff: it tells of hidden counts. */
export const ReleaseAttack = z.object({
  subject: z.enum(['incident', 'unsafe', 'safe']),
  report: z.object({
    bounds: z
      .object({
        small: z.int().describe('counts from 1 to 9 that were attacked'),
        pinned: z.int().describe('of them known exactly'),
        present: z.int().describe('known to be more than none'),
        narrow: z.int().describe('known to a span of less than 9'),
      })
      .describe('A1'),
    one_record: z.int().describe('A2: cells that change with one record'),
    membership: z
      .object({
        mean: z.number().describe('advantage on average, 0 to 1'),
        worst: z.number().describe('advantage at worst, 0 to 1'),
      })
      .describe('A4'),
    threshold: z.object({ worst: z.number().describe('advantage at worst, 0 to 1') }).describe('A5'),
    repeated: z.object({ different: z.int().describe('answers that differed') }).describe('A6'),
    shape: z.int().describe('A7: counts that the form of the files tells of'),
    succeeded: z.array(z.string()).describe('the attacks that succeeded: none, or nothing is published'),
  }),
});
export type ReleaseAttack = z.infer<typeof ReleaseAttack>;

/** Releases that are being made, or tried again, or that were last: as the process that was asked knows it. */
export const ReleaseWork = z.object({
  kind: z.enum(['make', 'check']),
  state: z.enum(['waiting', 'reading', 'attacking', 'making', 'done', 'failed']),
  done: z.int().describe('parts done'),
  of: z.int().describe('of how many; 0: not known yet'),
  made: z.array(ReleaseName).describe('stored so far, oldest first'),
  changed: z.array(ReleaseName).describe('of a check: releases whose rows have changed since; they stand as they were'),
  attacks: z.array(ReleaseAttack).describe('when they were tried'),
  problem: Problem.nullable().describe('why it failed; null: it didn’t'),
});
export type ReleaseWork = z.infer<typeof ReleaseWork>;

/** What an administrator sees of an area's releases. */
export const ReleaseOverview = z.object({
  releases: z.array(Release.extend({ attacks: z.array(ReleaseAttack).describe('before it was made') })),
  due: z.array(ReleasePeriod).describe('can be made now, oldest first'),
  next: z
    .array(ReleasePeriod)
    .describe('the quarter and the year that are due next; none where nothing can be counted'),
  work: ReleaseWork.nullable().describe('null: nothing was done since the program started'),
});
export type ReleaseOverview = z.infer<typeof ReleaseOverview>;

export const Withdrawal = z.strictObject({ reason: z.string().trim().min(1).max(300).describe('told to the public') });
