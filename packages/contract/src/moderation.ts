import { z } from 'zod';
import { Names } from './code.ts';
import { Day } from './filter.ts';
import {
  CHOICE_KINDS,
  FEELINGS,
  FLAG_DAYS,
  FLAG_FATES,
  FLAG_KINDS,
  FLAG_OFTEN,
  FLAG_STATES,
  FLAG_TIMES,
  FlagWhere,
  REJECT_REASONS,
  REPORTED,
} from './flag.ts';
import { plainLine, plainLines } from './plain-text.ts';

/** Where a flag is on its way through the moderators' hands. */
export const MODERATION_STAGES = ['waiting', 'quarantined', 'held', 'asked', 'published', 'closed'] as const;
export const ModerationStage = z.enum(MODERATION_STAGES);
export type ModerationStage = z.infer<typeof ModerationStage>;

/** What comes first: what has waited longer than was promised, then what happened or is felt strongly. */
export const MODERATION_PRIORITIES = ['late', 'first', 'usual'] as const;

/** What its sender can be answered. */
export const ANSWER_STATES = ['planned', 'done', 'declined'] as const;

const FlagId = z.uuid().describe('UUID of the flag');
const Version = z
  .number()
  .int()
  .min(0)
  .describe('of the flag: the number of the last decision about it, 0 before the first');

/** A flag as a moderator reads it. */
export const ModeratedFlag = z.object({
  flag_id: FlagId,
  version: Version,
  stage: ModerationStage,
  priority: z.enum(MODERATION_PRIORITIES),
  kind: z.enum(FLAG_KINDS),
  feeling: z.enum(FEELINGS),
  where: FlagWhere,
  lon: z
    .number()
    .nullable()
    .describe('of the place’s point, or of the middle of the cell; null where the place is no more'),
  lat: z.number().nullable().describe('the same'),
  month: Day.describe('its first day'),
  times: z.array(z.enum(FLAG_TIMES)),
  days: z.enum(FLAG_DAYS),
  often: z.enum(FLAG_OFTEN).nullable(),
  strength: z.number().int().nullable().describe('1 to 3'),
  reasons: z.array(z.string()),
  weightiest: z.string(),
  publication_group: z.number().int().describe('1 to 9'),
  helps: z.array(z.string()),
  reported: z.enum(REPORTED).nullable(),
  why_not: z.array(z.string()),
  note: z.string().nullable().describe('the sender’s own words, what points at somebody hidden'),
  fate: z.enum(FLAG_FATES),
  state: z.enum(FLAG_STATES),
  answer: Names.nullable(),
  question: z.object({ text: z.string(), choices: z.array(z.string()), answer: z.string().nullable() }).nullable(),
  received_on: Day.nullable().describe('forgotten when it has been answered'),
  due_on: Day.nullable().describe('the last day of the promise to read it'),
  burst: z
    .number()
    .int()
    .nullable()
    .describe('flags with the same number came together; forgotten when it has been answered'),
  burst_n: z
    .number()
    .int()
    .describe('flags of the list that came together with it, itself included; 0 without such a mark'),
  repeated: z.boolean().describe('the same sender had told of the same place that day: never counted in a release'),
  merged: z.number().int().describe('flags that were merged into it'),
  cluster: z.string().describe('same place and same weightiest reason'),
});
export type ModeratedFlag = z.infer<typeof ModeratedFlag>;

/** How fast residents are answered. */
export const AnswerTimes = z.object({
  since: Day.describe('first day of the months that are counted'),
  n: z.number().int().describe('flags that got their first answer'),
  median_days: z.number().nullable().describe('working days; null when n is 0'),
  in_time: z.number().int().describe('of n, within the promised days'),
  promised_days: z.number().int().describe('working days'),
});
export type AnswerTimes = z.infer<typeof AnswerTimes>;

/** What the moderators have before them. */
export const ModerationQueue = z.object({
  stage: ModerationStage,
  flags: z.array(ModeratedFlag),
  stages: z.record(ModerationStage, z.number().int()).describe('flags in each stage'),
  late: z.number().int().describe('flags that wait longer than was promised'),
  times: AnswerTimes,
  choices: z
    .array(z.object({ kind: z.enum(CHOICE_KINDS), code: z.string(), names: Names.nullable() }))
    .describe('the area’s own choices; names is null for those whose words the pages have'),
  answers: z.array(z.object({ state: z.enum(ANSWER_STATES), text: Names })).describe('that can be chosen'),
  questions: z.array(z.object({ question: z.string(), choices: z.array(z.string()) })).describe('that can be chosen'),
});
export type ModerationQueue = z.infer<typeof ModerationQueue>;

/** One thing that was decided about a flag. */
export const FlagDecision = z.object({
  decision_id: z.number().int().describe('number of the decision'),
  decided_on: Day,
  act: z.string().describe('published, merged, asked, rejected, held, answered or undone'),
  decided_by: z.string().describe('organisation and role; the person stands in the log'),
  reason: z.string().nullable(),
});
export type FlagDecision = z.infer<typeof FlagDecision>;

/** Everything about one flag: what was decided, and the flags that say the same of the same place. */
export const FlagDossier = z.object({
  flag: ModeratedFlag,
  history: z.array(FlagDecision),
  alike: z.array(ModeratedFlag).describe('same place and weightiest reason, at most 50'),
});
export type FlagDossier = z.infer<typeof FlagDossier>;

const Seen = z.strictObject({ flag_id: FlagId, version: Version });
/** Flags that one decision is about, at most. */
export const DECIDED_MAX = 100;
const flags = z.array(Seen).min(1).max(DECIDED_MAX).describe('each as it was seen');

const Sentences = plainLines(600).min(1);
const AnswerText = z.strictObject({ sv: Sentences, en: Sentences.optional(), ar: Sentences.optional() });

/** What a moderator decides about one flag or several, all or none. */
export const NewDecision = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('publish'), flags }),
  z.strictObject({ act: z.literal('hold'), flags }),
  z.strictObject({ act: z.literal('reject'), flags, reason: z.enum(REJECT_REASONS) }),
  z.strictObject({ act: z.literal('merge'), flags, into: Seen.describe('the flag that stays') }),
  z.strictObject({
    act: z.literal('ask'),
    flags,
    question: plainLine(300).min(1),
    choices: z.array(plainLine(80).min(1)).min(2).max(6).describe('what can be answered'),
  }),
  z.strictObject({
    act: z.literal('answer'),
    flags,
    state: z.enum(ANSWER_STATES),
    text: AnswerText.describe('what the sender is told'),
    action_id: z.uuid().nullable().describe('the action that was made for it, if there is one'),
  }),
]);
export type NewDecision = z.infer<typeof NewDecision>;

/** The last decision about these flags is taken back, all or none. */
export const UndoneDecision = z.strictObject({ flags });

/** The flags as they are after a decision. */
export const Decided = z.object({ flags: z.array(Seen) });
export type Decided = z.infer<typeof Decided>;

/** Somebody else with the queue open, and the flags they look at. */
export const Presence = z.object({
  key: z.string().describe('of the person, for as long as the stream is open'),
  name: z.string(),
  flags: z.array(z.string()).describe('UUIDs of what they look at'),
});
export type Presence = z.infer<typeof Presence>;

/** What somebody looks at now. */
export const LookedAt = z.strictObject({ flags: z.array(FlagId).max(DECIDED_MAX) });
