import { z } from 'zod';
import { plainLine } from './plain-text.ts';

/** What a rule can let go. The rest goes with it (an import's rows), by itself (sessions), or with the area. */
export const RETENTION_SUBJECTS = [
  'incident',
  'area_count',
  'import_rejection',
  'exhibit',
  'disclosure',
  'flag',
  'action',
  'dialogue',
  'survey',
  'walk',
  'walk_photo',
  'zone_plan',
  'visit',
  'permit_area',
  'audit_entry',
] as const;
export const RetentionSubject = z.enum(RETENTION_SUBJECTS);
export type RetentionSubject = z.infer<typeof RetentionSubject>;

/** What belongs to no area and can be let go: people who have left, and the installation's own chain of the log. */
export const INSTALLATION_SUBJECTS = ['account', 'audit_entry'] as const;
export const InstallationSubject = z.enum(INSTALLATION_SUBJECTS);
export type InstallationSubject = z.infer<typeof InstallationSubject>;

export const KEEP_MONTHS_MAX = 1200;

/** How long something is kept, and by whose decision it goes. */
export const NewRetentionRule = z.object({
  keep_months: z.number().int().min(1).max(KEEP_MONTHS_MAX).describe('months it is kept'),
  decision: plainLine(200).min(1).describe('number of the disposal decision (gallringsbeslut)'),
});
export type NewRetentionRule = z.infer<typeof NewRetentionRule>;

export const Disposal = z.object({
  subject: RetentionSubject,
  decision: z.string(),
  older_than: z.iso.datetime(),
  n: z.number().int().describe('rows that went'),
  disposed_at: z.iso.datetime(),
});
export type Disposal = z.infer<typeof Disposal>;

/** The rules of an area, and what has gone by them, the newest first. */
export const Retention = z.object({
  rules: z.array(
    z.object({
      subject: RetentionSubject,
      rule: NewRetentionRule.nullable().describe('null: kept until somebody decides otherwise'),
      older_than: z.iso.datetime().nullable().describe('what is older goes at the next run'),
    }),
  ),
  disposals: z.array(Disposal),
});
export type Retention = z.infer<typeof Retention>;

/** The rules of what belongs to no area. */
export const InstallationRetention = z.object({
  rules: z.array(
    z.object({
      subject: InstallationSubject,
      rule: NewRetentionRule.nullable().describe('null: kept until somebody decides otherwise'),
      older_than: z.iso.datetime().nullable().describe('what is older goes at the next run'),
    }),
  ),
});
export type InstallationRetention = z.infer<typeof InstallationRetention>;
