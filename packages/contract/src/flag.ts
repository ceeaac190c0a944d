import { z } from 'zod';
import { Names } from './code.ts';
import { PLAIN_LINES, plainLine } from './plain-text.ts';

/** Closed vocabularies of what residents send. Reasons, helps and why-nots are data of the area: `FlagForm`. */
export const FLAG_KINDS = ['feels', 'happened'] as const;
export const FEELINGS = ['unsafe', 'safe'] as const;
export const FLAG_TIMES = ['morning', 'day', 'evening', 'night'] as const;
export const FLAG_DAYS = ['weekday', 'weekend', 'both'] as const;
export const FLAG_OFTEN = ['once', 'often'] as const;
export const REPORTED = ['yes', 'no', 'unsure'] as const;
export const AGE_BANDS = ['under_18', '18_29', '30_49', '50_64', '65_over'] as const;
export const GENDERS = ['woman', 'man', 'other'] as const;
/** How far a flag has come, as its sender is told. */
export const FLAG_STATES = ['received', 'read', 'planned', 'done', 'declined'] as const;
/** What became of it among the moderators. */
export const FLAG_FATES = ['live', 'quarantined', 'rejected', 'merged'] as const;
/** Why one isn't published, as its sender is told too. */
export const REJECT_REASONS = [
  'points_at_somebody',
  'not_a_place',
  'elsewhere',
  'emergency',
  'no_sense',
  'attack',
] as const;
export const CHOICE_KINDS = ['reason', 'help', 'why_not'] as const;

export type FlagKind = (typeof FLAG_KINDS)[number];
export type Feeling = (typeof FEELINGS)[number];
export type FlagTime = (typeof FLAG_TIMES)[number];
export type FlagDays = (typeof FLAG_DAYS)[number];
export type FlagState = (typeof FLAG_STATES)[number];
export type RejectReason = (typeof REJECT_REASONS)[number];

/** Side of the cell that a place is told by, metres. */
export const FLAG_CELL_M = 100;
export const NOTE_MAX = 500;

const Code = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/);
const CellNumber = z.number().int().min(-1_000_000).max(1_000_000).describe('hundreds of metres');

/** South-west corner of a cell of 100 m in the area's own metres, divided by 100. */
export const FlagCell = z.strictObject({
  x: CellNumber.describe('east / 100 m'),
  y: CellNumber.describe('north / 100 m'),
});
export type FlagCell = z.infer<typeof FlagCell>;

/** A named place, or a cell: nothing finer leaves the phone. */
export const FlagWhere = z.union([
  z.strictObject({ place: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/) }),
  z.strictObject({ cell: FlagCell }),
]);
export type FlagWhere = z.infer<typeof FlagWhere>;

/** What was sent for a task of `FlagWork`: the same task, and a number that solves it. */
export const WorkDone = z.strictObject({
  task: z.string().max(200),
  answer: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32)
    .describe('the number that solves it'),
});

/** What a resident sends. What it doesn't know is refused, so that nothing else is ever sent along. */
export const NewFlag = z.strictObject({
  kind: z.enum(FLAG_KINDS).describe('how a place feels, or that something happened there'),
  feeling: z.enum(FEELINGS).describe('where something happened: unsafe'),
  where: FlagWhere,
  reasons: z.array(Code).min(1).max(20),
  weightiest: Code.describe('the one among the reasons that weighs most: it decides the publication group'),
  times: z.array(z.enum(FLAG_TIMES)).min(1).max(FLAG_TIMES.length),
  days: z.enum(FLAG_DAYS),
  often: z.enum(FLAG_OFTEN).nullish(),
  strength: z.number().int().min(1).max(3).nullish().describe('how strongly it is felt'),
  helps: z.array(Code).max(20).optional(),
  reported: z.enum(REPORTED).nullish().describe('to the police; only where something happened'),
  why_not: z.array(Code).max(20).optional().describe('only where it wasn’t reported'),
  note: z
    .string()
    .trim()
    .min(1)
    .max(NOTE_MAX)
    .regex(PLAIN_LINES)
    .nullish()
    .describe('only where the municipality takes free text'),
  about: z
    .strictObject({ age_band: z.enum(AGE_BANDS).nullable(), gender: z.enum(GENDERS).nullable() })
    .nullish()
    .describe('counted apart, and joined to nothing'),
  work: WorkDone.nullish().describe('asked for only while many flags come at once'),
});
export type NewFlag = z.infer<typeof NewFlag>;

/** What the sender gets, once. */
export const FlagReceipt = z.object({
  receipt: z.string().describe('six words: three that find the flag, three that open it'),
  answer_days: z.number().int().describe('working days within which it is read'),
});
export type FlagReceipt = z.infer<typeof FlagReceipt>;

/**
 * A task that costs a telephone a second or two: find an `answer` for which Argon2id (`memory_kib`, `passes`, one lane, 32 bytes out)
 * of its decimal digits begins with `zero_bits` zero bits. The salt is `task`, a space, and the flag's Idempotency-Key in lower case,
 * in UTF-8: so work is done for one flag, and counts once without anybody keeping what was used.
 */
export const FlagWork = z.object({
  task: z.string(),
  memory_kib: z.number().int().describe('memory of each try, KiB'),
  passes: z.number().int().describe('times over that memory'),
  zero_bits: z.number().int().describe('zero bits that the hash has to begin with'),
});
export type FlagWork = z.infer<typeof FlagWork>;

/** One of the things that a resident chooses among. */
export const FlagChoice = z.object({
  code: z.string(),
  names: Names.nullable().describe('null: a shipped one, whose words the page has in each of its languages'),
});
export type FlagChoice = z.infer<typeof FlagChoice>;

