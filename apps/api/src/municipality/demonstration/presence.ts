import type { NewPermitArea, NewUnit, NewVisitOf, PlannedVisits, Zone } from '@lagesbild/contract';
import { dayNumber, dayText, lastSundayBefore } from './clock.ts';
import { type Random, seededRandom, uuidFrom } from './random.ts';

/** Made-up presence: where it is planned, who is out, what was planned and what was done. Every name says that it is made up. */
export interface DemonstrationPresence {
  readonly plan: { readonly plan_id: string; readonly name: string; readonly saved_on: string };
  readonly zones: readonly Zone[];
  readonly units: readonly (NewUnit & { readonly unit_id: string })[];
  readonly permit: NewPermitArea & { readonly permit_id: string };
  /** one for each week; order: week */
  readonly weeks: readonly { readonly week: string; readonly lines: readonly PlannedVisits[] }[];
  readonly visits: readonly (NewVisitOf & { readonly visit_id: string; readonly zone_name: string })[];
}

/** The permit's number: nothing else of its row says that it is made up. */
export const DEMONSTRATION_PERMIT = '6d0e5f0a-30b4-4f3a-9a57-2b1f6e0c7d11';

const WEEKS_BACK = 6;
const WEEKS_AHEAD = 1;
const METRES_A_DEGREE = 111_195;
const CORNER_DECIMALS = 6;

type Corner = readonly [east_m: number, north_m: number];

/** A ring of corners round a point, closed and against the clock. */
function outlineRound([lon, lat]: readonly [number, number], corners: readonly Corner[]): Zone['outline'] {
  const across = METRES_A_DEGREE * Math.cos((lat * Math.PI) / 180);
  const degrees = (value: number): number => Number(value.toFixed(CORNER_DECIMALS));
  const ring = corners.map(([east, north]): [number, number] => [
    degrees(lon + east / across),
    degrees(lat + north / METRES_A_DEGREE),
  ]);
  return { type: 'MultiPolygon', coordinates: [[[...ring, ring[0]!]]] };
}

interface PlannedZone {
  readonly name: string;
  readonly origin: Zone['origin'];
  readonly why: string;
  readonly at: readonly [lon: number, lat: number];
  readonly corners: readonly Corner[];
  /** what is seen there, the usual first */
  readonly seen: NewVisitOf['seen'];
  /** share of what is planned that is done */
  readonly done: number;
}

const ZONES = {
  valsta: {
    ...{ name: 'Valsta centrum', origin: 'hot_spot', at: [17.8279, 59.6152], done: 0.88 },
    why: 'Bråk och skadegörelse på kvällar och helger. Pekas ut i överenskommelsen.',
    corners: [[-230, -190], [-60, -230], [190, -150], [240, 60], [130, 230], [-120, 240], [-250, 60]], // biome-ignore format: corners
    seen: ['talked_with_people', 'many_people', 'disturbance', 'calm'],
  },
  station: {
    ...{ name: 'Märsta station', origin: 'hot_spot', at: [17.8606, 59.6279], done: 0.93 },
    why: 'Hot och öppen droghandel vid bussarna, mest torsdag till lördag efter 19. Fler har berättat om otrygghet här än någon annanstans.',
    corners: [[-110, -260], [90, -240], [140, -20], [120, 200], [-40, 240], [-140, 80]], // biome-ignore format: corners
    seen: ['many_people', 'drunkenness', 'drug_dealing', 'talked_with_people'],
  },
  centrum: {
    ...{ name: 'Märsta centrum', origin: 'place', at: [17.8562, 59.6215], done: 0.8 },
    why: 'Stölder på dagen och stök när krogen stänger.',
    corners: [[-190, -170], [120, -200], [230, -60], [210, 130], [40, 210], [-170, 150]], // biome-ignore format: corners
    seen: ['calm', 'many_people', 'damage'],
  },
  path: {
    ...{ name: 'Gångstråket mot Valsta', origin: 'drawn', at: [17.8459, 59.6243], done: 0.5 },
    why: 'Mörkt och öde på kvällen. Många berättar om otrygghet, lite är anmält.',
    corners: [[-260, -60], [-40, -90], [250, 40], [230, 120], [-30, 10], [-240, 40]], // biome-ignore format: corners
    seen: ['dark', 'calm', 'litter'],
  },
  town: {
    ...{ name: 'Stora gatan i Sigtuna', origin: 'place', at: [17.7205, 59.6171], done: 0.76 },
    why: 'Krogkvällar och buskörning längs kajen.',
    corners: [[-260, -70], [-40, -90], [220, -20], [230, 90], [10, 60], [-240, 30]], // biome-ignore format: corners
    seen: ['calm', 'many_people', 'reckless_driving'],
  },
  rosersberg: {
    ...{ name: 'Rosersbergs station', origin: 'place', at: [17.8799, 59.5834], done: 0.7 },
    why: 'Skadegörelse och stölder vid cykelparkeringen.',
    corners: [[-120, -130], [130, -140], [170, 90], [-20, 150], [-150, 60]], // biome-ignore format: corners
    seen: ['calm', 'damage', 'dark'],
  },
} as const satisfies Record<string, PlannedZone>;
type ZoneKey = keyof typeof ZONES;

