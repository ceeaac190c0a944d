import { z } from 'zod';
import { Precision } from './code.ts';
import { Day } from './filter.ts';
import { FEELINGS, FLAG_DAYS, FLAG_TIMES, type FlagTime } from './flag.ts';
import { plainLine, plainLines } from './plain-text.ts';

/** How a perception report came. What a survey says is of an area, with a share: it is never a report. */
export const CHANNELS = ['resident_flag', 'citizen_dialogue', 'employee_dialogue', 'walk'] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/** Those that staff record: a meeting with people who live here, or with people who work here. */
export const DIALOGUE_CHANNELS = ['citizen_dialogue', 'employee_dialogue'] as const;

/** Parts of the day that people name, by the hours they are taken as; the night runs past midnight. */
export const TIME_BANDS = [
  { code: 'morning', start: 6, end: 10 },
  { code: 'day', start: 10, end: 18 },
  { code: 'evening', start: 18, end: 22 },
  { code: 'night', start: 22, end: 6 },
] as const satisfies readonly { code: FlagTime; start: number; end: number }[];

/** With whom the meeting was, as a choice: nobody's name is asked for. */
export const DIALOGUE_GROUPS = [
  ...['residents', 'pupils', 'young_people', 'parents', 'older_people', 'women', 'association', 'traders'],
  ...['school_staff', 'field_staff', 'property_staff', 'transport_staff', 'other_group'],
] as const;
export const DialogueGroup = z.enum(DIALOGUE_GROUPS);
export type DialogueGroup = z.infer<typeof DialogueGroup>;

const Longitude = z.number().min(-180).max(180).describe('degrees east');
const Latitude = z.number().min(-90).max(90).describe('degrees north');
const Position = z.tuple([Longitude, Latitude]);
/** Corners that a finger draws, and a file holds, of one mark. */
const CORNERS_MAX = 500;

export const MarkPoint = z.strictObject({ type: z.literal('Point'), coordinates: Position });
export const MarkLine = z.strictObject({
  type: z.literal('LineString'),
  coordinates: z.array(Position).min(2).max(CORNERS_MAX),
});

/** A point, a stretch, or an area without holes, in degrees. */
export const MarkGeometry = z
  .discriminatedUnion('type', [
    MarkPoint,
    MarkLine,
    z.strictObject({
      type: z.literal('Polygon'),
      coordinates: z.array(z.array(Position).min(4).max(CORNERS_MAX)).length(1),
    }),
  ])
  .describe('GeoJSON, WGS 84');
export type MarkGeometry = z.infer<typeof MarkGeometry>;

const ReasonCode = z.string().max(64);
const MARKS_MAX = 1000;

/** What people at a meeting say of one place. */
export const NewMark = z
  .strictObject({
    geometry: MarkGeometry,
    precision: Precision.exclude(['county'])
      .optional()
      .describe('how exactly it is known; missing: a point, a stretch is a segment, an area an area'),
    feeling: z.enum(FEELINGS),
    reasons: z.array(ReasonCode).max(20).describe('codes'),
    weightiest: ReasonCode.nullable().describe('one of the reasons'),
    times: z.array(z.enum(FLAG_TIMES)).max(FLAG_TIMES.length),
    days: z.enum(FLAG_DAYS).nullable(),
    strength: z.number().int().min(1).max(3).nullable().describe('1 somewhat, 2 clearly, 3 so that one avoids it'),
  })
  .describe('what people at the meeting say of one place');
export type NewMark = z.infer<typeof NewMark>;

/** A meeting and what was marked at it. Sent whole, and changed whole. */
export const NewDialogue = z.strictObject({
  channel: z.enum(DIALOGUE_CHANNELS),
  held_on: Day.describe('local day'),
  place: z.string().max(64).nullable().describe('slug of the place where it was held, or that it was about'),
  group: DialogueGroup,
  took_part: z.number().int().min(1).max(10_000).describe('people who took part'),
  notes: plainLines(4000).describe('for signed-in staff only; no names'),
  marks: z.array(NewMark).min(1).max(MARKS_MAX),
});
export type NewDialogue = z.infer<typeof NewDialogue>;

