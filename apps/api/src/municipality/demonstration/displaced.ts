/** Cameras on the square of the station, for half a year: what happened there happened round the corner instead. Made up, like the rest. */
export const DISPLACED = {
  ...{ lon: 17.861, lat: 59.6278, radius_m: 120 },
  ...{ weeks_before_end: 80, weeks: 26, share: 0.7 },
} as const;
const [NEAREST_M, FARTHEST_M] = [150, 300];
const METRES_A_DEGREE = 111_195;
const WEEK_MS = 7 * 24 * 3600_000;
const MINUTE_MS = 60_000;
/** Fractional parts of multiples of these fill [0, 1) evenly (the golden ratio, and the square root of two). */
const [EVENLY, EVENLY_TOO] = [0.618033988749895, 0.414213562373095];

interface Placed {
  readonly occurred_from: number;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** The same incident, or the same round the corner. What happened at once stays together; no chance is drawn, so that the rest is as it was. */
export function roundTheCorner<T extends Placed>(incident: T, end_ms: number): T {
  const { lon, lat, occurred_from } = incident;
  const from = end_ms - DISPLACED.weeks_before_end * WEEK_MS;
  if (lon === null || lat === null || occurred_from < from || occurred_from >= from + DISPLACED.weeks * WEEK_MS)
    return incident;
  const across = METRES_A_DEGREE * Math.cos((DISPLACED.lat * Math.PI) / 180);
  const metres = Math.hypot((lon - DISPLACED.lon) * across, (lat - DISPLACED.lat) * METRES_A_DEGREE);
  const minute = occurred_from / MINUTE_MS;
  const drawn = (minute * EVENLY) % 1;
  if (metres > DISPLACED.radius_m || drawn >= DISPLACED.share) return incident;
  const turn = 2 * Math.PI * ((minute * EVENLY_TOO) % 1);
  const away = NEAREST_M + (drawn / DISPLACED.share) * (FARTHEST_M - NEAREST_M);
  const round = (degrees: number): number => Number(degrees.toFixed(6));
  return {
    ...incident,
    lon: round(DISPLACED.lon + (away * Math.cos(turn)) / across),
    lat: round(DISPLACED.lat + (away * Math.sin(turn)) / METRES_A_DEGREE),
  };
}
