import type { KeptRevisit, NewWalk, NewWalkObservation, WalkStatus } from '@lagesbild/contract';
import { dayNumber, dayText, lastSundayBefore } from './clock.ts';
import { seededRandom, uuidFrom } from './random.ts';

/** Something made up that was seen, and what became of it. */
export interface DemonstrationObservation extends NewWalkObservation {
  readonly observation_id: string;
  readonly status: WalkStatus;
  readonly because: string;
  /** kind of the demonstration's action that it was made into */
  readonly made_into: string | null;
  readonly revisits: readonly KeptRevisit[];
}

/** A made-up safety walk. */
export interface DemonstrationWalk extends NewWalk {
  readonly walk_id: string;
  readonly observations: readonly DemonstrationObservation[];
}

type Position = [lon: number, lat: number];
type Seen = Omit<DemonstrationObservation, 'observation_id' | 'stop_id' | 'weightiest' | 'revisits'> & {
  readonly stop: number;
  /** how it was at the one look so far, where anybody looked */
  readonly looked: KeptRevisit['state'] | null;
};

const unsafe: Pick<Seen, 'feeling' | 'times' | 'because' | 'made_into'> = {
  ...{ feeling: 'unsafe', times: ['evening', 'night'], because: '', made_into: null },
};
const safe: Omit<Seen, 'stop' | 'precision' | 'reasons'> = {
  ...{ ...unsafe, feeling: 'safe', strength: null, manager: null, note: '', status: 'open', looked: null },
};

const VALSTA = {
  route: [
    [17.8263, 59.6141],
    [17.8272, 59.6147],
    [17.8279, 59.6152],
    [17.8286, 59.6156],
    [17.8291, 59.6163],
    [17.8284, 59.6171],
  ] as Position[],
  stops: [
    ['Busshållplatsen', [17.8263, 59.6141]],
    ['Gången mellan affärerna', [17.8272, 59.6147]],
    ['Torget', [17.8279, 59.6152]],
    ['Parkeringen bakom centrum', [17.8286, 59.6156]],
    ['Gångvägen mot skolan', [17.8284, 59.6171]],
  ] as [string, Position][],
  seen: [
    {
      ...{ stop: 0, precision: 'point', ...unsafe, reasons: ['dark', 'poor_sight'], strength: 2, manager: 'lighting' },
      ...{ note: 'Två lampor är släckta, och buskar skymmer kuren.', status: 'done', looked: 'mended' },
    },
    {
      ...{ stop: 0, precision: 'point', ...unsafe, reasons: ['litter'], strength: 1, manager: 'transit' },
      ...{ note: 'Papperskorgen är full redan på eftermiddagen.', status: 'passed_on', looked: 'better' },
    },
    {
      ...{
        stop: 1,
        precision: 'segment',
        ...unsafe,
        reasons: ['dark', 'deserted'],
        strength: 3,
        manager: 'property_owner',
      },
      ...{
        note: 'Gången går inte att överblicka, och den är mörk när butikerna har stängt.',
        status: 'passed_on',
        looked: 'still',
      },
    },
    {
      ...{ stop: 1, precision: 'segment', ...unsafe, reasons: ['damage'], strength: 1, manager: 'property_owner' },
      ...{ note: 'Klotter på hela väggen.', status: 'done', looked: 'mended' },
    },
    {
      ...{
        stop: 2,
        precision: 'area',
        ...unsafe,
        reasons: ['intimidating', 'open_dealing'],
        strength: 3,
        manager: 'police',
      },
      ...{ note: 'Gäng vid bänkarna efter klockan 20. Flera går en omväg.', status: 'passed_on', looked: 'better' },
    },
    {
      ...{ stop: 2, precision: 'area', ...unsafe, reasons: ['other'], strength: 2, manager: 'school_leisure' },
      ...{
        note: 'Unga har ingenstans att vara på helgkvällar.',
        status: 'passed_on',
        made_into: 'youth_work',
        looked: 'still',
      },
    },
    { stop: 2, precision: 'area', ...safe, times: ['day'], reasons: ['people_around', 'cared_for'] },
    {
      ...{
        stop: 3,
        precision: 'point',
        ...unsafe,
        reasons: ['dark', 'reckless_driving'],
        strength: 2,
        manager: 'streets',
      },
      ...{ note: 'Mopeder kör genom parkeringen.', status: 'open', looked: null },
    },
    {
      ...{ stop: 3, precision: 'point', ...unsafe, reasons: ['poor_sight'], strength: 1, manager: 'parks' },
      ...{
        note: 'Träden ska stå kvar, säger de boende.',
        status: 'cannot',
        because: 'Träden är skyddade i detaljplanen.',
        looked: 'still',
      },
    },
    {
      ...{ stop: 4, precision: 'segment', ...unsafe, reasons: ['unsafe_crossing'], strength: 2, manager: 'streets' },
      ...{ note: 'Ingen ser de minsta vid övergångsstället.', status: 'open', looked: null },
    },
    { stop: 4, precision: 'segment', ...safe, times: ['evening'], reasons: ['well_lit', 'open_view'] },
  ] as Seen[],
} as const;

