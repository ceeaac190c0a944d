import { z } from 'zod';
import { plainLine } from './plain-text.ts';

/** What is looked for together in the log. */
export const ACT_GROUPS = ['sign_in', 'accounts', 'data', 'taken_out', 'installation'] as const;
export const ActGroup = z.enum(ACT_GROUPS);
export type ActGroup = z.infer<typeof ActGroup>;

/** One thing that somebody did. */
export const AuditEntry = z.object({
  area: z.string().nullable().describe('slug; null for what belongs to no area'),
  entry_no: z.number().int().describe('its number in the area’s chain, from 1'),
  at: z.iso.datetime(),
  act: z.string().describe('what was done, as a code'),
  what: z.string().describe('the same in the reader’s language'),
  who: z.string().describe('the name they had then, or in words what there is instead of one'),
  who_kind: z.enum(['account', 'demonstration', 'machine', 'command', 'program', 'unit', 'nobody']),
  object_kind: z.string().nullable(),
  object: z.string().describe('the name that what it was done to had then'),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** A page of the log, the newest first. */
export const AuditPage = z.object({
  entries: z.array(AuditEntry),
  next: z.string().nullable().describe('what `before` is to be for the page after this one; null at the end'),
});
export type AuditPage = z.infer<typeof AuditPage>;

const Text = plainLine(120);

/** What is looked for in the log; all of it must hold. */
export const AuditQuery = z.strictObject({
  who: Text.optional().meta({ description: 'part of the name of who did it', examples: ['Anna'] }),
  what: ActGroup.optional().describe('a group of acts'),
  object: Text.optional().meta({ description: 'part of the name of what it was done to', examples: ['polisen'] }),
  from: z.iso
    .date()
    .optional()
    .meta({ description: 'first day, in the default area’s time', examples: ['2026-08-24'] }),
  to: z.iso
    .date()
    .optional()
    .meta({ description: 'last day, in the default area’s time', examples: ['2026-11-21'] }),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** Whether the log is what was recorded. */
export const AuditVerdict = z.object({
  state: z
    .enum(['whole', 'unchecked', 'broken'])
    .describe('unchecked: some of it was sealed with a key that isn’t here'),
  checked_at: z.iso.datetime(),
  entries: z.number().int().describe('how many were checked'),
  sentences: z.array(z.string()).describe('what was found, in the reader’s language; the first says it all'),
});
export type AuditVerdict = z.infer<typeof AuditVerdict>;