/** Everything the resident page needs to know of an area. */
export const FlagForm = z.object({
  slug: z.string(),
  names: Names,
  srid: z.number().int().describe('EPSG code of the metric CRS that cells are in'),
  proj4: z.string().describe('the same CRS in PROJ text'),
  cell_m: z.number().int().describe('side of a cell, metres'),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).describe('west, south, east, north, degrees'),
  outline: z.unknown().describe('GeoJSON MultiPolygon, WGS 84, simplified'),
  places: z.array(
    z.object({
      slug: z.string(),
      names: Names,
      kind: z.enum(['named_place', 'neighbourhood']),
      lon: z.number().describe('of the point its name stands at'),
      lat: z.number().describe('of the same point'),
    }),
  ),
  study_areas: z.array(z.object({ slug: z.string(), names: Names })),
  reasons: z.array(
    FlagChoice.extend({
      feeling: z.enum(FEELINGS),
      publication_group: z.number().int().min(1).max(9).describe('group it is published in'),
    }),
  ),
  helps: z.array(FlagChoice),
  why_not: z.array(FlagChoice),
  publication_groups: z.array(z.object({ publication_group: z.number().int().describe('its number'), names: Names })),
  fault_line: z.string().nullable().describe('the municipality’s own number for what is broken'),
  free_text: z.boolean(),
  answer_days: z.number().int().describe('working days within which a flag is read'),
  keep_months: z.number().int().nullable().describe('months it is kept; null: nobody has decided yet'),
  geocoder: z.boolean().describe('true: addresses can be looked for with POST flags/geocode'),
  work_needed: z.boolean().describe('true while many flags come at once: ask POST flags/work for a task'),
});
export type FlagForm = z.infer<typeof FlagForm>;

/** Streets that a resident chooses among: as fine as a flag, and no finer. */
export const FlagStreets = z.object({
  streets: z.array(
    z.object({
      name: z.string(),
      cells: z.array(z.number().int()).describe('x and y of each cell by turns, in the order the street runs'),
    }),
  ),
});
export type FlagStreets = z.infer<typeof FlagStreets>;

/** What somebody typed that no place or street here is called. */
export const GeocodeAsked = z.strictObject({ text: plainLine(100).min(2) });
export type GeocodeAsked = z.infer<typeof GeocodeAsked>;

export const GeocodeFound = z.object({
  found: z.array(z.object({ name: z.string().describe('as the service names it'), cell: FlagCell })),
});
export type GeocodeFound = z.infer<typeof GeocodeFound>;

/** The words of a receipt, in any script. */
export const ReceiptAsked = z.strictObject({ receipt: z.string().min(1).max(200) });
export type ReceiptAsked = z.infer<typeof ReceiptAsked>;

export const ReceiptAnswer = z.strictObject({
  receipt: z.string().min(1).max(200),
  choice: z.number().int().min(0).max(9).describe('which of the question’s choices, from 0'),
});
export type ReceiptAnswer = z.infer<typeof ReceiptAnswer>;

/** Something that the municipality does or did at a place, as it has published it. */
export const PublishedAction = z.object({
  text: Names,
  status: z.enum(['planned', 'under_way', 'done', 'stopped']),
  done_on: z.iso.date().nullable(),
  measured: Names.nullable().describe('what its follow-up showed, in words without counts; null until then'),
});
export type PublishedAction = z.infer<typeof PublishedAction>;

/** What a receipt tells: all there is of the flag, and what became of it. */
export const ReceiptTold = z.object({
  state: z.enum(FLAG_STATES).describe('a flag that was merged says read, one that was rejected declined'),
  answer: Names.nullable().describe('with planned, done or declined'),
  because: z
    .enum(REJECT_REASONS)
    .nullable()
    .describe('why it was rejected; null where it wasn’t. The page has the words in each of its languages'),
  actions: z.array(PublishedAction).describe('of the same place or cell'),
  question: z
    .object({ text: z.string(), choices: z.array(z.string()), answered: z.string().nullable() })
    .nullable()
    .describe('one question from the municipality, answered once'),
  sent: z
    .object({
      kind: z.enum(FLAG_KINDS),
      feeling: z.enum(FEELINGS),
      place: Names.nullable(),
      month: z.iso.date().describe('its first day'),
      reasons: z.array(z.string()),
    })
    .describe('what is stored of it, in short'),
  answer_days: z.number().int().describe('working days within which it is read'),
});
export type ReceiptTold = z.infer<typeof ReceiptTold>;

/** Places where something was answered or done: never those that somebody told of and nobody has answered. */
export const AnsweredPlaces = z.object({
  actions: z.array(
    PublishedAction.extend({
      place: z.string().nullable().describe('slug'),
      cell: z
        .object({ x: z.number().int().describe('east / 100 m'), y: z.number().int().describe('north / 100 m') })
        .nullable(),
    }),
  ),
});
export type AnsweredPlaces = z.infer<typeof AnsweredPlaces>;

/** What an administrator decides about the resident page. */
export const FlagSetting = z.strictObject({
  fault_line: z
    .string()
    .regex(/^[0-9+][0-9 -]{1,23}$/)
    .nullable()
    .describe('telephone number of the municipality’s own fault line'),
  free_text: z.boolean().describe('residents may write in their own words, read by a moderator before anything else'),
  answer_days: z.number().int().min(1).max(60).describe('working days within which a flag is read: the promise shown'),
});
export type FlagSetting = z.infer<typeof FlagSetting>;
