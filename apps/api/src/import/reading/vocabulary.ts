import type { CountingUnit, Discovery, Precision } from '@lagesbild/contract';
import { comparable } from './category.ts';

/** Words that files use for who brought an incident to light. */
const DISCOVERY_WORDS: Readonly<Record<string, Discovery>> = {
  resident_reported: 'resident_reported',
  anmäld: 'resident_reported',
  anmälan: 'resident_reported',
  allmänheten: 'resident_reported',
  enskild: 'resident_reported',
  målsägande: 'resident_reported',
  boende: 'resident_reported',
  public: 'resident_reported',
  resident: 'resident_reported',
  reported: 'resident_reported',
  partner_observed: 'partner_observed',
  ordningsvakt: 'partner_observed',
  väktare: 'partner_observed',
  skola: 'partner_observed',
  skolan: 'partner_observed',
  fastighetsägare: 'partner_observed',
  kommunen: 'partner_observed',
  partner: 'partner_observed',
  police_discovered: 'police_discovered',
  polis: 'police_discovered',
  polisen: 'police_discovered',
  egeninitierad: 'police_discovered',
  spaning: 'police_discovered',
  police: 'police_discovered',
  proactive: 'police_discovered',
  unknown: 'unknown',
  okänd: 'unknown',
  okänt: 'unknown',
};

const PRECISION_WORDS: Readonly<Record<string, Precision>> = {
  point: 'point',
  punkt: 'point',
  adress: 'point',
  address: 'point',
  segment: 'segment',
  gata: 'segment',
  street: 'segment',
  sträcka: 'segment',
  area: 'area',
  område: 'area',
  municipality: 'municipality',
  kommun: 'municipality',
  county: 'county',
  län: 'county',
};

const UNIT_WORDS: Readonly<Record<string, CountingUnit>> = {
  event: 'event',
  händelse: 'event',
  händelser: 'event',
  report: 'report',
  anmälan: 'report',
  anmälningar: 'report',
  offence: 'offence',
  brott: 'offence',
};

/** @returns null for an empty or unknown word */
export function readCountingUnit(value: string): CountingUnit | null {
  const word = comparable(value);
  return Object.hasOwn(UNIT_WORDS, word) ? (UNIT_WORDS[word] as CountingUnit) : null;
}

/** @returns null for an empty or unknown word */
export function readDiscovery(value: string): Discovery | null {
  const word = comparable(value);
  return Object.hasOwn(DISCOVERY_WORDS, word) ? (DISCOVERY_WORDS[word] as Discovery) : null;
}

/** @returns null for an empty or unknown word */
export function readPrecision(value: string): Precision | null {
  const word = comparable(value);
  return Object.hasOwn(PRECISION_WORDS, word) ? (PRECISION_WORDS[word] as Precision) : null;
}
