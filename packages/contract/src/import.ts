import { z } from 'zod';
import { CountingUnit, Discovery, Names, Precision, Slug, SourceKind, TimePrecision } from './code.ts';
import { LeftOut } from './incident.ts';
import { Bounds } from './municipality.ts';
import { plainLine } from './plain-text.ts';

/** What a file may be. */
export const FILE_FORMATS = ['csv', 'xlsx', 'geojson', 'police_uk', 'polisen', 'area_counts'] as const;
export const FileFormat = z.enum(FILE_FORMATS);
export type FileFormat = z.infer<typeof FileFormat>;

/** What a column can mean. */
export const FIELDS = [
  'id',
  'occurred_from',
  'occurred_from_time',
  'occurred_to',
  'occurred_to_time',
  'reported_at',
  'registered',
  'category',
  'x',
  'y',
  'precision',
  'discovery',
  'report',
  'counting_unit',
  'area_code',
  'area_name',
  'period',
  'count',
] as const;
export const Field = z.enum(FIELDS);
export type Field = z.infer<typeof Field>;

/** How a file's rows become incidents. Kept with the source, so that its next file needs no questions. */
export const Mapping = z.object({
  format: FileFormat,
  encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be']).optional(),
  delimiter: z.string().max(1).optional(),
  sheet: z.string().optional(),
  columns: z.partialRecord(Field, z.string()).describe('field → header as written'),
  decimal: z.enum(['.', ',']).default('.'),
  date_order: z.enum(['ymd', 'dmy', 'mdy', 'excel', 'epoch_s', 'epoch_ms']).default('ymd'),
  time_zone: z.string().describe('IANA name that local times are read in'),
  ignore_offset: z.boolean().default(false).describe('times carry Z or an offset but mean local time'),
  srid: z.number().int().describe('EPSG code of x and y; 0 while nobody has said which of many it is'),
  crs: z
    .object({ name: z.string().max(200), proj4: z.string().max(1000) })
    .optional()
    .describe(
      'what the EPSG register says of srid where the program has no system of its own for it; filled in by the api',
    ),
  axes: z.enum(['xy', 'yx']).default('xy').describe('yx: the x column holds northing or latitude'),
  time_precision: TimePrecision.optional().describe('missing: from each value'),
  precision: Precision.default('point'),
  discovery: Discovery.optional().describe('missing: the category’s default'),
  counting_unit: CountingUnit.default('event'),
  category_default: z.string().optional().describe('code for rows without a category column'),
  categories: z.record(z.string(), z.string()).default({}).describe('value in the file → category code'),
  dimensions: z
    .array(z.string())
    .optional()
    .describe(
      'area counts: further columns that tell cells apart (sex, age); their values become part of the category',
    ),
  dash: z
    .enum(['zero', 'withheld'])
    .optional()
    .describe('area counts: what a lone dash means; missing: withheld, which is never 0'),
  future: z
    .enum(['leave_out', 'accept'])
    .optional()
    .describe(
      'rows after the day of the import; missing: left out. Holds for one file, not for the next of its source',
    ),
  crowded: z
    .record(z.string(), z.enum(['accept', 'coarsen', 'leave_out']))
    .default({})
    .describe('"x,y" as in the file → what to do with a coordinate that holds more than 1 % of the rows'),
});
export type Mapping = z.infer<typeof Mapping>;

/** Something the file can't tell: the person is asked. */
export const Question = z.object({
  about: z.enum([
    'columns',
    'srid',
    'axes',
    'time_zone',
    'date_order',
    'category',
    'crowded',
    'dash',
    'future',
    'municipality',
    'source',
  ]),
  field: Field.optional().describe('columns: which field a column is wanted for'),
  sentence: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string(), recommended: z.boolean() })),
});
export type Question = z.infer<typeof Question>;

/** A new area that the file opens, because it lies elsewhere. All of it is a proposal. */
export const NewArea = z.object({
  slug: Slug,
  names: Names,
  time_zone: z.string(),
  srid: z.number().int().describe('EPSG code of its metric CRS'),
  outline: z.unknown().describe('GeoJSON MultiPolygon, WGS 84'),
});
export type NewArea = z.infer<typeof NewArea>;

export const SourceChoice = z.object({
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  name: z.string().min(1).max(200),
  kind: SourceKind,
  licence: z.string().max(200).nullable(),
});
export type SourceChoice = z.infer<typeof SourceChoice>;

/** As somebody settles it: sources from before may have a name that is less plain. */
const SettledSource = SourceChoice.extend({ name: plainLine(200).min(1), licence: plainLine(200).nullable() });