const STATION = {
  route: [
    [17.8604, 59.6268],
    [17.8608, 59.6273],
    [17.861, 59.6278],
    [17.8608, 59.629],
    [17.8604, 59.6299],
  ] as Position[],
  stops: [
    ['Gångtunneln', [17.8604, 59.6268]],
    ['Stationstorget', [17.861, 59.6278]],
    ['Bussarna', [17.8608, 59.629]],
    ['Cykelparkeringen', [17.8604, 59.6299]],
  ] as [string, Position][],
} as const;

/**
 * Two safety walks: one in Valsta that has been gone, told about and looked at once again, and whose revisit is to come; and one at the station that
 * is planned. Nobody has gone either.
 *
 * @param until  today; the same day gives the same walks
 */
export function generateWalks(until: string): DemonstrationWalk[] {
  const random = seededRandom(2025);
  const monday = lastSundayBefore(dayNumber(until)) + 1;
  const day = (weeks: number, weekday: number): string => dayText(monday + 7 * weeks + weekday);
  const stopsOf = (stops: readonly [string, Position][]) =>
    stops.map(([name, coordinates]) => ({
      ...{ stop_id: uuidFrom(random), name, geometry: { type: 'Point' as const, coordinates } },
    }));
  const routeOf = (coordinates: readonly Position[]) => ({
    type: 'LineString' as const,
    coordinates: [...coordinates],
  });
  const stops = stopsOf(VALSTA.stops);
  const looked_on = day(-10, 2);
  return [
    {
      ...{ walk_id: uuidFrom(random), name: 'Valsta centrum, vårkväll', place: 'valsta-centrum' },
      dates: {
        briefing: { on: day(-30, 1), held: true },
        walk: { on: day(-29, 3), held: true },
        feedback: { on: day(-24, 1), held: true },
        revisit: { on: day(2, 3), held: false },
      },
      taking_part: [
        { group: 'residents', n: 9 },
        { group: 'women', n: 4 },
        { group: 'municipality', n: 3 },
        { group: 'landlord', n: 2 },
        { group: 'police', n: 1 },
      ],
      notes: 'Påhittad vandring (demonstration). Samling vid busshållplatsen.',
      ...{ route: routeOf(VALSTA.route), stops },
      observations: VALSTA.seen.map(({ stop, looked, ...one }) => ({
        ...one,
        ...{ observation_id: uuidFrom(random), stop_id: stops[stop]!.stop_id, weightiest: one.reasons[0] ?? null },
        revisits: looked === null ? [] : [{ state: looked, on: looked_on, organisation: 'Sigtuna kommun' }],
      })),
    },
    {
      ...{ walk_id: uuidFrom(random), name: 'Märsta station, vinterkväll', place: 'marsta-station' },
      dates: {
        briefing: { on: day(1, 1), held: false },
        walk: { on: day(2, 1), held: false },
        feedback: { on: day(6, 1), held: false },
        revisit: { on: day(26, 1), held: false },
      },
      taking_part: [
        { group: 'association', n: 6 },
        { group: 'municipality', n: 2 },
        { group: 'police', n: 1 },
      ],
      notes: 'Påhittad vandring (demonstration). Trafikbolaget och stationens ägare är bjudna.',
      ...{ route: routeOf(STATION.route), stops: stopsOf(STATION.stops), observations: [] },
    },
  ];
}
