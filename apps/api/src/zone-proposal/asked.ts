import { zone } from '@lagesbild/analysis';
import {
  type Parameter,
  PROPOSAL_WEIGHTS,
  PROPOSALS,
  type ProposalKind,
  type ProposalWeight,
} from '@lagesbild/contract';
import type { Criteria } from '@lagesbild/incidents';
import { readNumber } from '../analysis/question.ts';
import { ProblemError } from '../errors.ts';

const HOURS_A_WEEK = 168;

/** What is asked for, in numbers. */
export interface AskedZones {
  readonly kind: ProposalKind;
  readonly parameters: Readonly<Record<string, number>>;
  readonly weight_by: ProposalWeight;
  /** how many zones: those asked for, or as many as minutes are enough for */
  readonly zones: number;
  /** what one of them needs a week */
  readonly presence: { readonly hours: number; readonly visits: number; readonly minutes: number };
}

/** @throws {ProblemError} naming the number that can't be used, or how many minutes are needed */
export function askedZones(kind: ProposalKind, query: URLSearchParams, { hours: passing }: Criteria): AskedZones {
  const ranges = Object.entries<Parameter>(PROPOSALS[kind].parameters);
  const parameters = Object.fromEntries(ranges.map(([name, range]) => [name, readNumber(query, name, range)]));
  const hours = passing.subarray(0, HOURS_A_WEEK).reduce((sum, limit) => sum + (limit === 0 ? 1 : 0), 0);
  const presence = { hours, ...zone.dosageOf(hours, parameters.visit_min, parameters.between_min) };
  const { min, max } = PROPOSALS[kind].parameters.zones;
  const head = { kind, parameters, weight_by: weightOf(query), presence };
  if (parameters.minutes === 0) return { ...head, zones: parameters.zones! };
  const enough = Math.floor(parameters.minutes! / Math.max(1, presence.minutes));
  if (enough < min)
    throw new ProblemError('proposal_minutes_few', {
      minutes: parameters.minutes!,
      needed: min * presence.minutes,
      zones: min,
    });
  return { ...head, zones: Math.min(max, enough) };
}

function weightOf(query: URLSearchParams): ProposalWeight {
  const [asked = 'incidents', ...more] = query.getAll('weight_by');
  const weight = PROPOSAL_WEIGHTS.find((one) => one === asked);
  if (weight === undefined || more.length > 0)
    throw new ProblemError('proposal_weight_unknown', {
      value: [asked, ...more].join(),
      known: PROPOSAL_WEIGHTS.join(', '),
    });
  return weight;
}
