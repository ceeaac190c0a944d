import type { Feature, FeatureCollection, LineString } from 'geojson';

/** Minutes of arc between two lines, and the zooms they are shown at: about 100–400 px apart on the screen. */
export const GRATICULE_STEPS = [
  { minutes: 60, minzoom: 5, maxzoom: 8 },
  { minutes: 15, minzoom: 8, maxzoom: 9.7 },
  { minutes: 5, minzoom: 9.7, maxzoom: 11.6 },
  { minutes: 1, minzoom: 11.6, maxzoom: 24 },
] as const;

const LINES_MAX = 400;

export interface GraticuleLine {
  minutes: number;
  /** The line's own degree: the same in every language. */
  label: string;
}

/**
 * Meridians and parallels round an area, so that a map without a drawing of its own still shows scale and north.
 *
 * @param bounds  [west, south, east, north], degrees
 * @returns one line per meridian and parallel and step, half the area's size beyond it; a step with more than 400
 *          lines is left out (a whole country isn't looked at by the minute)
 */
export function graticule([west, south, east, north]: readonly [number, number, number, number]): FeatureCollection<
  LineString,
  GraticuleLine
> {
  const marginX = Math.max((east - west) / 2, 0.1);
  const marginY = Math.max((north - south) / 2, 0.05);
  const [w, s, e, n] = [
    Math.max(west - marginX, -180),
    Math.max(south - marginY, -85),
    Math.min(east + marginX, 180),
    Math.min(north + marginY, 85),
  ];
  const features: Feature<LineString, GraticuleLine>[] = [];
  for (const { minutes } of GRATICULE_STEPS) {
    const meridians = multiples(w, e, minutes);
    const parallels = multiples(s, n, minutes);
    if (meridians.length + parallels.length > LINES_MAX) continue;
    for (const x of meridians) features.push(line(minutes, x, [x / 60, s], [x / 60, n]));
    for (const y of parallels) features.push(line(minutes, y, [w, y / 60], [e, y / 60]));
  }
  return { type: 'FeatureCollection', features };
}

const line = (minutes: number, at: number, from: number[], to: number[]): Feature<LineString, GraticuleLine> => ({
  type: 'Feature',
  properties: { minutes, label: degreeText(at) },
  geometry: { type: 'LineString', coordinates: [from, to] },
});

/** Whole multiples of `step` minutes between two degrees, in minutes. */
function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil((from * 60) / step);
  const last = Math.floor((to * 60) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}

/** −155 minutes → "2°35′"; which half of the world it is, the map shows. */
function degreeText(minutes: number): string {
  const whole = Math.abs(minutes);
  return `${Math.floor(whole / 60)}°${String(whole % 60).padStart(2, '0')}′`;
}
