import type { Outline } from '@lagesbild/contract';
import type { Position } from 'geojson';
import type { Places } from '../../api.ts';

const CORNERS = 48;
const METRES_A_DEGREE = 111_195;

/** A circle round a point as an outline, drawn by keyboard as well as by mouse. */
export function circleRound([lon, lat]: Position, radius_m: number): Outline {
  const across = METRES_A_DEGREE * Math.cos((lat! * Math.PI) / 180);
  const ring = Array.from({ length: CORNERS }, (_, at): [number, number] => {
    const turn = (2 * Math.PI * at) / CORNERS;
    const [east, north] = [radius_m * Math.cos(turn), radius_m * Math.sin(turn)];
    return [Number((lon! + east / across).toFixed(7)), Number((lat! + north / METRES_A_DEGREE).toFixed(7))];
  });
  return { type: 'MultiPolygon', coordinates: [[[...ring, ring[0]!]]] };
}

/** The middle of a place's box. */
export function middleOf({ geometry }: Places['features'][number]): Position {
  if (geometry.type === 'Point') return geometry.coordinates;
  const [west, south, east, north] = boxOf(geometry as Outline);
  return [(west + east) / 2, (south + north) / 2];
}

export type Box = [west: number, south: number, east: number, north: number];

/** The box round an outline, degrees. */
export function boxOf({ coordinates }: { coordinates: readonly unknown[] }): Box {
  const box: Box = [180, 90, -180, -90];
  const numbers = (coordinates as unknown[]).flat(4) as number[];
  for (let i = 0; i < numbers.length; i += 2) {
    const [lon, lat] = [numbers[i]!, numbers[i + 1]!];
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}
