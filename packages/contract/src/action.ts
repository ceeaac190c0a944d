import { z } from 'zod';
import { ActionWork } from './action-work.ts';
import { Day } from './filter.ts';
import { FlagWhere } from './flag.ts';
import { plainLine, plainLines } from './plain-text.ts';

export const ACTION_STATUSES = ['planned', 'under_way', 'done', 'stopped'] as const;
export const ActionStatus = z.enum(ACTION_STATUSES);
export type ActionStatus = z.infer<typeof ActionStatus>;

/** What an action rests on: flags, or another channel by which people said the same. */
export const ACTION_GROUNDS = ['flags', 'dialogue', 'survey', 'other'] as const;
export const ActionGround = z.enum(ACTION_GROUNDS);
export type ActionGround = z.infer<typeof ActionGround>;

/** Flags that moderators have published, below which an action that rests on flags isn't made public. */
export const FLAGS_MIN = 10;
/** Accounts that have read what is to be public, where there are as many who may. */
export const APPROVALS_MIN = 2;

const PublicSentences = plainLines(600).min(1);
/** What is said in public, written by staff; Swedish is always there. */
export const PublicText = z.strictObject({
  sv: PublicSentences,
  en: PublicSentences.optional(),
  ar: PublicSentences.optional(),
});
export type PublicText = z.infer<typeof PublicText>;

/** An action as staff write it. */
export const NewAction = z.strictObject({
  title: plainLine(120).min(1).describe('what staff call it; never public'),
  where: FlagWhere,
  status: ActionStatus,
  done_on: Day.nullable().describe('the day it was done; null unless it is'),
  public_text: PublicText.nullable().describe('what is said in public, without counts; null until it is written'),
  rests_on: ActionGround,
  rests_on_what: plainLine(200).describe('which dialogue, survey or other channel; empty where it rests on flags'),
});
export type NewAction = z.infer<typeof NewAction>;

/** The same, of the version that was changed. */
export const ChangedAction = NewAction.extend({
  version: z.number().int().min(1).describe('the version that was read before it was changed'),
});
export type ChangedAction = z.infer<typeof ChangedAction>;

/** Which version is approved or withdrawn. */
export const ActionVersion = ChangedAction.pick({ version: true });

/** An action as staff see it. */
export const Action = NewAction.extend({
  action_id: z.uuid(),
  version: z.number().int().describe('raised by every change'),
  changed_on: Day,
  flags: z.number().int().describe('flags that it was made for, with those that were merged into them; staff only'),
  published_flags: z
    .number()
    .int()
    .describe('those of them that moderators have published, with those that were merged into them; staff only'),
  approvals: z
    .array(z.object({ who: z.string().nullable().describe('name; null before there were accounts'), on: Day }))
    .describe('of this version'),
  approvals_needed: z.number().int().describe('accounts that have to approve it: 2, or 1 where only one person may'),
  approved_by_me: z.boolean(),
  lacks: z
    .array(z.enum(['text', 'ground', 'flags']))
    .describe('what keeps it from being approved: no text, no channel named, fewer than ten published flags'),
  published: z
    .object({
      version: z.number().int().describe('that was approved; older than the present one where it was changed since'),
      approved_on: Day,
    })
    .nullable()
    .describe('null when nothing of it is public'),
  work: ActionWork.describe(
    'from its problem to what became of it; without what is foreseen for who may not see incidents, and without where a patrol zone lies for who may not see those',
  ),
});
export type Action = z.infer<typeof Action>;