const UNITS = {
  field: { name: 'Fältgruppen (påhittad)', organisation_kind: 'municipality', kind: 'faltare', size: 8 },
  hosts: { name: 'Trygghetsvärdarna (påhittade)', organisation_kind: 'municipality', kind: 'trygghetsvard', size: 6 },
  order: { name: 'Ordningsvakterna (påhittade)', organisation_kind: 'other', kind: 'ordningsvakt', size: 10 },
  guards: { name: 'Stationsväktarna (påhittade)', organisation_kind: 'other', kind: 'vaktare', size: 7 },
  police: { name: 'Yttre grupp 2 (påhittad)', organisation_kind: 'police', kind: 'police', size: 14 },
} as const satisfies Record<string, NewUnit>;
type UnitKey = keyof typeof UNITS;

type Line = readonly [
  zone: ZoneKey,
  unit: UnitKey,
  weekdays: readonly number[],
  from_h: number,
  to_h: number,
  minutes: number,
  visits: number,
];

const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 2, 3, 4, 5] as const;

/** A usual week. */
const LINES: readonly Line[] = [
  ['valsta', 'field', [WEDNESDAY, THURSDAY], 17, 21, 15, 2],
  ['valsta', 'field', [FRIDAY, SATURDAY], 18, 23, 15, 3],
  ['valsta', 'police', [FRIDAY, SATURDAY], 21, 25, 10, 2],
  ['station', 'guards', [THURSDAY, FRIDAY, SATURDAY], 19, 24, 15, 3],
  ['station', 'order', [FRIDAY, SATURDAY], 20, 26, 15, 4],
  ['station', 'hosts', [MONDAY, WEDNESDAY], 15, 18, 15, 1],
  ['centrum', 'order', [FRIDAY, SATURDAY], 20, 26, 15, 2],
  ['centrum', 'field', [TUESDAY], 16, 20, 15, 2],
  ['path', 'hosts', [MONDAY, TUESDAY, WEDNESDAY, THURSDAY], 16, 19, 10, 1],
  ['town', 'police', [FRIDAY, SATURDAY], 22, 26, 15, 1],
  ['rosersberg', 'guards', [TUESDAY, THURSDAY], 16, 19, 15, 1],
];

const WEEK_HOURS = 168;
/** Friday and Saturday from 16 to 04. */
const PERMIT_HOURS = Array.from({ length: WEEK_HOURS }, (_, hour) =>
  [FRIDAY, SATURDAY].some((day) => hour >= day * 24 + 16 && hour < day * 24 + 28) ? '1' : '0',
).join('');

const VISIT_KINDS: readonly NewVisitOf['kind'][] = ['foot', 'vehicle', 'still'];

