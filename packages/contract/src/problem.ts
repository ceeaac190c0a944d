import { z } from 'zod';

/** RFC 9457. `detail` is one sentence in the reader's language that names the value and the way out. */
export const Problem = z.object({
  type: z.string().describe('urn:lagesbild:problem:<code>'),
  code: z.string(),
  title: z.string(),
  status: z.number().int().describe('of HTTP'),
  detail: z.string(),
  instance: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
