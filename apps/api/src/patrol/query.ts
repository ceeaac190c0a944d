import { Day, Week } from '@lagesbild/contract';
import { z } from 'zod';

/** What is asked of a week, and of a stretch of days. */
export const OfWeek = z.object({ week: Week.meta({ examples: ['2026-11-23'] }) });
export const Days = z.object({
  from: Day.meta({ description: 'first day', examples: ['2026-11-01'] }),
  to: Day.meta({ description: 'last day, inclusive', examples: ['2026-11-30'] }),
});

/** One of many, by its number; missing: all. */
export const ofOne = (description: string) =>
  z
    .uuid()
    .optional()
    .meta({ description, examples: ['2484befa-9f5c-41f1-ae65-9df6ac1bf2ef'] });

/** Weeks by their Mondays. */
export const Weeks = z.object({
  from: Week.meta({ description: 'Monday of the first week', examples: ['2026-10-12'] }),
  to: Week.meta({ description: 'Monday of the last week', examples: ['2026-11-23'] }),
});