/** A row as it would be stored, for the preview table; `raw` is the row as it stands in the file. */
export const PreviewRow = z.object({
  row: z.number().int().describe('number of the row in the file'),
  raw: z.array(z.string()),
  lon: z.number().nullable().describe('degrees east, WGS 84'),
  lat: z.number().nullable().describe('degrees north, WGS 84'),
  occurred_from: z.string().nullable(),
  category: z.string().nullable(),
  n: z
    .number()
    .int()
    .nullable()
    .describe('area counts: the count; null where the source withholds it, and for incidents'),
  rejected: z.string().nullable().describe('the reason in words'),
});

export const ImportPreview = z.object({
  headers: z.array(z.string()),
  rows: z.array(PreviewRow).describe('the first ones'),
  points: z
    .array(z.tuple([z.number(), z.number()]))
    .describe('[lon, lat] of a sample over the whole file, 2,000 at most'),
  bounds: Bounds.nullable().describe('west, south, east, north of the rows, degrees'),
  rows_read: z.number().int().describe('rows of the file looked at'),
  usable: z.number().int().describe('of them, rows that become incidents'),
  unmapped: z.array(z.object({ value: z.string(), rows: z.number().int().describe('rows that have it') })),
  crowded: z.array(
    z.object({
      key: z.string(),
      lon: z.number().describe('degrees east, WGS 84'),
      lat: z.number().describe('degrees north, WGS 84'),
      rows: z.number().int().describe('rows that lie there'),
      share: z.number().describe('of all rows, 0 to 1'),
    }),
  ),
  strays: z.number().int().describe('rows more than 10 km outside the area'),
  future: z
    .object({
      rows: z.number().int().describe('how many'),
      row: z.number().int().describe('number of the first in the file'),
      value: z.string().describe('its date as written'),
    })
    .nullable()
    .describe('rows after the day of the import: refused, or taken if the mapping says so'),
  swapped: z
    .boolean()
    .describe('by where the rows land, the x column holds northing or latitude: the guess reads them so (`axes` = yx)'),
  period: z
    .object({ from: z.iso.date(), to: z.iso.date() })
    .nullable()
    .describe('first and last local day; null without a usable row'),
  wide: z
    .object({ into: z.enum(['period', 'category']), columns: z.array(z.string()), left_out: z.array(z.string()) })
    .nullable()
    .describe('a table with periods or categories as columns: each of its cells is read as a row'),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const IMPORT_STATES = [
  'uploading',
  'reading',
  'waiting',
  'running',
  'done',
  'cancelled',
  'failed',
  'undone',
] as const;
export const ImportState = z.enum(IMPORT_STATES);

/** One import, from the dropped file to its last row. `waiting` is the moment the person confirms the guess. */
export const Import = z.object({
  import_id: z.uuid(),
  state: ImportState,
  file_name: z.string(),
  bytes: z.number().int().describe('size of the file'),
  started_at: z.iso.datetime({ offset: true }),
  finished_at: z.iso.datetime({ offset: true }).nullable(),
  municipality: z.string().nullable().describe('slug of the area it goes to; null while a new one is proposed'),
  new_area: NewArea.nullable(),
  source: SourceChoice.nullable(),
  mapping: Mapping.nullable(),
  preview: ImportPreview.nullable(),
  questions: z.array(Question),
  progress: z.object({
    rows_read: z.number().int().describe('rows of the file so far'),
    rows_total: z.number().int().nullable().describe('rows of the file; null until it is known'),
    taken: z.number().int().describe('added + updated + unchanged'),
    added: z.number().int().describe('rows that are new'),
    updated: z.number().int().describe('rows that replace an older form of themselves'),
    unchanged: z.number().int().describe('rows that are here already'),
    rejected: z.number().int().describe('rows that can’t be used'),
    skipped: z.number().int().describe('not incidents, left out by rule (summaries of polisen.se)'),
    seconds_left: z.number().nullable().describe('an estimate; null while there is none'),
  }),
  rejected_by_reason: z.record(z.string(), z.number().int()).describe('reason in words → rows'),
  sentence: z.string().describe('e.g. "112 599 av 119 889 rader lästes in, 7 290 saknar koordinater."'),
  left_out: LeftOut.omit({ hourless: true })
    .nullable()
    .describe(
      'of the rows taken, those that a view doesn’t count, or doesn’t draw, unless asked; null where no longer known',
    ),
  undoable: z
    .boolean()
    .describe('done, and rows here are its own; one that only met rows of others has nothing to take back'),
  problem: z.string().nullable().describe('why it failed, in words'),
});
export type Import = z.infer<typeof Import>;

/** What the person settles before the import runs. Missing fields keep the guess. */
export const ImportDecision = z.object({
  municipality: z.string().optional().describe('slug of an existing area'),
  new_area: NewArea.optional(),
  source: SettledSource.optional(),
  mapping: Mapping.optional(),
});
export type ImportDecision = z.infer<typeof ImportDecision>;
