export type Point = readonly [lon: number, lat: number];
type Ring = readonly Point[];

/** How degrees become pixels in the small map: a plane scaled at its middle latitude. */
export interface Frame {
  place(lon: number, lat: number): [x: number, y: number];
  pixels_per_km: number;
}

const MARGIN = 20;
const KM_PER_DEGREE = 111.195;
/** This share of the points, those nearest their middle, says how wide the bulk of them is. */
const BULK = 0.9;
/** So many times as far from the middle as that, and at least so far, a point lies far outside. */
const FAR_TIMES = 3;
const FAR_KM = 10;

/** Every ring of a GeoJSON Polygon or MultiPolygon; none of anything else. */
export function ringsOf(outline: unknown): Ring[] {
  const { type, coordinates } = (outline ?? {}) as { type?: string; coordinates?: unknown };
  if (type === 'Polygon') return coordinates as Ring[];
  if (type === 'MultiPolygon') return (coordinates as Ring[][]).flat();
  return [];
}

/**
 * The points that lie together, and those far outside them: one stray in the sea would make a dot of a city.
 * @param points  [lon, lat], degrees
 */
export function apart(points: readonly Point[]): { bulk: Point[]; far: Point[] } {
  const middle = [median(points.map(([lon]) => lon)), median(points.map(([, lat]) => lat))] as const;
  const kmPerLon = KM_PER_DEGREE * Math.cos((middle[1] * Math.PI) / 180);
  const distance = ([lon, lat]: Point): number =>
    Math.hypot((lon - middle[0]) * kmPerLon, (lat - middle[1]) * KM_PER_DEGREE);
  const limit = Math.max(FAR_KM, FAR_TIMES * quantile(points.map(distance), BULK));
  return {
    bulk: points.filter((point) => distance(point) <= limit),
    far: points.filter((point) => distance(point) > limit),
  };
}

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))] ?? 0;
const median = (values: readonly number[]): number => quantile(values, 0.5);

/**
 * The frame that shows all of the points with their surroundings; null without any.
 * @param points  [lon, lat], degrees
 */
export function frameOf(points: readonly Point[], rings: readonly Ring[], width: number, height: number): Frame | null {
  const corners = rings.flat();
  const shown = points.length > 0 ? points : corners;
  if (shown.length === 0) return null;
  const [west, east] = widened(
    ends(shown.map(([lon]) => lon)),
    corners.map(([lon]) => lon),
  );
  const [south, north] = widened(
    ends(shown.map(([, lat]) => lat)),
    corners.map(([, lat]) => lat),
  );
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  const kmPerLon = KM_PER_DEGREE * Math.cos((middle[1] * Math.PI) / 180);
  // A single place still has a neighbourhood: half a kilometre across.
  const across = Math.max(0.5, (east - west) * kmPerLon);
  const along = Math.max(0.5, (north - south) * KM_PER_DEGREE);
  const scale = Math.min((width - 2 * MARGIN) / across, (height - 2 * MARGIN) / along);
  return {
    place: (lon, lat) => [
      width / 2 + (lon - middle[0]) * kmPerLon * scale,
      height / 2 - (lat - middle[1]) * KM_PER_DEGREE * scale,
    ],
    pixels_per_km: scale,
  };
}

const ends = (values: readonly number[]): [number, number] => [
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
];

/** With the outline in view too, unless that would make the points a speck in it. */
function widened([low, high]: [number, number], outline: readonly number[]): [number, number] {
  const least = outline.reduce((a, b) => Math.min(a, b), low);
  const most = outline.reduce((a, b) => Math.max(a, b), high);
  return most - least <= 3 * (high - low) ? [least, most] : [low, high];
}

const at = (n: number): string => n.toFixed(1);

/** A road, or any other line. */
export const linePath = (line: readonly (readonly number[])[], { place }: Frame): string =>
  `M${line.map(([lon = 0, lat = 0]) => place(lon, lat).map(at).join(' ')).join('L')}`;

export const outlinePath = (rings: readonly Ring[], { place }: Frame): string =>
  rings.map((ring) => `M${ring.map(([lon, lat]) => place(lon, lat).map(at).join(' ')).join('L')}Z`).join('');

/** A path of lines without length: drawn with round ends each is a dot, and two thousand are one element. */
export const dotsOf = (points: readonly Point[], { place }: Frame): string =>
  points.map(([lon, lat]) => `M${place(lon, lat).map(at).join(' ')}h0`).join('');

/** A round length that fits in 100 pixels. */
export function scaleBar(pixels_per_km: number): { km: number; pixels: number } {
  const longest = 100 / pixels_per_km;
  const power = 10 ** Math.floor(Math.log10(longest));
  const km = ([5, 2, 1].find((step) => step * power <= longest) ?? 1) * power;
  return { km, pixels: Math.round(km * pixels_per_km) };
}
