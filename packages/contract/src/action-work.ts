import { z } from 'zod';
import { Day, HourRange } from './filter.ts';
import { FlagCell } from './flag.ts';
import { plainLine, plainLines } from './plain-text.ts';

/** What an action costs, in bands: nothing, below 50,000 SEK, 250,000, a million, above. */
export const COST_BANDS = ['none', 'low', 'middle', 'high', 'very_high'] as const;
/** Where an action's outline comes from. */
export const AREA_ORIGINS = ['place', 'cell', 'cluster', 'zone', 'outline'] as const;
export const VERDICTS = ['worked', 'moved', 'nothing_seen', 'too_little'] as const;
export const Verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof Verdict>;

/** Metres round an area, where incidents may have gone. */
export const RING_M = { min: 50, max: 1000, usual: 250 } as const;
const CORNERS_MAX = 5000;
const PARTS_MAX = 50;

const Position = z.tuple([
  z.number().min(-180).max(180).describe('longitude, degrees'),
  z.number().min(-90).max(90).describe('latitude, degrees'),
]);
/** A GeoJSON MultiPolygon in degrees. */
export const Outline = z
  .strictObject({
    type: z.literal('MultiPolygon'),
    coordinates: z
      .array(z.array(z.array(Position).min(4)).min(1).max(PARTS_MAX))
      .min(1)
      .max(PARTS_MAX),
  })
  .refine(({ coordinates }) => coordinates.flat(2).length <= CORNERS_MAX, `at most ${CORNERS_MAX} corners`);
export type Outline = z.infer<typeof Outline>;

/** Cells of flags that are drawn together. */
export const CLUSTER_CELLS_MAX = 100;

/** Where an action is: its own place or cell, cells of flags drawn together, a patrol zone, or an outline that is given. */
export const WorkArea = z.discriminatedUnion('origin', [
  z.strictObject({ origin: z.enum(['place', 'cell']) }),
  z.strictObject({
    origin: z.literal('cluster'),
    name: plainLine(80).optional(),
    cells: z
      .array(FlagCell)
      .min(1)
      .max(CLUSTER_CELLS_MAX)
      .optional()
      .describe('those that are chosen; missing: those of the flags it was made for'),
  }),
  z.strictObject({ origin: z.literal('zone'), zone_id: z.uuid(), name: plainLine(80), outline: Outline }),
  z.strictObject({ origin: z.literal('outline'), name: plainLine(80), outline: Outline }),
]);
export type WorkArea = z.infer<typeof WorkArea>;

/** So many were asked, so many said that they feel unsafe. */
export const SurveyRound = z.strictObject({
  asked: z.number().int().min(1).max(100_000).describe('people'),
  unsafe: z.number().int().min(0).max(100_000).describe('people who said that they feel unsafe'),
});
export type SurveyRound = z.infer<typeof SurveyRound>;

const Hours = z.strictObject({
  start: HourRange.shape.start.describe('hour of the day'),
  end: HourRange.shape.end.describe('hour of the day, not in it'),
});

/** What is to change, as it is registered before the start. */
export const Outcome = z.strictObject({
  measure: z
    .enum(['incidents', 'survey', 'flags'])
    .describe('incidents, or a survey on the spot that is repeated; flags are always refused: a campaign raises them'),
  direction: z.enum(['fall', 'rise']),
  percent: z.number().min(1).max(500).describe('how much is expected, of the level before'),
  categories: z.array(z.string().max(64)).max(200).describe('offence category codes; empty: all'),
  hours: Hours.nullable().describe('of the day, [start, end); null: all'),
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).describe('ISO weekdays; empty: all'),
  question: plainLine(200).describe('of the survey; empty for incidents'),
  before: SurveyRound.nullable().describe('the survey’s first round; null for incidents'),
});
export type Outcome = z.infer<typeof Outcome>;

