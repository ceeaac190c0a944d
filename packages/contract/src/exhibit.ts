import { z } from 'zod';

/** What an exhibit is of, and when it was made: enough to find it again. */
export const ExhibitEntry = z.object({
  exhibit: z.string().describe('its id'),
  method: z.string(),
  parameters: z.record(z.string(), z.union([z.number(), z.string()])).describe('those asked for, and the usual ones'),
  filter: z.string().describe('as an address has it'),
  data_version: z.number().int().describe('of the rows it is of'),
  n: z.number().int().describe('incidents it is of'),
  made_at: z.iso.datetime().describe('when it was first asked for'),
});
export type ExhibitEntry = z.infer<typeof ExhibitEntry>;
