import type { FlagForm, Installation } from '@lagesbild/contract';
import type { MultiPolygon } from 'geojson';
import type { GeoJSONSource, StyleSpecification } from 'maplibre-gl';
import { ground } from '../../map/basemap-kinds.ts';
import { openGlMap } from '../../map/gl-map.ts';
import { MAP_FONT_FACES } from '../../theme/map-fonts.ts';
import { readMapTheme } from '../../theme/map-theme.ts';
import { cellAt, ringOf } from './cell.ts';
import type { Plane } from './transverse-mercator.ts';

const SQUARE = 'square';
/** Near enough to see a street crossing. */
const NEAREST_ZOOM = 17;
const FIRST_ZOOM = 15;

export interface SquareMapOptions {
  container: HTMLElement;
  form: FlagForm;
  plane: Plane;
  basemap: Installation['basemap'];
  language: string;
  /** Spoken name of the map. */
  label: string;
  /** The middle of the map, whenever it moves. */
  onMove(lon: number, lat: number): void;
}

/**
 * A map whose middle chooses: the square that would be stored is drawn on it as large as it is.
 *
 * @returns what ends it
 * @throws {Error} where the browser can't draw maps
 */
export async function openSquareMap(options: SquareMapOptions): Promise<() => void> {
  const { container, form, plane, basemap, language, label, onMove } = options;
  const theme = readMapTheme();
  const area = { bounds: form.bounds, outline: form.outline as MultiPolygon };
  const { sources, below, above, glyphs, sprite } = await ground(basemap, area, theme, language);
  const [first] = form.places;
  const [west, south, east, north] = form.bounds;
  const start = { lon: first?.lon ?? (west + east) / 2, lat: first?.lat ?? (south + north) / 2 };
  const square = (lon: number, lat: number) => ({
    type: 'Feature' as const,
    properties: {},
    geometry: {
      type: 'Polygon' as const,
      coordinates: [ringOf(plane, cellAt(plane, lon, lat, form.cell_m), form.cell_m)],
    },
  });
  const style: StyleSpecification = {
    version: 8,
    'font-faces': MAP_FONT_FACES,
    ...(glyphs === undefined ? {} : { glyphs }),
    ...(sprite === undefined ? {} : { sprite }),
    transition: { duration: 0, delay: 0 },
    sources: { ...sources, [SQUARE]: { type: 'geojson', data: square(start.lon, start.lat) } },
    layers: [
      ...below,
      ...above,
      { id: 'square-fill', type: 'fill', source: SQUARE, paint: { 'fill-color': theme.accent, 'fill-opacity': 0.25 } },
      { id: 'square-line', type: 'line', source: SQUARE, paint: { 'line-color': theme.accent, 'line-width': 2.5 } },
    ],
  };
  const map = openGlMap({ container, style, camera: { z: FIRST_ZOOM, ...start }, bounds: form.bounds, label });
  map.setMaxZoom(NEAREST_ZOOM);
  const moved = (): void => {
    const { lng, lat } = map.getCenter();
    map.getSource<GeoJSONSource>(SQUARE)?.setData(square(lng, lat));
    onMove(lng, lat);
  };
  map.on('move', moved);
  onMove(start.lon, start.lat);
  return () => map.remove();
}