const FocusArea = z.strictObject({
  agreement_id: z.number().int().describe('number within the municipality'),
  code: z.string().max(63),
});
const Texts = {
  problem: plainLines(2000).describe('what the matter is, and how it is known'),
  causes: plainLines(2000).describe('why it is so, here'),
  description: plainLines(2000).describe('what is done'),
  focus_area: FocusArea.nullable().describe('a priority of an agreement'),
  kind: z.string().max(63).nullable().describe('code of the area’s list'),
  cost_band: z.enum(COST_BANDS).nullable(),
  owner: plainLine(80).describe('organisation that answers for it'),
  partners: z.array(plainLine(80).min(1)).max(20),
  starts_on: Day.nullable(),
  ends_on: Day.nullable(),
  follow_up_on: Day.nullable().describe('when it is evaluated'),
  ring_m: z.number().int().min(RING_M.min).max(RING_M.max).describe('metres round it, where incidents may go'),
};

/** What is changed of an action's work; what isn't named stays. */
export const ChangedWork = z
  .strictObject(Texts)
  .extend({
    area: WorkArea.nullable().describe('where it is'),
    control: Outline.nullable().describe('an area like it without the action'),
    outcome: Outcome.nullable(),
  })
  .partial()
  .extend({ version: z.number().int().min(1).describe('of the work, that was read before it was changed') });
export type ChangedWork = z.infer<typeof ChangedWork>;

const count = z.number().int().min(0);
const known = (text: string) => z.number().nullable().describe(text);

/** What the counts before could show at all. */
export const Foreseen = z.object({
  before: count.describe('incidents in the area, in the weeks a year before those of the action'),
  control_before: count.nullable().describe('the same in the comparison area'),
  from: Day,
  to: Day,
  fall_to: known('the largest count after that would pass for a fall; null when not even 0 would'),
  rise_to: known('the smallest count after that would pass for a rise'),
  fall_mean: known('incidents expected after, at which a fall is found four times in five'),
  rise_mean: known('the same for a rise'),
  power: known('chance of finding what is expected, 0 to 1; null without an expectation'),
  similarity: known('of the comparison area’s history, 0 to 1'),
});
export type Foreseen = z.infer<typeof Foreseen>;

/** An action from its problem to what became of it, as staff see it. */
export const ActionWork = z.object({
  ...Texts,
  version: z.number().int().describe('raised by every change of the work'),
  area: z
    .object({
      origin: z.enum(AREA_ORIGINS),
      name: z.string(),
      zone_id: z.uuid().nullable(),
      outline: Outline.describe('as it was when it was chosen'),
    })
    .nullable(),
  control: Outline.nullable(),
  outcome: Outcome.nullable(),
  survey_after: SurveyRound.nullable(),
  registered_on: Day.nullable(),
  foreseen: Foreseen.nullable().describe('as it was registered'),
  frozen: z.boolean().describe('registered and started: it can only be amended'),
  evaluates_on: Day.nullable().describe('follow-up date, as it was last amended'),
  due: z.boolean().describe('its follow-up date is here, and it isn’t evaluated yet'),
  verdict: Verdict.nullable().describe('of the last evaluation'),
});
export type ActionWork = z.infer<typeof ActionWork>;

/** Where an area like it lies. */
export const ControlProposal = z.object({
  outline: Outline,
  similarity: z.number().nullable().describe('of its history with the action’s own, 0 to 1'),
  n: count.describe('incidents in the year before'),
});
export const ControlProposals = z.object({
  own: count.describe('incidents in the action’s area in the year before'),
  tried: count.describe('places where the shape was laid'),
  proposals: z.array(ControlProposal),
});
export type ControlProposals = z.infer<typeof ControlProposals>;

const Counts = z.array(z.number().int()).length(2).describe('incidents before, and after');
const Difference = z.object({
  difference: z.number().describe('incidents more or (negative) fewer'),
  standard_error: z.number().describe('of the difference, incidents'),
  low: z.number().describe('of its 95 % interval'),
  high: z.number().describe('of its 95 % interval'),
});

