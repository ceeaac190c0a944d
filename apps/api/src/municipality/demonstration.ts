import type { CountingUnit, Discovery, Precision, TimePrecision } from '@lagesbild/contract';
import { type Addresses, drawAddresses, type Spot, scatter } from './demonstration/addresses.ts';
import { ANCHORS, type Kind } from './demonstration/anchors.ts';
import { dayNumber, dayText, lastSundayBefore, stockholmDay, stockholmToUtc, weekday } from './demonstration/clock.ts';
import { roundTheCorner } from './demonstration/displaced.ts';
import { OFFENCES, type Offence } from './demonstration/offences.ts';
import { type Random, seededRandom } from './demonstration/random.ts';
import { anchorTrend, seasonFactor } from './demonstration/shift.ts';
import { PROFILES, type WeekProfile } from './demonstration/weeks.ts';

/** One made-up incident; the same fields as a row that an import has read. */
export interface DemonstrationIncident {
  kind: 'incident';
  row: number;
  id: string;
  /** Milliseconds since 1970, UTC. */
  occurred_from: number;
  occurred_to: number | null;
  time_precision: TimePrecision;
  reported_at: number | null;
  /** YYYY-MM-DD. */
  registered: string;
  source_category: string | null;
  category: string;
  lon: number | null;
  lat: number | null;
  precision: Precision;
  discovery: Discovery;
  counting_unit: CountingUnit;
  report: string | null;
  stray: boolean;
}

export interface DemonstrationOptions {
  /** Same seed and same last day, same incidents. */
  seed?: number;
  /** YYYY-MM-DD: today. The five years end at the last whole week before it; what wasn't registered by it is missing. */
  until: string;
}

const WEEKS = 261;
/** Brings the sum of the yearly figures, and the series they start, to about 25,000 in five years. */
const VOLUME = 0.87;
const DAY_MIN = 1440;
const MINUTE_MS = 60_000;

type Made = Omit<DemonstrationIncident, 'row' | 'id'>;

/** What a kind of place does to the hours of the week: schools live by day, the airport by departures. */
const PROFILE_OF_PLACE = { school: 'school', airport: 'airport' } as const;

/**
 * Five years of synthetic incidents for Sigtuna: no row describes anything that happened. They lie round known stops
 * and schools, keep to evenings, weekends and seasons, come in late and in series as real ones do, fall in Valsta after
 * a measure, move round the corner while there are cameras and rise at the station, so that every view of the product has something to show.
 *
 * @returns incidents in order of time, about 25,000
 */
export function* generateDemonstration({ seed = 2019, until }: DemonstrationOptions): Generator<DemonstrationIncident> {
  const today = dayNumber(until);
  const firstMonday = lastSundayBefore(today) + 1 - WEEKS * 7;
  const random = seededRandom(seed);
  const addresses = drawAddresses(random);
  const made: Made[] = [];
  let report = 0;
  const reportNumber = (): string => `DEMO-${String(++report).padStart(6, '0')}`;
  const mood = new Map<string, number>();
  for (let week = 0; week < WEEKS; week++) {
    const monday = firstMonday + week * 7;
    for (const district of new Set(ANCHORS.map((anchor) => anchor.district)))
      mood.set(district, 0.6 * (mood.get(district) ?? 0) + 0.13 * random.normal());
    for (const offence of OFFENCES) {
      const base = ANCHORS.map((anchor) => anchor.weight * (offence.at[anchor.kind] ?? 0));
      const weights = base.map((weight, index) => {
        const anchor = ANCHORS[index]!;
        const trend = anchorTrend(anchor.district, offence, (week + 0.5) / WEEKS, WEEKS);
        return weight * trend * Math.exp(mood.get(anchor.district) ?? 0);
      });
      const expected =
        ((VOLUME * offence.yearly) / 52.18) * seasonFactor(offence, monday + 3) * (sum(weights) / sum(base));
      for (let n = random.poisson(expected); n > 0; n--) {
        const at = random.pick(weights);
        made.push(...happen(random, offence, ANCHORS[at]!.kind, addresses[at]!, monday, reportNumber));
      }
    }
  }
  const end = stockholmToUtc((lastSundayBefore(today) + 1) * DAY_MIN);
  const known = made
    .filter((incident) => incident.registered <= until && incident.occurred_from < end)
    .map((incident) => roundTheCorner(incident, end))
    .sort((a, b) => a.occurred_from - b.occurred_from);
  for (const [index, incident] of known.entries())
    yield { ...incident, row: index + 1, id: `DEMO-${String(index + 1).padStart(5, '0')}` };
}

