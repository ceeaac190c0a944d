import type { Map as GlMap } from 'maplibre-gl';
import type { DensitySurface, SurfaceState } from './density-surface.ts';
import type { Ground } from './ground.ts';
import { cellSideM, type DensityScale, FIRST_SCALE, metresPerPixel } from './legend-scale.ts';

/** What the legend needs to know of the map as it is drawn; a new object whenever one of its numbers changes. */
export interface Drawn {
  scale: DensityScale;
  surface: SurfaceState;
  /** The bandwidth of the surface, metres: as asked for, or as the map's scale asks for. */
  bandwidth_m: number;
  /** Side of a count cell on the ground, metres. */
  cell_m: number;
  metres_per_px: number;
  zoom: number;
  attribution: string;
  sketched: boolean;
}

export const metresPerPixelOf = (map: GlMap): number => metresPerPixel(map.getZoom(), map.getCenter().lat);

export function drawnNow(map: GlMap, surface: DensitySurface, { attribution, sketched }: Ground): Drawn {
  const zoom = map.getZoom();
  return {
    scale: surface.scale ?? FIRST_SCALE,
    surface: surface.state,
    bandwidth_m: surface.bandwidth_m,
    cell_m: cellSideM(zoom, map.getCenter().lat),
    metres_per_px: metresPerPixelOf(map),
    zoom,
    attribution,
    sketched,
  };
}
