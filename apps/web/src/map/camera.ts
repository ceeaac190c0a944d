import type { Camera } from '../filter.ts';

const EDGE_PX = 48;
const INSPECTOR_PX = 388;
/** Narrower than this, nothing floats at the map's side. */
const WIDE_PX = 720;

/** What floats over the map takes its share: the inspector lies at the inline end where there is room for it. */
export function freePadding(container: HTMLElement): { top: number; bottom: number; left: number; right: number } {
  const wide = container.clientWidth > WIDE_PX;
  const inspector = wide && container.closest('[data-inspector]') !== null ? INSPECTOR_PX : 0;
  const rtl = getComputedStyle(container).direction === 'rtl';
  const edge = wide ? EDGE_PX : EDGE_PX / 2;
  const top = Math.min(edge + 24, container.clientHeight / 4);
  return { top, bottom: edge, left: edge + (rtl ? inspector : 0), right: edge + (rtl ? 0 : inspector) };
}

/** How the camera moves: not at all for those who asked for less motion. */
export function motion(): { animate: boolean; duration: number } {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return { animate: !calm, duration: calm ? 0 : 300 };
}

/** The same view, as far as an address tells views apart. */
export const near = (a: Camera, b: Camera): boolean =>
  Math.abs(a.z - b.z) < 0.02 && Math.abs(a.lat - b.lat) < 2e-5 && Math.abs(a.lon - b.lon) < 2e-5;
