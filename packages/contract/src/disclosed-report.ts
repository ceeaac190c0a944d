import { z } from 'zod';
import { FLAG_KINDS } from './flag.ts';
import { CHANNELS, Channel } from './perception.ts';

/** How exactly a file tells where a report is of. What is stored is a named place or a cell of 100 m: nothing finer can be given. */
export const REPORT_PLACES = ['cell_100', 'cell_500', 'place', 'none'] as const;
export const REPORT_PERIODS = ['month', 'quarter'] as const;
/** What a row can hold besides where. Age and gender are counted apart, so they are never among them; nor is a report's own number. */
export const REPORT_COLUMNS = [
  'channel',
  'kind',
  'feeling',
  'period',
  'times',
  'days',
  'often',
  'strength',
  'weightiest',
  'reasons',
  'helps',
  'reported',
  'why_not',
  'state',
  'fate',
  'note',
] as const;
export type ReportColumn = (typeof REPORT_COLUMNS)[number];

const Month = z.string().regex(/^(19[5-9]\d|20\d\d)-(0[1-9]|1[0-2])$/);

/** Which perception reports are asked for. */
export const ReportSelection = z.strictObject({
  from: Month.nullable().describe('first month; null: from the beginning'),
  to: Month.nullable().describe('last month; null: to the end'),
  channels: z.array(Channel).min(1).max(CHANNELS.length),
  kinds: z.array(z.enum(FLAG_KINDS)).min(1).max(FLAG_KINDS.length),
  area: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .nullable()
    .describe('slug of a place or a built-up area that it lies in; null: anywhere'),
  put_aside: z.boolean().describe('also flags that moderators have put aside'),
});
export type ReportSelection = z.infer<typeof ReportSelection>;

/** What a file tells of reports, no more exactly than what is stored. */
export const ReportMasking = z.object({
  shape: z.enum(['rows', 'counts']).describe('each report by itself, or how many share the same values'),
  place: z.enum(REPORT_PLACES),
  period: z.enum(REPORT_PERIODS),
  reasons: z.enum(['reason', 'group']).describe('group: the publication group of the reason that weighs most'),
  columns: z
    .array(z.enum(REPORT_COLUMNS))
    .min(1)
    .max(REPORT_COLUMNS.length)
    .describe('what is told besides where; note: free text, which has to be read first'),
  least: z
    .number()
    .int()
    .min(2)
    .max(100)
    .nullable()
    .describe('reports whose values fewer than so many share are withheld: left out of rows, `..` among counts'),
});
export type ReportMasking = z.infer<typeof ReportMasking>;
