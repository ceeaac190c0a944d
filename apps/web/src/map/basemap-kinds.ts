import type { Installation } from '@lagesbild/contract';
import type { MapTheme } from '../theme/map-theme.ts';
import { type Ground, type GroundArea, sketchGround } from './ground.ts';
import { protomapsGround } from './protomaps-ground.ts';
import { styleGround } from './style-ground.ts';

/**
 * The ground the operator chose. A file or address that can't be had falls back to the built-in sketch: a map without
 * its streets is worth more than none.
 */
export async function ground(
  choice: Installation['basemap'],
  area: GroundArea,
  theme: MapTheme,
  language: string,
): Promise<Ground> {
  try {
    if (choice.kind === 'pmtiles') return await protomapsGround(choice, area, theme, language);
    if (choice.kind === 'style') return await styleGround(choice, area, theme);
  } catch (error) {
    console.warn('basemap', error);
  }
  return sketchGround(area, theme);
}
