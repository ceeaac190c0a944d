import { z } from 'zod';
import { LANGUAGES } from './code.ts';
import { ReportMasking, ReportSelection } from './disclosed-report.ts';
import { plainLine, plainLines } from './plain-text.ts';

/** What somebody asks as: whoever wants a public record, another authority, a partner by agreement, a researcher. */
export const RECIPIENTS = ['public_record', 'authority', 'partner', 'researcher'] as const;
/** How the secrecy test (menprövning) ended: all that was asked for, some of it or masked, nothing. */
export const OUTCOMES = ['whole', 'part', 'refused'] as const;

/** How exactly a file tells where: as stored, in a cell of 100 or 500 m, by a named place, not at all. */
export const MASKED_PLACES = ['point', 'cell_100', 'cell_500', 'place', 'none'] as const;
export const MASKED_TIMES = ['minute', 'day', 'month'] as const;
export const MASKED_CATEGORIES = ['category', 'group'] as const;
/** What a row of a file can hold besides where. A row's own number and its report are never among them. */
export const DISCLOSED_COLUMNS = [
  'occurred_from',
  'occurred_to',
  'time_precision',
  'category',
  'source_category',
  'precision',
  'discovery',
  'counting_unit',
  'reported_at',
  'registered',
] as const;
export type DisclosedColumn = (typeof DISCLOSED_COLUMNS)[number];

export const LEAST_MAX = 100;

/** What a file tells less exactly than what is stored. */
export const Masking = z.object({
  shape: z.enum(['rows', 'counts']).describe('each incident by itself, or how many share the same values'),
  place: z.enum(MASKED_PLACES),
  time: z.enum(MASKED_TIMES).describe('holds for every time of a row'),
  category: z.enum(MASKED_CATEGORIES).describe('group: one of the four publication groups'),
  columns: z
    .array(z.enum(DISCLOSED_COLUMNS))
    .min(1)
    .max(DISCLOSED_COLUMNS.length)
    .describe('what is told besides where'),
  least: z
    .number()
    .int()
    .min(2)
    .max(LEAST_MAX)
    .nullable()
    .describe('incidents whose values fewer than so many share are withheld: left out of rows, `..` among counts'),
});
export type Masking = z.infer<typeof Masking>;

const Sources = z
  .array(
    z
      .number()
      .int()
      .min(1)
      .max(2 ** 31 - 1),
  )
  .min(1)
  .max(200);

const IncidentScope = z.object({
  filter: z.string().max(4000).describe('as an address writes it: from=2026-01-01&cat=vandalism; empty: everything'),
  sources: Sources.describe('numbers of the sources it is of'),
  masking: Masking,
});
const ReportScope = z.object({ reports: ReportSelection, masking: ReportMasking });

/** What is asked for, incidents or what people say, and how it would be given. */
export const DisclosureScope = z.union([IncidentScope, ReportScope]);
export type DisclosureScope = z.infer<typeof DisclosureScope>;

/** What would be given, and what masking does to it. */
export const DisclosurePreview = z.object({
  selected: z.number().int().describe('incidents or reports that are asked for'),
  given: z.number().int().describe('those that the file tells of'),
  withheld: z.number().int().describe('those that too few share their values with'),
  unplaced: z
    .number()
    .int()
    .describe('those whose place the file leaves empty: too coarse for a cell, or in no named place'),
  alone: z.number().int().describe('those in the file that share their values with no other'),
  lines: z.number().int().describe('lines of the file'),
  columns: z.array(z.string()),
  sample: z.array(z.array(z.string())).describe('the first lines'),
  notes: z
    .object({ texts: z.array(z.string()), fingerprint: z.string().describe('names these very texts') })
    .nullable()
    .describe('every free text that the file would hold, to be read before it is given; null where there is none'),
});
export type DisclosurePreview = z.infer<typeof DisclosurePreview>;

const Sentences = plainLines(1000).min(1);

/** A number of the municipality's register. It has a digit, and nothing that an address or a name alone is written with. */
export const Reference = z
  .string()
  .trim()
  .min(2)
  .max(60)
  .regex(/^[\p{L}\p{N} .:/_-]*\p{N}[\p{L}\p{N} .:/_-]*$/u)
  .describe('number of the case in the municipality’s register; never a person’s name');

/** Data given out, or refused, as it is decided. */
export const NewDisclosure = z.object({
  scope: z.union([
    IncidentScope.extend({ masking: Masking.nullable().describe('null when it is refused') }),
    ReportScope.extend({ masking: ReportMasking.nullable().describe('null when it is refused') }),
  ]),
  notes_read: z
    .string()
    .max(64)
    .nullish()
    .describe('`fingerprint` of the free texts that whoever decides has read; needed where the file holds any'),
  recipient: z.object({ kind: z.enum(RECIPIENTS), reference: Reference }),
  legal_ground: Sentences.describe('on what ground it is asked for or given'),
  secrecy_test: z.object({
    rule: plainLine(200).min(1).describe('the rule that was tried, by chapter and section'),
    outcome: z.enum(OUTCOMES),
    reason: Sentences.describe('why it does or doesn’t do harm'),
  }),
  appeal: Sentences.nullable().describe('how to appeal; needed unless all of it is given'),
  format: z.enum(['csv', 'geojson']).nullable().describe('null when it is refused'),
  language: z.enum(LANGUAGES).describe('of the text that goes with it'),
});
export type NewDisclosure = z.infer<typeof NewDisclosure>;

/** A decision that was made, and what was given. */
export const Disclosure = z.object({
  disclosure_id: z.uuid(),
  made_at: z.iso.datetime(),
  made_by: z.string().nullable().describe('name; null before there were accounts'),
  recipient: NewDisclosure.shape.recipient,
  legal_ground: z.string(),
  secrecy_test: NewDisclosure.shape.secrecy_test,
  appeal: z.string().nullable(),
  subject: z.enum(['incidents', 'reports']).describe('what it is of: incidents, or what people say'),
  filter: z.string(),
  sources: z.array(z.string()).describe('names; none where it is of what people say'),
  masking: z.union([Masking, ReportMasking]).nullable(),
  data_version: z.number().int().describe('of the area, at that moment'),
  file: z
    .object({
      name: z.string(),
      bytes: z.number().int().describe('length of the file'),
      sha256: z.string(),
      given: z.number().int().describe('incidents or reports that it tells of'),
      withheld: z.number().int().describe('those that too few share their values with'),
    })
    .nullable()
    .describe('null when it was refused'),
  companion: z.string().describe('the text that goes with it'),
});
export type Disclosure = z.infer<typeof Disclosure>;