/** What an evaluation found. */
export const EvaluationAnswer = z.object({
  measure: z.enum(['incidents', 'survey']),
  verdict: Verdict,
  contrary: z.boolean().describe('beyond chance the other way than was expected'),
  expected: z.object({ direction: z.enum(['fall', 'rise']), percent: z.number().describe('of the level before') }),
  before: z.object({ from: Day, to: Day }).nullable(),
  after: z.object({ from: Day, to: Day }).nullable(),
  equal_age: z
    .boolean()
    .describe('the period before counts what was registered as soon after as the one after could be'),
  counts: z.object({ treated: Counts, control: Counts, near: Counts, control_near: Counts }).nullable(),
  whole: Difference.nullable().describe('ring included (WDD)'),
  direct: Difference.nullable().describe('where the action was, less the comparison area'),
  ring: Difference.nullable().describe('the ring, less the comparison area’s'),
  quotient: known('of the gain, what moved into the ring (WDQ); null where there was no gain'),
  quotient_low: known('of its interval; null where the counts don’t bound it'),
  quotient_high: known('of its interval'),
  series: z
    .array(
      z.object({
        from: Day,
        to: Day,
        treated: count.describe('incidents'),
        control: count.describe('incidents'),
        near: count.describe('incidents'),
      }),
    )
    .describe('four weeks at a time, from a year before the start'),
  survey: z
    .object({
      question: z.string(),
      before: SurveyRound,
      after: SurveyRound,
      difference: z.number().describe('of the shares, −1 to 1'),
      low: z.number().describe('of its 95 % interval'),
      high: z.number().describe('of its 95 % interval'),
    })
    .nullable(),
});
export type EvaluationAnswer = z.infer<typeof EvaluationAnswer>;

export const ActionEvaluation = z.object({
  evaluation_no: z.number().int().describe('1 is the first'),
  evaluated_on: Day,
  follow_up_on: Day,
  verdict: Verdict,
  exhibit: z.string().nullable(),
  amendments: count.describe('how many there were of what was registered'),
  answer: EvaluationAnswer,
});
export type ActionEvaluation = z.infer<typeof ActionEvaluation>;

/** What is written beside an action: notes, history, attachments, amendments, evaluations. */
export const ActionFile = z.object({
  notes: z.array(z.object({ note_id: z.uuid(), written_on: Day, who: z.string(), text: z.string() })),
  history: z.array(
    z.object({
      entry_no: z.number().int().describe('1 is the first'),
      happened_on: Day,
      who: z.string(),
      what: z.string(),
      details: z.string(),
    }),
  ),
  attachments: z.array(
    z.object({
      ...{ attachment_id: z.uuid(), name: z.string(), type: z.string(), bytes: count.describe('size') },
      ...{ added_on: Day, who: z.string() },
    }),
  ),
  amendments: z.array(
    z.object({
      ...{
        amendment_no: z.number().int().describe('1 is the first'),
        made_on: Day,
        who: z.string(),
        reason: z.string(),
      },
      ...{ ends_on: Day.nullable(), follow_up_on: Day, outcome: Outcome },
    }),
  ),
  evaluations: z.array(ActionEvaluation).describe('newest first'),
});
export type ActionFile = z.infer<typeof ActionFile>;

export const NewNote = z.strictObject({ text: plainLines(2000).min(1) });
/** What is expected now instead of what was registered, and why. */
export const NewAmendment = z.strictObject({
  reason: plainLines(600).min(1),
  ends_on: Day.nullable(),
  follow_up_on: Day,
  outcome: Outcome,
});
export type NewAmendment = z.infer<typeof NewAmendment>;

/** Kinds of action an area chooses among. */
export const ActionKind = z.object({ code: z.string(), names: z.record(z.string(), z.string()) });
export type ActionKind = z.infer<typeof ActionKind>;

export const ATTACHMENT_BYTES_MAX = 8 * 1024 * 1024;
export const ATTACHMENTS_MAX = 20;
