import { z } from 'zod';
import { Discovery, Names, Slug, SourceKind } from './code.ts';
import { Day } from './filter.ts';

/** [west, south, east, north], degrees, WGS 84. */
export const Bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Bounds = z.infer<typeof Bounds>;

/** An offence or event category, as this municipality uses it. `group` 1–4 are the publication groups. */
export const Category = z.object({
  code: z.string(),
  names: Names,
  kind: z.enum(['offence', 'event']),
  group: z.number().int().min(1).max(4).nullable().describe('null: never published below municipality level'),
  default_discovery: Discovery,
  focus_areas: z.array(z.string()).describe('codes of focus areas in any agreement'),
  harm_weight: z.number().nullable().describe('weight by harm_source, in its unit; null where it gives none'),
  harm_source: z.string().nullable(),
  position: z.number().int().describe('order in lists'),
});
export type Category = z.infer<typeof Category>;

export const Source = z.object({
  source_id: z.number().int().describe('number within the municipality'),
  slug: z.string(),
  name: z.string(),
  kind: SourceKind,
  licence: z.string().nullable(),
  enabled: z.boolean(),
  incidents: z.number().int().describe('visible incidents from this source'),
  area_counts: z.number().int().describe('cells of tables of counts from this source'),
});
export type Source = z.infer<typeof Source>;

export const FocusArea = z.object({ code: z.string(), names: Names, covers: Names.nullable() });
export const Agreement = z.object({
  agreement_id: z.number().int().describe('number within the municipality'),
  title: Names,
  signed_on: Day.nullable(),
  valid_from: Day,
  valid_to: Day.nullable(),
  source: z.string(),
  focus_areas: z.array(FocusArea),
});
export type Agreement = z.infer<typeof Agreement>;

/** Properties of a place in the places collection. The geometry is a polygon, or a point with `precision_m`. */
export const PlaceProperties = z.object({
  slug: z.string(),
  names: Names,
  kind: z.enum(['named_place', 'neighbourhood', 'study_area']),
  named_in: z.string().nullable().describe('the agreement that names this place as unsafe'),
  on_by_default: z.boolean().describe('study areas: part of the default study area'),
  precision_m: z.number().nullable().describe('metres a point may be off; null for a polygon'),
  source: z.string(),
  year: z.number().int().describe('of the source'),
});
export type PlaceProperties = z.infer<typeof PlaceProperties>;

/** What `outline_source` says of an area that its first file opened: pages have the sentence in their own language. */
export const OUTLINE_FROM_FILE = 'from the coordinates of the first file';

/** Everything a client needs to know about an area before the first incident arrives. */
export const Municipality = z.object({
  municipality_id: z.number().int().describe('number within the installation'),
  slug: Slug,
  code: z.string().nullable().describe('municipality code, e.g. 0191; null for an area opened by a file'),
  names: Names,
  time_zone: z.string().describe('IANA name; decides day and hour'),
  srid: z.number().int().describe('EPSG code of the metric CRS all lengths and areas are taken in'),
  proj4: z.string().describe('the same CRS in PROJ text, for clients'),
  outline: z.unknown().describe('GeoJSON MultiPolygon, WGS 84'),
  outline_source: z.string(),
  bounds: Bounds.describe('west, south, east, north of the outline, degrees'),
  data: z.object({
    version: z.number().int().describe('data version: every write raises it'),
    incidents: z.number().int().describe('visible ones'),
    first_day: Day.nullable(),
    last_day: Day.nullable().describe('the data date: the last day with an incident'),
    monthly: z.boolean().describe('true when no visible incident is known to more than its month'),
    demonstration: z.boolean().describe('true when any visible incident is synthetic'),
  }),
  categories: z.array(Category),
  sources: z.array(Source),
  agreements: z.array(Agreement),
});
export type Municipality = z.infer<typeof Municipality>;
