import type { NewDialogue, NewSurvey } from '@lagesbild/contract';
import { ANCHORS, type Anchor, type District, type Kind } from './anchors.ts';
import { dayNumber, dayText } from './clock.ts';
import { type Random, seededRandom } from './random.ts';

/** A made-up flag; where it is is told to a cell or a place when it is stored, as a resident's telephone does. */
export interface DemonstrationFlag {
  /** months before the last whole one, 0 to MONTHS − 1 */
  readonly age: number;
  readonly place: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly kind: 'feels' | 'happened';
  readonly feeling: 'unsafe' | 'safe';
  readonly times: readonly string[];
  readonly days: string;
  readonly often: string;
  readonly strength: number;
  readonly reasons: readonly string[];
  readonly helps: readonly string[];
  readonly reported: string | null;
  readonly why_not: readonly string[];
  /** flags that came together, by their number; null: alone */
  readonly burst: number | null;
}

export interface DemonstrationPerception {
  readonly flags: readonly DemonstrationFlag[];
  readonly dialogues: readonly NewDialogue[];
  readonly surveys: readonly NewSurvey[];
}

/** Whole months that residents have been able to tell of places. */
export const MONTHS = 24;
const FLAGS = 1100;

/** Quiet places that many are uneasy at: a foot tunnel, a path through a wood, a footbridge. Invented, like the unease. */
export const FELT_MORE: readonly (readonly [lon: number, lat: number])[] = [
  [17.8459, 59.6243],
  [17.8164, 59.6134],
  [17.7079, 59.6232],
];
const AT_EACH = 45;

const NAMED: Partial<Record<District, string>> = {
  station: 'marsta-station',
  centrum: 'marsta-centrum',
  valsta: 'valsta-centrum',
};
const OF_KIND: Readonly<Record<Kind, number>> = {
  ...{ station: 3, centre: 2, street: 1.5, school: 1.1, homes: 0.7, works: 0.2, sport: 0.8, airport: 0, rural: 0.1 },
};
/** How much is said, against what is recorded: in the middle of town people feel at home. */
const OF_DISTRICT: Partial<Record<District, number>> = { valsta: 1.5, station: 1.3, centrum: 0.22, arlanda: 0 };

const UNSAFE: Readonly<Record<string, readonly (readonly [code: string, weight: number])[]>> = {
  lively: [
    ...([
      ['intimidating', 4],
      ['open_dealing', 4],
      ['drunk', 5],
      ['fights', 3],
      ['threats', 2],
      ['harassment', 2],
    ] as const),
    ...([
      ['dark', 2],
      ['litter', 2],
      ['reckless_driving', 2],
    ] as const),
  ],
  quiet: [
    ...([
      ['dark', 6],
      ['deserted', 5],
      ['poor_sight', 4],
      ['litter', 2],
      ['damage', 2],
    ] as const),
    ...([
      ['reckless_driving', 2],
      ['unsafe_crossing', 2],
      ['intimidating', 1],
      ['drunk', 1],
    ] as const),
  ],
};
const SAFE = ['people_around', 'well_lit', 'open_view', 'cared_for', 'staff_present'] as const;
const HELPS = ['light', 'adults', 'cleaning', 'other_help'] as const;
const WHY_NOT = [
  ...([
    ['no_use', 5],
    ['consequences', 3],
    ['wont_snitch', 2],
    ['no_trust', 3],
    ['not_serious', 3],
  ] as const),
  ...([
    ['unsure_crime', 2],
    ['not_how', 1],
    ['rather_not', 1],
    ['someone_else', 1],
    ['handled', 1],
  ] as const),
];

const one = <T>(random: Random, from: readonly (readonly [T, number])[]): T =>
  from[random.pick(from.map(([, weight]) => weight))]![0];
const some = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random.next() * from.length)]!;

/**
 * Two years of what residents and meetings would say, made up: the same for the same seed. People say most where most happens, but
 * for the places above, so that the gap map has something to find; of what happened, less is reported in Valsta than elsewhere.
 */
