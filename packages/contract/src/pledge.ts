import { z } from 'zod';
import { PublicText } from './action.ts';
import { Day } from './filter.ts';
import { plainLine, plainLines } from './plain-text.ts';

export const PLEDGE_OUTCOMES = ['open', 'kept', 'not_kept'] as const;

/** A medborgarlöfte as staff write it: what the municipality and the police promise those who live here. */
export const NewPledge = z.strictObject({
  text: PublicText,
  period_from: Day,
  period_to: Day,
  signatories: z.array(plainLine(80).min(1)).min(1).max(20).describe('organisations'),
  indicator: plainLine(300).min(1).describe('how it is known whether it was kept'),
  outcome: z.enum(PLEDGE_OUTCOMES),
  reason: plainLines(600).describe('why it was kept or not; empty while it is open'),
  actions: z.array(z.uuid()).max(100).describe('what is done for it'),
});
export type NewPledge = z.infer<typeof NewPledge>;

export const ChangedPledge = NewPledge.extend({
  version: z.number().int().min(1).describe('that was read before it was changed'),
});
export type ChangedPledge = z.infer<typeof ChangedPledge>;

/** A pledge as staff see it. */
export const Pledge = NewPledge.extend({
  pledge_id: z.uuid(),
  version: z.number().int().describe('raised by every change'),
  changed_on: Day,
  approvals: z.array(z.object({ who: z.string().nullable(), on: Day })).describe('of this version'),
  approvals_needed: z.number().int().describe('accounts that have to approve it'),
  approved_by_me: z.boolean(),
  published: z.object({ version: z.number().int().describe('that was approved'), approved_on: Day }).nullable(),
});
export type Pledge = z.infer<typeof Pledge>;
