import { DISCOVERIES, type Parameter, PRECISIONS } from '@lagesbild/contract';
import { z } from 'zod';

/** Exactly what an address may hold, as JSON Schema says it; `description` gives unit and meaning. */
interface Described {
  description: string;
  type: 'string' | 'number' | 'integer';
  [keyword: string]: unknown;
}

/**
 * A parameter for the description of the api alone: everything passes here, and what it may hold is checked by its own
 * reader, which says in words what is wrong, in the reader's language.
 */
export const parameter = (described: Described) => z.unknown().optional().meta(described);

/** A number in its range, with its unit. */
export const numberParameter = ({ says, unit, min, max, usual, whole }: Parameter) =>
  parameter({
    description: unit === '' ? says : `${says}; ${unit}`,
    type: whole ? 'integer' : 'number',
    minimum: min,
    maximum: max,
    default: usual,
  });

const words = (known: readonly string[]): string => `(${known.join('|')})`;
const listOf = (item: string, most = 200): string => `^${item}(,${item}){0,${most - 1}}$`;
const NAME = '[^,]{1,64}';

/** What may be asked of an address that has a filter. What the patterns say is what the contract's `parseFilter` reads. */
export const FilterQuery = z.looseObject({
  from: parameter({
    description: 'first local day, inclusive; no later than `to`',
    type: 'string',
    format: 'date',
    examples: ['2026-08-24'],
  }),
  to: parameter({
    description: 'last local day, inclusive',
    type: 'string',
    format: 'date',
    examples: ['2026-11-21'],
  }),
  hod: parameter({
    description: 'hours of the day, local, from–to; 22-02 runs past midnight. Rows without an hour are left out',
    type: 'string',
    pattern: '^([01]?[0-9]|2[0-3])-([01]?[0-9]|2[0-4])$',
    examples: ['22-02'],
  }),
  dow: parameter({
    description: 'ISO weekdays with commas, 1 = Monday, 7 = Sunday',
    type: 'string',
    pattern: listOf('[1-7]'),
    examples: ['5,6'],
  }),
  cat: parameter({
    description: 'codes of offence categories with commas, 200 at most; `-` for no category at all',
    type: 'string',
    pattern: listOf(NAME),
    examples: ['robbery_personal,assault_outdoors'],
  }),
  place: parameter({
    description: 'short names of places with commas, 200 at most; inside any of them',
    type: 'string',
    pattern: listOf(NAME),
    examples: ['valsta-centrum'],
  }),
  area: parameter({
    description: 'short names of study areas with commas, 200 at most; inside any of them',
    type: 'string',
    pattern: listOf(NAME),
    examples: ['marsta'],
  }),
  discovery: parameter({
    description: 'who brought it to light, with commas, or all; missing: resident_reported and unknown',
    type: 'string',
    pattern: `^all$|${listOf(words(DISCOVERIES))}`,
    examples: ['all', 'police_discovered'],
  }),
  precision: parameter({
    description: 'how exactly the place is known, with commas, or all; missing: all',
    type: 'string',
    pattern: `^all$|${listOf(words(PRECISIONS))}`,
    examples: ['point,segment'],
  }),
  unit: parameter({
    description: 'what is counted: reports (rows of one report at one place count once) or rows',
    type: 'string',
    enum: ['report', 'row'],
    default: 'report',
  }),
});

/** For answers that a cache may keep: a client that knows its data version sends it, and never meets an older answer. */
export const VERSION_PARAMETER = {
  v: parameter({
    description: 'the data version the client has, to keep answers apart in caches; it doesn’t choose what is answered',
    type: 'string',
    pattern: '^[0-9]{1,15}$',
    examples: ['4'],
  }),
};

const DEGREES = '-?[0-9]{1,3}(\\.[0-9]{1,12})?';

export const boxParameter = (missing: string) =>
  parameter({
    description: `west,south,east,north; degrees, WGS 84; missing: ${missing}`,
    type: 'string',
    pattern: `^${DEGREES}(,${DEGREES}){3}$`,
    examples: ['17.80,59.60,17.90,59.65'],
  });
