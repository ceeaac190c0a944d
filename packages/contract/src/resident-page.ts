import { z } from 'zod';
import { Installation } from './installation.ts';

/** A language of the resident page that the operator's folder holds. `text` has the keys of the shipped files. */
export const ResidentLanguage = z.object({
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .describe('BCP 47, which is also the name of its file'),
  name: z.string().min(1).max(40).describe('what it calls itself'),
  dir: z.enum(['ltr', 'rtl']),
  reviewed_by: z.string().max(100).nullable().describe('who, with the language as their own, has read it'),
  text: z.record(z.string().max(60), z.string().max(1000)),
});
export type ResidentLanguage = z.infer<typeof ResidentLanguage>;

/** What the installation adds to the resident page. */
export const ResidentAdditions = z.object({
  languages: z.array(ResidentLanguage.omit({ text: true, reviewed_by: true })),
  leave_to: z.string().nullable().describe('where "leave quickly" leads; null: to an empty page'),
  basemap: Installation.shape.basemap,
});
export type ResidentAdditions = z.infer<typeof ResidentAdditions>;
