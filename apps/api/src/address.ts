import { z } from 'zod';

/** What the address of a route names; most rooms are about one area, some about one of its sources. */
export const AreaAddress = z.object({ municipality: z.string().max(64).describe('short name of the area') });
export const SourceAddress = AreaAddress.extend({
  source_id: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .describe('of the source, within the area'),
});