export function generatePerception({ seed = 2019, until }: { seed?: number; until: string }): DemonstrationPerception {
  const random = seededRandom(seed + 1);
  const weights = ANCHORS.map(({ kind, weight, district }) => OF_KIND[kind] * weight * (OF_DISTRICT[district] ?? 1));
  const flags = Array.from({ length: FLAGS }, () => flagAt(random, ANCHORS[random.pick(weights)]!));
  for (const [lon, lat] of FELT_MORE)
    for (let n = 0; n < AT_EACH; n++)
      flags.push({
        ...flagAt(random, quietAt(lon, lat)),
        feeling: 'unsafe',
        kind: 'feels',
        reported: null,
        why_not: [],
        place: null,
      });
  // A class that flags the way to its school together, in one lesson.
  const school = ANCHORS.find(({ kind, district }) => kind === 'school' && district === 'steninge')!;
  for (let pupil = 0; pupil < 26; pupil++)
    flags.push({
      ...flagAt(random, { ...school, spread_m: 1 }),
      age: 0,
      place: null,
      kind: 'feels',
      feeling: 'unsafe',
      reported: null,
      why_not: [],
      reasons: ['dark', 'unsafe_crossing'],
      burst: 1,
    });
  return { flags, dialogues: meetings(random, until), surveys: surveysOf(until) };
}

const quietAt = (lon: number, lat: number): Anchor => ({
  ...{ lon, lat, spread_m: 12, kind: 'homes', district: 'marsta', weight: 1 },
});

function spotNear(random: Random, { lon, lat, spread_m }: Anchor): readonly [number, number] {
  const north = (random.normal() * spread_m) / 111_195;
  return [lon + (random.normal() * spread_m) / (111_195 * Math.cos((lat * Math.PI) / 180)), lat + north];
}

function timesOf(random: Random): string[] {
  const roll = random.next();
  if (roll < 0.45) return ['evening', 'night'];
  if (roll < 0.7) return ['evening'];
  if (roll < 0.85) return ['night'];
  return roll < 0.95 ? ['day'] : ['morning'];
}

function flagAt(random: Random, anchor: Anchor): DemonstrationFlag {
  const [lon, lat] = spotNear(random, anchor);
  const feeling = random.next() < 0.16 ? 'safe' : 'unsafe';
  const kind = feeling === 'unsafe' && random.next() < 0.34 ? 'happened' : 'feels';
  const lively = ['station', 'centre', 'street'].includes(anchor.kind);
  const reasons = feeling === 'safe' ? [some(random, SAFE)] : [one(random, UNSAFE[lively ? 'lively' : 'quiet']!)];
  const second = feeling === 'safe' ? some(random, SAFE) : one(random, UNSAFE[lively ? 'lively' : 'quiet']!);
  if (random.next() < 0.5 && !reasons.includes(second)) reasons.push(second);
  const silent = anchor.district === 'valsta' ? 0.74 : anchor.district === 'station' ? 0.6 : 0.46;
  const reported = kind === 'feels' ? null : random.next() < 0.08 ? 'unsure' : random.next() < silent ? 'no' : 'yes';
  const named = NAMED[anchor.district];
  return {
    age: Math.floor(random.next() * MONTHS),
    place:
      named !== undefined && (anchor.kind === 'centre' || anchor.kind === 'station') && random.next() < 0.35
        ? named
        : null,
    ...{ lon, lat, kind, feeling, reasons, reported },
    times: timesOf(random),
    days: some(random, ['weekday', 'weekend', 'both', 'both']),
    often: random.next() < 0.7 ? 'often' : 'once',
    strength: 1 + random.pick([2, 4, 2]),
    helps: feeling === 'safe' ? [] : [some(random, HELPS)],
    why_not: reported === 'no' ? [one(random, WHY_NOT)] : [],
    burst: null,
  };
}