export const DialogueEntry = NewDialogue.omit({ marks: true }).extend({
  dialogue_id: z.uuid(),
  marks: z.number().int().describe('marks made at it'),
  demonstration: z.boolean().describe('made up'),
  recorded_at: z.iso.datetime(),
});
export type DialogueEntry = z.infer<typeof DialogueEntry>;

export const Dialogue = DialogueEntry.omit({ marks: true }).extend({ marks: z.array(NewMark.required()) });
export type Dialogue = z.infer<typeof Dialogue>;

const Share = z.number().min(0).max(1);
/** What a survey says of one area. */
export const SurveyResult = z
  .strictObject({
    area: plainLine(120).min(1).describe('as the survey names it'),
    place: z.string().max(64).nullable().describe('slug, where it is a place here'),
    share: Share.describe('of those who answered, 0 to 1'),
    n: z.number().int().min(1).max(10_000_000).nullable().describe('who answered'),
    low: Share.nullable().describe('of its interval'),
    high: Share.nullable().describe('of its interval'),
  })
  .describe('what a survey says of one area');
export type SurveyResult = z.infer<typeof SurveyResult>;

export const NewSurvey = z.strictObject({
  question: plainLine(300).min(1).describe('as it was asked'),
  year: z.number().int().min(1950).max(2100).describe('when it was asked'),
  source: plainLine(200).min(1).describe('who asked'),
  results: z.array(SurveyResult).min(1).max(500),
});
export type NewSurvey = z.infer<typeof NewSurvey>;

export const Survey = NewSurvey.extend({
  survey_id: z.uuid(),
  demonstration: z.boolean().describe('made up'),
  recorded_at: z.iso.datetime(),
});
export type Survey = z.infer<typeof Survey>;

/** What became of a file of dialogues or survey results. With rows that can't be used nothing of it is stored. */
export const PerceptionFile = z.object({
  rows: z.number().int().describe('rows of the file'),
  stored: z.number().int().describe('dialogues or surveys that were stored; 0 when it was only looked through'),
  marks: z.number().int().describe('marks, or results, in them'),
  rejected: z
    .array(z.object({ row: z.number().int().describe('as a spreadsheet numbers it'), why: z.string() }))
    .describe('rows that can’t be used, the first hundred'),
});
export type PerceptionFile = z.infer<typeof PerceptionFile>;

const places = (text: string) => z.array(z.number().int()).describe(text);
const lists = (text: string) => z.array(z.array(z.number().int())).describe(text);
const metres = (text: string) => z.array(z.number().nullable()).describe(text);

/** Every perception report of an area, a list per field: what the map draws, counts and hands to its methods. */
export const PerceptionReports = z.object({
  channels: z.array(z.string()),
  reasons: z.array(z.string()).describe('codes'),
  why_not: z.array(z.string()).describe('codes'),
  bands: z.array(
    z.object({
      code: z.string(),
      start: z.number().int().describe('first hour'),
      end: z.number().int().describe('the hour after the last'),
    }),
  ),
  x: metres('metres of the area’s CRS: where it is, or the middle of where; null: in the municipality'),
  y: metres('metres of the area’s CRS'),
  precision: places('0 point, 1 segment or a cell of 100 m, 2 area, 3 municipality'),
  channel: places('place in `channels`'),
  safe: places('1: feels safe'),
  happened: places('1: something happened'),
  month: places('months since January 1970'),
  times: places('a bit per band; 0: not said'),
  days: places('1 weekday, 2 weekend, 3 both, 0 not said'),
  strength: places('1 to 3, 0 not said'),
  reason: lists('places in `reasons`'),
  weightiest: places('place in `reasons`, −1 not said'),
  voice: places('equal for reports that count once where they are of one cell'),
  reported: places('whether what happened was reported: 0 not said or not sure, 1 yes, 2 no'),
  why: lists('places in `why_not`'),
  shapes: z
    .array(z.object({ report: z.number().int().describe('place of the report'), geometry: MarkGeometry }))
    .describe('stretches and areas as they were drawn'),
  demonstration: z.boolean().describe('there are made-up ones among them'),
});
export type PerceptionReports = z.infer<typeof PerceptionReports>;
