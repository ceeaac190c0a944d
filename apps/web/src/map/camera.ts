import type { Map as GlMap } from 'maplibre-gl';
import type { Camera } from '../filter.ts';

const EDGE_PX = 48;
const INSPECTOR_PX = 388;
/** Narrower than this, nothing floats at the map's side. */
const WIDE_PX = 720;
const LEGEND_PX = 264;
/** Narrower than this, what lies behind the legend is worth more than the room beside it. */
const ROOMY_PX = 1200;

/** What floats over the map takes its share: the inspector at the inline end, the legend at the inline start. */
export function freePadding(container: HTMLElement): { top: number; bottom: number; left: number; right: number } {
  const wide = container.clientWidth > WIDE_PX;
  const inspector = wide && container.closest('[data-inspector]') !== null ? INSPECTOR_PX : 0;
  const roomy = container.clientWidth > ROOMY_PX;
  const legend = roomy && container.closest('[data-legend]') !== null ? LEGEND_PX : 0;
  const rtl = getComputedStyle(container).direction === 'rtl';
  const edge = wide ? EDGE_PX : EDGE_PX / 2;
  const top = Math.min(edge + 24, container.clientHeight / 4);
  return { top, bottom: edge, left: edge + (rtl ? inspector : legend), right: edge + (rtl ? legend : inspector) };
}

/** How the camera moves: not at all for those who asked for less motion. */
export function motion(): { animate: boolean; duration: number } {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return { animate: !calm, duration: calm ? 0 : 300 };
}

/** The same view, as far as an address tells views apart. */
export const near = (a: Camera, b: Camera): boolean =>
  Math.abs(a.z - b.z) < 0.02 && Math.abs(a.lat - b.lat) < 2e-5 && Math.abs(a.lon - b.lon) < 2e-5;

/** What is in view, degrees, with what panels cover. */
export function boundsInView(map: GlMap): [west: number, south: number, east: number, north: number] {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

export function cameraOf(map: GlMap): Camera {
  const { lng, lat } = map.getCenter();
  return { z: map.getZoom(), lat, lon: lng };
}

/** Bring a box of degrees into what panels leave free. */
export function fitInto(map: GlMap, [west, south, east, north]: readonly [number, number, number, number]): void {
  const padding = freePadding(map.getContainer());
  map.fitBounds([west, south, east, north], { padding, maxZoom: 16, ...motion() });
}

/** To the next whole zoom. */
export function zoomBy(map: GlMap, steps: 1 | -1): void {
  const now = map.getZoom();
  map.zoomTo(steps > 0 ? Math.floor(now + 0.01) + 1 : Math.ceil(now - 0.01) - 1, motion());
}
