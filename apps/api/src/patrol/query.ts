import { Day, Week } from '@lagesbild/contract';
import { z } from 'zod';

/** What is asked of a week, and of a stretch of days. */
export const OfWeek = z.object({ week: Week.meta({ examples: ['2026-11-23'] }) });
export const Days = z.object({
  from: Day.meta({ description: 'first day', examples: ['2026-11-01'] }),
  to: Day.meta({ description: 'last day, inclusive', examples: ['2026-11-30'] }),
});
