import { z } from 'zod';

/**
 * Closed vocabularies. The order is part of the column format: a value's index is the number stored in the binary
 * columns, so values are appended, never reordered.
 */

/** How exactly the place of an incident is known. */
export const PRECISIONS = ['point', 'segment', 'area', 'municipality', 'county'] as const;
export const Precision = z.enum(PRECISIONS);
export type Precision = z.infer<typeof Precision>;

/** Who brought the incident to light. */
export const DISCOVERIES = ['resident_reported', 'partner_observed', 'police_discovered', 'unknown'] as const;
export const Discovery = z.enum(DISCOVERIES);
export type Discovery = z.infer<typeof Discovery>;

/**
 * What a filter counts when it says nothing about discovery. What police and partners find depends on where they
 * look, so it is left out unless asked for (and the answer says how much that was).
 */
export const DEFAULT_DISCOVERIES: readonly Discovery[] = ['resident_reported', 'unknown'];

/** What one row stands for. */
export const COUNTING_UNITS = ['event', 'report', 'offence'] as const;
export const CountingUnit = z.enum(COUNTING_UNITS);
export type CountingUnit = z.infer<typeof CountingUnit>;

/** How exactly the time of an incident is known. Only minute and hour support questions about the hour of the day. */
export const TIME_PRECISIONS = ['minute', 'hour', 'day', 'month'] as const;
export const TimePrecision = z.enum(TIME_PRECISIONS);
export type TimePrecision = z.infer<typeof TimePrecision>;

/** What a source is. The lawful-basis switch guards police; demonstration is labelled wherever it shows. */
export const SOURCE_KINDS = ['open', 'municipal', 'police', 'demonstration'] as const;
export const SourceKind = z.enum(SOURCE_KINDS);
export type SourceKind = z.infer<typeof SourceKind>;

/** The languages the staff workspace is complete in. */
export const LANGUAGES = ['sv', 'en', 'ar'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** A name in every language the product ships; sv is always there and stands in for what is missing. */
export const Names = z.object({ sv: z.string().min(1), en: z.string().optional(), ar: z.string().optional() });
export type Names = z.infer<typeof Names>;

/** Words in the first segment of a URL that no municipality may be called. */
export const RESERVED_SLUGS = [
  'api',
  'tiles',
  'open311',
  'ogc',
  'assets',
  'health',
  'login',
  'tillganglighet',
  'imports',
  'installation',
  'basemap',
  'fonts',
  'session',
  'account',
  'accounts',
  'organisations',
  'claim',
  'link',
  'demonstration',
  'docs',
  'audit',
  'release',
] as const;
export const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,48}$/)
  .refine((slug) => !(RESERVED_SLUGS as readonly string[]).includes(slug));