const GROUPS = [
  ...(['pupils', 'older_people', 'parents', 'residents', 'association', 'women', 'young_people', 'traders'] as const),
];
const STAFF_GROUPS = ['field_staff', 'school_staff', 'property_staff', 'transport_staff'] as const;
const WHERE: readonly District[] = ['valsta', 'station', 'marsta', 'centrum', 'steninge', 'sigtuna', 'rosersberg'];
const EVERY_DAYS = 47;

/** A meeting every seventh week, every third with people who work here. */
function meetings(random: Random, until: string): NewDialogue[] {
  const last = dayNumber(until);
  return Array.from({ length: 15 }, (_, n) => {
    const district = WHERE[n % WHERE.length]!;
    const staff = n % 3 === 2;
    const anchors = ANCHORS.filter((anchor) => anchor.district === district && OF_KIND[anchor.kind] > 0.1);
    const marks = Array.from({ length: 5 + Math.floor(random.next() * 8) }, (_, m) => {
      const anchor = some(random, anchors);
      const flag = flagAt(random, { ...anchor, spread_m: anchor.spread_m * 0.6 });
      return {
        geometry: m % 4 === 3 ? areaRound(flag.lon, flag.lat, 60 + random.next() * 60) : pointAt(flag.lon, flag.lat),
        ...{ feeling: flag.feeling, reasons: [...flag.reasons], weightiest: flag.reasons[0]! },
        ...{
          times: [...flag.times] as NewDialogue['marks'][number]['times'],
          days: flag.days as 'both',
          strength: flag.strength,
        },
      };
    });
    return {
      channel: staff ? 'employee_dialogue' : 'citizen_dialogue',
      held_on: dayText(last - 20 - n * EVERY_DAYS),
      place: NAMED[district] ?? null,
      group: staff ? some(random, STAFF_GROUPS) : GROUPS[n % GROUPS.length]!,
      took_part: 6 + Math.floor(random.next() * 20),
      notes: 'Påhittat möte (demonstration).',
      marks,
    };
  });
}

const round = (degrees: number): number => Number(degrees.toFixed(6));
const pointAt = (lon: number, lat: number) => ({
  type: 'Point' as const,
  coordinates: [round(lon), round(lat)] as [number, number],
});

/** A hexagon, as a finger would draw round a place. */
function areaRound(lon: number, lat: number, radius_m: number) {
  const ring = Array.from({ length: 6 }, (_, i): [number, number] => {
    const [east, north] = [Math.cos((i * Math.PI) / 3) * radius_m, Math.sin((i * Math.PI) / 3) * radius_m];
    return [round(lon + east / (111_195 * Math.cos((lat * Math.PI) / 180))), round(lat + north / 111_195)];
  });
  return { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] };
}

/** Two years of one question, by part of town; the figures are made up, and their intervals follow from them. */
function surveysOf(until: string): NewSurvey[] {
  const year = Number(until.slice(0, 4)) - 1;
  const areas = [
    ...([
      ['Märsta', 'marsta', 0.34, 610],
      ['Valsta centrum', 'valsta-centrum', 0.47, 96],
    ] as const),
    ...([
      ['Sigtuna stad', 'sigtuna-stad', 0.19, 240],
      ['Rosersberg', 'rosersberg', 0.21, 88],
    ] as const),
    ...([['Steninge', 'steninge', 0.18, 112]] as const),
  ];
  return [year - 1, year].map((asked, later) => ({
    question: 'Hur ofta känner du dig otrygg ute sen kväll där du bor? (ofta eller ibland)',
    year: asked,
    source: 'Demonstration (syntetiska data)',
    results: areas.map(([area, place, share, n]) => {
      const now = Number((share + (later ? 0 : place === 'valsta-centrum' ? 0.06 : -0.02)).toFixed(3));
      const half = 1.96 * Math.sqrt((now * (1 - now)) / n);
      const bound = (value: number): number => Number(Math.min(1, Math.max(0, value)).toFixed(3));
      return { area, place, share: now, n, low: bound(now - half), high: bound(now + half) };
    }),
  }));
}
