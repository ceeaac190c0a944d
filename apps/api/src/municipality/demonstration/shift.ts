import type { District } from './anchors.ts';
import { yearShare } from './clock.ts';
import type { Offence } from './offences.ts';

/** The measure in Valsta (light, presence) begins this many weeks before the end and takes hold over half a year. */
export const MEASURE_WEEKS_BEFORE_END = 104;
/** What is left of public-space incidents in Valsta once it has. */
export const AFTER_MEASURE = 0.58;
/** How much busier the station is at the end than at the start; the rise begins half-way. */
export const STATION_GROWTH = 1.55;

/** How a part of the municipality changes over the five years, as a factor; 1 = no change. */
export function anchorTrend(district: District, offence: Offence, share: number, weeks: number): number {
  if (!offence.public) return offence.category === 'fraud' ? 0.75 + 0.5 * share : 1.08 - 0.16 * share;
  if (district === 'valsta') {
    const since = share * weeks - (weeks - MEASURE_WEEKS_BEFORE_END);
    return 1.08 - (1.08 - AFTER_MEASURE) * smooth(since / 26);
  }
  if (district === 'station') return 0.88 + (STATION_GROWTH - 0.88) * smooth((share - 0.45) / 0.5);
  return 1;
}

/** 1 on average over the year. */
export function seasonFactor({ season }: Offence, day: number): number {
  if (season === undefined) return 1;
  const [peak, strength] = season;
  return 1 + strength * Math.cos(2 * Math.PI * (yearShare(day) - peak));
}

/** 0 before 0, 1 after 1, without a corner. */
function smooth(x: number): number {
  const t = Math.min(1, Math.max(0, x));
  return t * t * (3 - 2 * t);
}