/**
 * Six zones of Sigtuna, five units, a permit area, and eight weeks: six that are over, this one up to yesterday, and the next. More was
 * planned than was done, and least is done where the unease is largest beside what is recorded. Nobody has been anywhere.
 *
 * @param until  today; the same day gives the same presence
 */
export function generatePresence(until: string): DemonstrationPresence {
  const random = seededRandom(2023);
  const today = dayNumber(until);
  const monday = lastSundayBefore(today) + 1;
  const plan_id = uuidFrom(random);
  const zones = Object.entries(ZONES).map(([key, { name, origin, why, at, corners }]) => ({
    key,
    zone: { zone_id: uuidFrom(random), name, origin, why, outline: outlineRound(at, corners) },
  }));
  const units = Object.entries(UNITS).map(([key, unit]) => ({ key, unit: { unit_id: uuidFrom(random), ...unit } }));
  const zoneOf = (key: ZoneKey): Zone => zones.find((one) => one.key === key)!.zone;
  const unitOf = (key: UnitKey): string => units.find((one) => one.key === key)!.unit.unit_id;
  const usual = LINES.flatMap(([zone, unit, weekdays, from_h, to_h, minutes, visits]) =>
    weekdays.map((day) => ({
      zone,
      line: {
        ...{ zone_id: zoneOf(zone).zone_id, unit_id: unitOf(unit), weekday: day },
        ...{ from_minute: from_h * 60, to_minute: to_h * 60, minutes, visits },
      },
    })),
  );
  const weeks = Array.from({ length: WEEKS_BACK + 1 + WEEKS_AHEAD }, (_, i) => monday + 7 * (i - WEEKS_BACK));
  const saved = dayText(weeks[0]! - 10);
  return {
    plan: { plan_id, name: 'Kvällar och helger (påhittad)', saved_on: saved },
    zones: zones.map(({ zone }) => zone),
    units: units.map(({ unit }) => unit),
    permit: {
      ...{ permit_id: DEMONSTRATION_PERMIT, name: 'Märsta centrum och station (påhittat)' },
      ...{ decision: 'Påhittat beslut', hours: PERMIT_HOURS },
      ...{ valid_from: saved, valid_to: dayText(weeks[0]! + 2 * 364) },
      outline: outlineRound(
        [17.8584, 59.6247],
        [[-380, -600], [160, -620], [360, -100], [330, 640], [-60, 640], [-140, 120], [-380, -120]], // biome-ignore format: corners
      ),
    },
    weeks: weeks.map((week) => ({ week: dayText(week), lines: usual.map(({ line }) => line) })),
    visits: weeks.flatMap((week) =>
      usual
        .filter(({ line }) => week + line.weekday < today)
        .flatMap(({ zone, line }) => made(random, week, ZONES[zone], line)),
    ),
  };
}

/** What became of a line: some visits weren't made, the others spread over its hours. */
function made(random: Random, week: number, zone: PlannedZone, line: PlannedVisits): DemonstrationPresence['visits'] {
  const { zone_id, unit_id, from_minute, to_minute, visits } = line;
  const share = (to_minute - from_minute) / visits;
  return Array.from({ length: visits }, (_, nth) => {
    const isDone = random.next() < zone.done;
    const minutes = Math.max(5, line.minutes + 5 * (random.pick([1, 4, 2]) - 1));
    const start = from_minute + share * nth + random.next() * (share - minutes);
    const [day, minute] = [week + line.weekday + Math.floor(start / 1440), Math.floor((start % 1440) / 5) * 5];
    const kind = VISIT_KINDS[random.pick([8, 2, 1])]!;
    const seen = zone.seen.filter((_one, usual) => random.next() < 0.5 / (1 + usual));
    const visit = { zone_id, unit_id, started_on: dayText(day), from_minute: minute, minutes, kind, seen };
    return { isDone, visit: { visit_id: uuidFrom(random), zone_name: zone.name, ...visit } };
  }).flatMap(({ isDone, visit }) => (isDone ? [visit] : []));
}
