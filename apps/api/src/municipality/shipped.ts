import { readFileSync } from 'node:fs';
import { Discovery, Names } from '@lagesbild/contract';
import { z } from 'zod';

/** What the product ships as data. Read once, checked by shape, never changed at run time. */

const ShippedCategory = z.object({
  code: z.string(),
  names: Names,
  kind: z.enum(['offence', 'event']),
  group: z.number().int().min(1).max(4).nullable(),
  default_discovery: Discovery,
  focus_areas: z.array(z.string()),
});
export type ShippedCategory = z.infer<typeof ShippedCategory>;

const ShippedPlace = z.object({
  type: z.literal('Feature'),
  properties: z.object({
    slug: z.string(),
    names: Names,
    kind: z.enum(['named_place', 'neighbourhood', 'study_area']),
    named_in: z.string().nullable(),
    on_by_default: z.boolean(),
    precision_m: z.number().nullable(),
    source: z.string(),
    year: z.number().int(),
  }),
  geometry: z.object({ type: z.enum(['Point', 'Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) }),
});
export type ShippedPlace = z.infer<typeof ShippedPlace>;

const ShippedAgreement = z.object({
  agreement_id: z.number().int(),
  title: Names,
  signed_on: z.iso.date().nullable(),
  valid_from: z.iso.date(),
  valid_to: z.iso.date().nullable(),
  source: z.string(),
  focus_areas: z.array(z.object({ code: z.string(), names: Names, covers: Names.nullable() })),
});
export type ShippedAgreement = z.infer<typeof ShippedAgreement>;

const ShippedMunicipality = z.object({
  slug: z.string(),
  code: z.string(),
  names: Names,
  time_zone: z.string(),
  srid: z.number().int(),
  agreements: z.array(ShippedAgreement),
});

const Outline = z.object({
  features: z.tuple([
    z.object({
      properties: z.object({ source: z.string() }),
      geometry: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.unknown()) }),
    }),
  ]),
});

const ShippedFlags = z.object({
  publication_groups: z.array(z.object({ publication_group: z.number().int().min(1).max(9), names: Names })),
  choices: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('reason'),
        code: z.string(),
        feeling: z.enum(['safe', 'unsafe']),
        publication_group: z.number().int(),
      }),
      z.object({ kind: z.enum(['help', 'why_not']), code: z.string() }),
    ]),
  ),
});

const CategoryMapping = z.record(z.string(), z.string());

const read = <T>(name: string, shape: z.ZodType<T>): T =>
  shape.parse(JSON.parse(readFileSync(new URL(`./shipped/${name}`, import.meta.url), 'utf8')));

/** Offence and event categories in the order they are shown; every area starts with them. */
export const SHIPPED_CATEGORIES: readonly ShippedCategory[] = read('categories.json', z.array(ShippedCategory));

/** What residents choose among, and the groups their flags are published in; the pages have a choice's words. */
export const SHIPPED_ACTION_KINDS = read('action-kinds.json', z.array(z.object({ code: z.string(), names: Names })));
/** Who is asked to see to what is seen at a safety walk. */
export const SHIPPED_MANAGERS = read('walk-managers.json', z.array(z.object({ code: z.string(), names: Names })));
export const SHIPPED_FLAGS = read('flags.json', ShippedFlags);

const outline = read('sigtuna-outline.geojson', Outline).features[0];

/** The municipality the product ships with, its agreements, and its places in the order they are listed. */
export const SIGTUNA = {
  ...read('sigtuna.json', ShippedMunicipality),
  outline: outline.geometry,
  outline_source: outline.properties.source,
  places: read('sigtuna-places.geojson', z.object({ features: z.array(ShippedPlace) })).features,
};

const ShippedStreets = z.object({
  features: z.array(
    z.object({
      properties: z.object({ name: z.string() }),
      geometry: z.object({ type: z.literal('MultiPoint'), coordinates: z.array(z.tuple([z.number(), z.number()])) }),
    }),
  ),
});

/** Streets of Sigtuna by the stops on them: what the demonstration offers residents to choose among. */
export const SIGTUNA_STREETS = read('sigtuna-streets.geojson', ShippedStreets).features.map(
  ({ properties: { name }, geometry }) => ({ name, geometry }),
);

/** What a source writes (lower case) → category code. `words` is for any other file, and for our own exports. */
export const CATEGORY_MAPPINGS = {
  polisen: read('category-mapping/polisen.json', CategoryMapping),
  police_uk: read('category-mapping/police-uk.json', CategoryMapping),
  words: read('category-mapping/words.json', CategoryMapping),
};