/** One happening: a row, several rows of one report, or a burglary and the next ones nearby. */
function happen(
  random: Random,
  offence: Offence,
  kind: Kind,
  { spots, weights }: Addresses,
  monday: number,
  number: () => string,
): Made[] {
  const place = offence.precision === undefined ? scatter(random, spots[random.pick(weights)]!, 9) : null;
  const start = drawStart(random, weekProfile(random, offence, kind), monday);
  const first = incident(random, offence, place, start, offence.unit === 'report' ? number() : null);
  if (random.next() < (offence.series ?? 0)) {
    // One night's cars or walls: one report, an offence a row, at one place.
    const offences = 3 + Math.floor(random.next() ** 2 * 10);
    return Array.from({ length: offences }, () => ({ ...first, counting_unit: 'offence' as const }));
  }
  if (offence.category === 'assault_outdoors' && random.next() < 0.08)
    return [first, { ...first, category: 'threat' }].map((row) => ({ ...row, counting_unit: 'offence' as const }));
  if (offence.category === 'burglary_home' && place !== null && random.next() < 0.14) {
    // Burglars come back: within two weeks and a few hundred metres.
    const later = start + Math.round(random.between(1, 13) * DAY_MIN);
    return [first, incident(random, offence, scatter(random, place, 70), later, number())];
  }
  return [first];
}

function incident(random: Random, offence: Offence, place: Spot | null, start: number, report: string | null): Made {
  const length = Math.round((offence.interval_h ?? 0) * 60 * Math.exp(0.45 * random.normal()));
  const roll = random.next();
  const time_precision: TimePrecision = roll < 0.82 ? 'minute' : roll < 0.96 ? 'hour' : 'day';
  const grain = { minute: 5, hour: 60, day: DAY_MIN, month: DAY_MIN }[time_precision];
  const from = Math.floor(start / grain) * grain;
  const occurred_from = stockholmToUtc(from);
  const occurred_to = length > 0 ? occurred_from + Math.ceil(length / 5) * 5 * MINUTE_MS : null;
  const known = Math.max(occurred_to ?? occurred_from, stockholmToUtc(start));
  const delay_min = Math.round(offence.delay_days * DAY_MIN * Math.exp(0.9 * random.normal()) + random.between(2, 25));
  const reported_at = known + delay_min * MINUTE_MS;
  const entered = stockholmDay(reported_at) + (offence.unit === 'event' ? 0 : Math.floor(random.next() ** 2 * 4));
  return {
    kind: 'incident',
    occurred_from,
    occurred_to,
    time_precision,
    reported_at,
    registered: dayText(offence.unit === 'event' ? entered : workday(entered)),
    source_category: null,
    category: offence.category,
    lon: place?.lon ?? null,
    lat: place?.lat ?? null,
    precision: offence.precision ?? (random.next() < 0.06 ? 'segment' : 'point'),
    discovery: drawDiscovery(random, offence),
    counting_unit: offence.unit,
    report,
    stray: false,
  };
}

/** What a report taken at the weekend says more often than not: entered on Monday. */
const workday = (day: number): number => (weekday(day) < 5 ? day : day + 7 - weekday(day));

/** Minutes on the local wall clock. */
function drawStart(random: Random, profile: WeekProfile, monday: number): number {
  return (monday * 24 + random.pick(profile)) * 60 + Math.floor(random.next() * 60);
}

function weekProfile(random: Random, offence: Offence, kind: Kind): WeekProfile {
  const own = PROFILES[offence.profile];
  if (kind !== 'school' && kind !== 'airport') return own;
  return random.next() < 0.65 && offence.profile !== 'overnight' ? PROFILES[PROFILE_OF_PLACE[kind]] : own;
}

function drawDiscovery(random: Random, { discovery }: Offence): Discovery {
  const entries = Object.entries(discovery) as [Discovery, number][];
  return entries[random.pick(entries.map(([, share]) => share))]![0];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
