import type { KnownSpot } from '@lagesbild/incidents';
import type { Geometry } from 'geojson';
import type { Places } from '../api.ts';
import { boundsOf } from '../map/bounds.ts';
import type { Projection } from '../map/projection.ts';
import { nameIn } from '../text/index.ts';

/** Further than this from any place, its name would mislead. */
const NEAR_M = 1500;

/** Where a hot spot is, in words: within a place, near one, or neither. */
export interface Whereabouts {
  how: 'in' | 'near' | 'nowhere';
  name: string;
  /** The place that the name is of; null where it is nowhere. */
  slug: string | null;
}

/**
 * The place that holds the middle of a hot spot; else the nearest place or neighbourhood, if it is near at all. Study areas are too
 * large to say where something is.
 */
export function whereIs(
  spot: Pick<KnownSpot, 'x' | 'y'>,
  places: Places,
  projected: Projection,
  language: string,
): Whereabouts {
  const [lon, lat] = projected.toDegrees(spot.x, spot.y);
  let nearest: { name: string; slug: string; metres: number } | null = null;
  for (const { geometry, properties } of places.features) {
    if (properties.kind === 'study_area') continue;
    const name = nameIn(properties.names, language);
    if (holds(geometry, lon, lat)) return { how: 'in', name, slug: properties.slug };
    const [west, south, east, north] = boundsOf(geometry);
    const [x, y] = projected.toMetres((west + east) / 2, (south + north) / 2);
    const metres = Math.hypot(x - spot.x, y - spot.y);
    if (nearest === null || metres < nearest.metres) nearest = { name, slug: properties.slug, metres };
  }
  if (nearest === null || nearest.metres > NEAR_M) return { how: 'nowhere', name: '', slug: null };
  return { how: 'near', name: nearest.name, slug: nearest.slug };
}

function holds(geometry: Geometry, lon: number, lat: number): boolean {
  const parts =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  return parts.some((rings) => {
    let inside = false;
    for (const ring of rings)
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [ax, ay, bx, by] = [ring[j]![0]!, ring[j]![1]!, ring[i]![0]!, ring[i]![1]!];
        if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
      }
    return inside;
  });
}
