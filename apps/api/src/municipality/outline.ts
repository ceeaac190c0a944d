import { ProblemError } from '../errors.ts';
import './sentences.ts';

/** Limits before SQL: PostGIS gets nothing it could choke on. */
const VERTICES_MAX = 5000;
const RINGS_MAX = 50;

type Position = [number, number];
export interface OutlineGeometry {
  type: 'MultiPolygon';
  coordinates: Position[][][];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unreadable = (reason: string): ProblemError => new ProblemError('area_outline_unreadable', { reason });

/**
 * The outline in a GeoJSON document: a Polygon or MultiPolygon, as it is, in a Feature, or as the polygons of a
 * FeatureCollection. Heights are dropped; whether the rings cross is PostGIS's question (`checkMunicipality`).
 *
 * @throws {ProblemError} saying what is wrong: shape, a ring that doesn't close, a point outside the world, too detailed
 */
export function readOutline(document: unknown): OutlineGeometry {
  const polygons = polygonsOf(document);
  const rings = polygons.flat().length;
  const vertices = polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
  if (vertices > VERTICES_MAX || rings > RINGS_MAX)
    throw new ProblemError('area_outline_too_detailed', { vertices, rings });
  return { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(readRing)) };
}

function polygonsOf(document: unknown): unknown[][][] {
  if (!isObject(document)) throw unreadable('inget objekt / not an object');
  switch (document.type) {
    case 'FeatureCollection':
      if (!Array.isArray(document.features) || document.features.length === 0) throw unreadable('features: []');
      return document.features.flatMap((feature) => (isObject(feature) ? polygonsOf(feature.geometry) : []));
    case 'Feature':
      return polygonsOf(document.geometry);
    case 'Polygon':
      return [ringsOf(document.coordinates)];
    case 'MultiPolygon':
      if (!Array.isArray(document.coordinates) || document.coordinates.length === 0)
        throw unreadable('coordinates: []');
      return document.coordinates.map(ringsOf);
    default:
      throw unreadable(`type: ${String(document.type)}`);
  }
}

function ringsOf(coordinates: unknown): unknown[][] {
  if (!Array.isArray(coordinates) || coordinates.length === 0 || !coordinates.every(Array.isArray))
    throw unreadable('coordinates');
  return coordinates;
}

function readRing(ring: unknown[]): Position[] {
  const positions = ring.map((value): Position => {
    if (!Array.isArray(value) || typeof value[0] !== 'number' || typeof value[1] !== 'number')
      throw unreadable(JSON.stringify(value)?.slice(0, 60) ?? 'undefined');
    const [lon, lat] = value as Position;
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90))
      throw new ProblemError('area_outline_outside_world', { point: `[${lon}, ${lat}]` });
    return [lon, lat];
  });
  const [first, last] = [positions[0], positions.at(-1)];
  if (first === undefined || last === undefined || positions.length < 4 || first[0] !== last[0] || first[1] !== last[1])
    throw unreadable('ring: A … A, ≥ 4');
  return positions;
}
