import { z } from 'zod';
import type { Parameter } from './method.ts';
import { ZoneOutline } from './zone.ts';

const MINUTES_A_WEEK = 10_080;
const SHARED = {
  zones: { unit: '', min: 1, max: 40, usual: 5, whole: true, says: 'how many, unless minutes say it' },
  minutes: {
    ...{ unit: 'min', min: 0, max: 20 * MINUTES_A_WEEK, usual: 0, whole: true },
    says: 'above 0: presence a week, in minutes; as many zones as it is enough for',
  },
  visit_min: {
    unit: 'min',
    min: 1,
    max: 240,
    usual: 13,
    whole: true,
    says: 'length of a visit; 10 to 16 keep longest',
  },
  between_min: {
    ...{ unit: 'min', min: 30, max: MINUTES_A_WEEK, usual: 120, whole: true },
    says: 'from one visit to the next at most, in the hours of the filter',
  },
  seed: { unit: '', min: 0, max: 2 ** 31, usual: 1, whole: true, says: 'of whatever is drawn at random' },
} as const satisfies Record<string, Parameter>;

/** The two ways zones can be proposed, and what each takes. */
export const PROPOSALS = {
  covering: {
    says: 'So many zones of a size that hold most of the incidents (maximal covering location)',
    parameters: {
      ...SHARED,
      cell_m: { unit: 'm', min: 25, max: 1000, usual: 100, says: 'side of a square cell' },
      radius_m: { unit: 'm', min: 50, max: 2000, usual: 250, says: 'from the middle of a zone to its edge' },
    },
  },
  balanced: {
    says: 'The study area in zones of about equal work that hang together and are compact (p-median with capacities)',
    parameters: {
      ...SHARED,
      zones: { ...SHARED.zones, min: 2 },
      cell_m: { unit: 'm', min: 25, max: 2000, usual: 200, says: 'side of a square cell' },
      tolerance: {
        unit: 'share',
        min: 0.01,
        max: 0.5,
        usual: 0.1,
        says: 'of the mean work, how far a zone may be from it',
      },
    },
  },
} as const satisfies Record<string, { says: string; parameters: Readonly<Record<string, Parameter>> }>;
export type ProposalKind = keyof typeof PROPOSALS;

/** What zones are chosen by: how many incidents they hold, or how much harm. */
export const PROPOSAL_WEIGHTS = ['incidents', 'harm'] as const;
export const ProposalWeight = z.enum(PROPOSAL_WEIGHTS);
export type ProposalWeight = z.infer<typeof ProposalWeight>;

const Share = z.number().describe('0 to 1');
const known = (text: string) => z.number().nullable().describe(text);

/** A zone as it is proposed, with the reason for it as figures. */
export const ProposedZone = z.object({
  outline: ZoneOutline,
  middle: z.tuple([z.number(), z.number()]).describe('degrees east and north of the cell it lies round'),
  cells: z.number().int().describe('that it is made of'),
  area_m2: z.number().describe('m²'),
  incidents: z.number().describe('in it'),
  weight: z.number().describe('by `weight_by`: its incidents, or their harm in the unit of the area’s weights'),
  share: Share.describe('of all weight in the study area'),
  against_mean: known('its weight over the mean of the zones; null where they aren’t balanced'),
  neighbours: z.array(z.number().int()).describe('places, in the list, of the zones it touches'),
  hours: z
    .array(z.number().int())
    .length(168)
    .describe('incidents per hour of the week, Monday 00 first; of those whose hour is known'),
});
export type ProposedZone = z.infer<typeof ProposedZone>;

/** Some zones together: one answer to the question. */
export const ProposedZones = z.object({
  objective: z.number().describe('covering: weight in the zones; balanced: weight times metres to the middles'),
  gap: Share.describe('by how much of the bound the best possible could be better, at most'),
  zones: z.array(ProposedZone),
});
export type ProposedZones = z.infer<typeof ProposedZones>;

/** Why nothing is proposed. */
export const NO_PROPOSAL = ['no_incidents', 'no_weight', 'cell_too_much', 'none_found'] as const;

export const ZoneProposal = z.object({
  kind: z.enum(['covering', 'balanced']),
  parameters: z.record(z.string(), z.number()).describe('those asked for, and the usual ones'),
  filter: z.string().describe('as an address has it'),
  data_version: z.number().int().describe('of the rows it is of'),
  n: z.number().int().describe('incidents in the study area'),
  weight_by: ProposalWeight.describe('what zones are chosen by'),
  weight: z.number().describe('of all incidents in the study area, by `weight_by`'),
  unweighted: z.number().int().describe('harm: incidents whose category has no weight, which weigh nothing'),
  refused: z.object({
    coarse: z.number().int().describe('known only to an area or coarser'),
    outside: z.number().int().describe('outside the study area'),
  }),
  police_discovered: z
    .boolean()
    .describe('whether what the police found themselves counts: then zones follow where patrols have been'),
  not_with: z
    .object({
      n: z.number().int().describe('incidents'),
      categories: z
        .array(z.object({ category: z.string(), count: z.number().int().describe('incidents') }))
        .describe('most first'),
    })
    .describe('in the study area and left out because of how they were found, by `discovery`'),
  cells: z.number().int().describe('in the study area'),
  zones_asked: z.number().int().describe('how many, as asked for or as the minutes are enough for'),
  presence: z
    .object({
      hours: z.number().int().describe('of a week, by the filter'),
      visits: z.number().int().describe('a week'),
      minutes: z.number().int().describe('of presence a week'),
    })
    .describe('what one zone needs a week'),
  gaps_m: z.array(z.number()).describe('metres between parts of the area that a zone may reach across'),
  bound: known('no such zones can do better; null where there are none'),
  proven_by: z.enum(['lagrangian', 'highs']).nullable().describe('what the bound is from'),
  ended_early: z.boolean().describe('at its deadline: more time may have found better'),
  none: z
    .object({
      why: z.enum(NO_PROPOSAL),
      share: known('cell_too_much: of all work, in that one cell'),
      most: known('cell_too_much: the share that a zone may have'),
      needed: known(
        'cell_too_much: how far from the mean that cell alone puts a zone; no smaller tolerance is possible',
      ),
      reached: known('how far from the mean the nearest that was found goes'),
    })
    .nullable()
    .describe('null where something is proposed'),
  proposals: z.array(ProposedZones).describe('the best first; others differ from it in earnest'),
});
export type ZoneProposal = z.infer<typeof ZoneProposal>;
