import type { MarkGeometry } from '@lagesbild/contract';

export const SHAPES = ['Point', 'LineString', 'Polygon'] as const;
export type Shape = (typeof SHAPES)[number];
export type Corner = readonly [lon: number, lat: number];

/** A shape on its way: a point is done with its first corner. */
export interface Drawing {
  readonly shape: Shape;
  readonly corners: readonly Corner[];
}

const LEAST: Readonly<Record<Shape, number>> = { Point: 1, LineString: 2, Polygon: 3 };
/** As many as a mark may have, with the one that closes an area. */
const MOST = 499;
/** Seven decimals of a degree: a centimetre, as it is stored. */
const stored = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

export const isWhole = ({ shape, corners }: Drawing): boolean => corners.length >= LEAST[shape];

/** Why a corner can't be there. */
export type Refused = 'same' | 'crossing' | 'many';

/** Takes one more corner in, or says why not: an area whose sides cross is none. */
export function withCorner(drawing: Drawing, [lon, lat]: Corner): Drawing | Refused {
  const corner: Corner = [stored(lon), stored(lat)];
  const { shape, corners } = drawing;
  const last = corners.at(-1);
  if (last?.[0] === corner[0] && last[1] === corner[1]) return 'same';
  if (corners.length === MOST) return 'many';
  if (shape === 'Polygon' && last !== undefined && meetsAny(corners, last, corner, 0)) return 'crossing';
  return { shape, corners: [...corners, corner] };
}

/** The shape, or why it can't be closed. Only of a drawing that is whole. */
export function finished({ shape, corners }: Drawing): MarkGeometry | Refused {
  const all = corners.map(([lon, lat]): [number, number] => [lon, lat]);
  if (shape === 'Point') return { type: shape, coordinates: all[0]! };
  if (shape === 'LineString') return { type: shape, coordinates: all };
  if (meetsAny(corners, corners.at(-1)!, corners[0]!, 1)) return 'crossing';
  return { type: shape, coordinates: [[...all, all[0]!]] };
}

/** Does the side a–b meet one of the sides between corners, from the `first` on, but for the one that ends where it begins? */
function meetsAny(corners: readonly Corner[], a: Corner, b: Corner, first: number): boolean {
  for (let i = first; i + 2 < corners.length; i++) if (meet(corners[i]!, corners[i + 1]!, a, b)) return true;
  return false;
}

/** Twice the area of a triangle, its sign which way round it goes. */
const turn = ([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** Touching is meeting: such an area isn't valid either. */
function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const isApart = (k: 0 | 1): boolean =>
    Math.max(a[k], b[k]) < Math.min(c[k], d[k]) || Math.max(c[k], d[k]) < Math.min(a[k], b[k]);
  if (isApart(0) || isApart(1)) return false;
  return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
}
