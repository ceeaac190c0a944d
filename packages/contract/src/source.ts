import { z } from 'zod';
import type { Role } from './account.ts';
import { Source } from './municipality.ts';
import { plainLines } from './plain-text.ts';

/** What must be recorded before a source of the police can be shown. */
export const BASIS_FIELDS = ['legal_basis', 'controller', 'secrecy_ground'] as const;

const BasisText = plainLines(1000);

/** On what ground a source is kept. An empty text is one that isn't recorded yet. */
export const LawfulBasis = z.object({
  legal_basis: BasisText.describe('the law and the task that the processing rests on'),
  controller: BasisText.describe('who answers for the processing (personuppgiftsansvarig)'),
  secrecy_ground: BasisText.describe(
    'why the source may be handed over and shown: the secrecy rule and how it was tried',
  ),
  reference: BasisText.describe('number in the municipality’s own register'),
});
export type LawfulBasis = z.infer<typeof LawfulBasis>;

/** Roles that see incidents: those that a source can be limited to. */
export const PERMITTED_VIEWERS = [
  'viewer',
  'analyst',
  'coordinator',
  'administrator',
] as const satisfies readonly Role[];

/** Who may see what came from a source, among those who see incidents at all. null: no limit; both limits must be met. */
export const SourceViewers = z.object({
  roles: z.array(z.enum(PERMITTED_VIEWERS)).min(1).max(PERMITTED_VIEWERS.length).nullable(),
  organisations: z.array(z.uuid()).min(1).max(200).nullable(),
});
export type SourceViewers = z.infer<typeof SourceViewers>;

/** A source as its administrator sees it: whether it is shown, on what ground, and to whom. */
export const GovernedSource = Source.omit({ incidents: true, area_counts: true }).extend({
  basis: LawfulBasis.extend({
    recorded_at: z.iso.datetime(),
    recorded_by: z.string().nullable().describe('name; null before there were accounts'),
  }).nullable(),
  viewers: SourceViewers,
});
export type GovernedSource = z.infer<typeof GovernedSource>;
