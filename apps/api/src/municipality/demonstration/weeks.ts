/**
 * When in the week things happen: 168 weights, Monday 00 first. Each profile is a handful of bumps; its sum doesn't
 * matter. The shapes are made up to be believable, not measured.
 */
export type WeekProfile = readonly number[];

interface Bump {
  /** Days it holds on, 0 = Monday. */
  days: readonly number[];
  /** Hours [from, to); `to` past 24 runs into the next day. */
  from: number;
  to: number;
  height: number;
}

const ALL = [0, 1, 2, 3, 4, 5, 6];
const WORKDAYS = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];
const PARTY = [4, 5];

/** Sum of bumps, each rising to its middle and falling again, over a low floor. */
function week(floor: number, ...bumps: Bump[]): WeekProfile {
  const weights = new Array<number>(168).fill(floor);
  for (const { days, from, to, height } of bumps)
    for (const day of days)
      for (let hour = from; hour < to; hour++) {
        const share = (hour + 0.5 - from) / (to - from);
        weights[(day * 24 + hour) % 168]! += height * Math.sin(Math.PI * share);
      }
  return weights;
}

export const PROFILES = {
  /** Assaults, fights: evenings, and above all Friday and Saturday night. */
  night: week(
    0.12,
    { days: ALL, from: 14, to: 25, height: 1 },
    { days: PARTY, from: 18, to: 28, height: 3.2 },
    { days: ALL, from: 8, to: 16, height: 0.35 },
  ),
  /** Disorder, threats, drugs: afternoon to midnight, a little more at the week's end. */
  evening: week(
    0.08,
    { days: ALL, from: 13, to: 25, height: 1.6 },
    { days: PARTY, from: 17, to: 27, height: 1.6 },
    { days: ALL, from: 8, to: 17, height: 0.4 },
  ),
  /** At school: lessons and breaks. */
  school: week(0.03, { days: WORKDAYS, from: 8, to: 16, height: 2 }, { days: ALL, from: 17, to: 24, height: 0.5 }),
  /** Shops and offices open. */
  shops: week(0.01, { days: ALL, from: 9, to: 21, height: 1.6 }, { days: [4, 5], from: 11, to: 19, height: 0.8 }),
  /** When people come home to what happened meanwhile: burglaries by day, away at the weekend. */
  daytime: week(
    0.1,
    { days: WORKDAYS, from: 8, to: 17, height: 1.5 },
    { days: WEEKEND, from: 12, to: 24, height: 0.9 },
    { days: ALL, from: 17, to: 24, height: 0.5 },
  ),
  /** The car, the bicycle or the wall was left in the evening. */
  overnight: week(0.05, { days: ALL, from: 16, to: 25, height: 1.5 }, { days: PARTY, from: 18, to: 27, height: 0.7 }),
  /** Traffic: rush hours, and young drivers at night. */
  traffic: week(
    0.1,
    { days: WORKDAYS, from: 6, to: 10, height: 0.7 },
    { days: ALL, from: 15, to: 25, height: 1.1 },
    { days: PARTY, from: 20, to: 28, height: 1.3 },
  ),
  /** Departures and arrivals. */
  airport: week(0.2, { days: ALL, from: 4, to: 24, height: 1 }, { days: [0, 3, 4, 6], from: 5, to: 10, height: 0.8 }),
  flat: week(1),
} satisfies Record<string, WeekProfile>;

export type ProfileName = keyof typeof PROFILES;
