import { z } from 'zod';
import { Language, Names } from './code.ts';

export const Health = z.object({
  status: z.enum(['ok', 'starting', 'failing']),
  version: z.string(),
  writes: z
    .enum(['ok', 'disk_full', 'read_only'])
    .nullable()
    .describe('whether what is written would be kept; null while nothing can be asked'),
  engine: z.object({ kind: z.enum(['embedded', 'server']), postgresql: z.string(), postgis: z.string() }).nullable(),
  data_versions: z.record(z.string(), z.number().int()).describe('per municipality slug'),
  backup: z
    .object({
      state: z.enum(['off', 'ok', 'failing']).describe('off: none are scheduled'),
      last_at: z.iso.datetime().nullable(),
      problem: z.string().nullable().describe('why the last one failed, in the reader’s language'),
      drilled_at: z.iso.datetime().nullable().describe('when a restore drill last worked'),
    })
    .nullable()
    .describe('null until the database is open'),
});
export type Health = z.infer<typeof Health>;

/** What the first page asks: which areas are here, and what may be done next. */
export const Installation = z.object({
  version: z.string(),
  default_municipality: z.string().nullable(),
  municipalities: z.array(
    z.object({
      slug: z.string(),
      names: Names,
      incidents: z.number().int().describe('visible ones'),
      demonstration: z.boolean(),
    }),
  ),
  basemap: z.object({
    kind: z.enum(['sketch', 'pmtiles', 'style']),
    url: z.string().nullable(),
    attribution: z.string().nullable(),
  }),
  languages: z.array(Language),
});
export type Installation = z.infer<typeof Installation>;
