import { z } from 'zod';
import { Day } from './filter.ts';

export const ReleaseName = z
  .string()
  .regex(/^(quarter-\d{4}-[1-4]|year-\d{4})$/)
  .describe('quarter-2026-1 or year-2026');

/** A release as staff and everybody see it. */
export const Release = z.object({
  release: ReleaseName,
  kind: z.enum(['quarter', 'year']),
  from: Day,
  to: Day.describe('the day after the last'),
  frozen_on: Day.describe('from this day on it could be made'),
  digest: z.string().describe('SHA-256 over its files'),
  withdrawn: z.object({ on: Day, reason: z.string() }).nullable().describe('null: it stands'),
});
export type Release = z.infer<typeof Release>;

/** What of an area is public: its releases, newest first. */
export const ReleaseIndex = z.object({ releases: z.array(Release) });
export type ReleaseIndex = z.infer<typeof ReleaseIndex>;

/** What became of a press on "make". */
export const MadeReleases = z.object({
  made: z.array(ReleaseName).describe('oldest first; empty when nothing was due'),
});
export type MadeReleases = z.infer<typeof MadeReleases>;

export const Withdrawal = z.strictObject({ reason: z.string().trim().min(1).max(300).describe('told to the public') });
