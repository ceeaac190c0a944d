import type { Feeling, MarkGeometry, Municipality } from '@lagesbild/contract';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { type GeoJSONSource, type Map as GlMap, GPUInitializationError, type StyleSpecification } from 'maplibre-gl';
import type { Places } from '../../../api.ts';
import { type Box, boundsOf, firstBounds } from '../../../map/bounds.ts';
import { motion } from '../../../map/camera.ts';
import { openGlMap } from '../../../map/gl-map.ts';
import { drawingLayers, MARK_LAYERS, meetingMarkLayers, wayLayers } from '../../../map/layers/meeting-marks.ts';
import { placeStyle } from '../../../map/place-style.ts';
import { readMapTheme, watchTheme } from '../../../theme/map-theme.ts';
import type { Corner, Drawing } from './drawing.ts';

const MARKS = 'meeting-marks';
const DRAWING = 'meeting-drawing';
/** A finger covers more than a pointer, px. */
const REACH = 12;

export interface MarkMapOptions {
  container: HTMLElement;
  municipality: Municipality;
  places: Places;
  language: string;
  /** What it shows first; without any, the area's built-up part. */
  around: readonly Corner[];
  /** Spoken name of the map. */
  label: string;
  /** A place was pressed, or chosen by the keyboard under the crosshair. */
  onCorner: (corner: Corner) => void;
  /** A mark was pressed. */
  onMark: (id: string) => void;
}

export interface Shown {
  /** Without a feeling: a place that nothing has been said of. */
  marks: readonly { id: string; geometry: MarkGeometry; feeling: Feeling | null }[];
  current: string | null;
  drawing: Drawing;
  /** A way that isn't being drawn. */
  way?: readonly Corner[];
}

const SAFE: Readonly<Record<Feeling, number>> = { unsafe: 0, safe: 1 };

type Properties = Record<string, string | number>;
const feature = (geometry: Geometry, properties: Properties = {}): Feature<Geometry, Properties> => ({
  ...{ type: 'Feature', geometry, properties },
});
const collection = (features: Feature<Geometry, Properties>[]): FeatureCollection<Geometry, Properties> => ({
  ...{ type: 'FeatureCollection', features },
});

/** Marks with their numbers, as the list has them. */
const markFeatures = ({ marks, current }: Shown) =>
  collection(
    marks.map(({ id, geometry, feeling }, i) =>
      feature(geometry, {
        id,
        no: i + 1,
        safe: feeling === null ? -1 : SAFE[feeling],
        current: Number(id === current),
      }),
    ),
  );

/** A shape on its way: its corners, and the line between them. And a way that stands. */
function drawingFeatures({ drawing: { shape, corners }, way = [] }: Shown) {
  const all = corners.map(([lon, lat]) => [lon, lat]);
  const line = shape === 'Polygon' && all.length > 2 ? [...all, all[0]!] : all;
  const lines = line.length < 2 ? [] : [feature({ type: 'LineString', coordinates: line })];
  const stands =
    way.length < 2
      ? []
      : [feature({ type: 'LineString', coordinates: way.map(([lon, lat]) => [lon, lat]) }, { stands: 1 })];
  return collection([...stands, ...lines, ...all.map((coordinates) => feature({ type: 'Point', coordinates }))]);
}

/** Degrees of latitude that are shown beside a way: some 300 m. */
const BESIDE = 0.003;

/** The part of the world with these places in it; null where there are none. */
function boundsAround(places: readonly Corner[]): Box | null {
  if (places.length === 0) return null;
  const [west, south, east, north] = boundsOf({ type: 'MultiPoint', coordinates: places.map((at) => [...at]) });
  return [west - 2 * BESIDE, south - BESIDE, east + 2 * BESIDE, north + BESIDE];
}

/** The map of a meeting: owns MapLibre, is fed marks, and knows nothing of React. Its ground needs no network. */
export class MarkMap {
  readonly #map: GlMap;
  readonly #options: MarkMapOptions;
  readonly #stop: () => void;
  #shown: Shown = { marks: [], current: null, drawing: { shape: 'Point', corners: [] } };

  /** @returns null where this browser can't draw maps: places are chosen in the list */
  static open(options: MarkMapOptions): MarkMap | null {
    try {
      return new MarkMap(options);
    } catch (error) {
      if (error instanceof GPUInitializationError) return null;
      throw error;
    }
  }

  private constructor(options: MarkMapOptions) {
    const { container, municipality, places, label, around } = options;
    this.#options = options;
    const bounds = boundsAround(around) ?? firstBounds(places, municipality.bounds);
    this.#map = openGlMap({ container, style: this.#style(), camera: undefined, bounds, label });
    this.#map.doubleClickZoom.disable(); // two quick taps are two corners
    this.#stop = watchTheme(() => this.#map.setStyle(this.#style(), { diff: true }));
    // What was shown before the style stood.
    this.#map.once('style.load', () => this.#draw());
    this.#map.on('click', ({ point, lngLat }) => {
      const id = this.#shown.drawing.corners.length > 0 ? undefined : this.#markAt(point);
      if (id === undefined) options.onCorner([lngLat.lng, lngLat.lat]);
      else options.onMark(id);
    });
    this.#map.getCanvas().addEventListener('keydown', (event) => {
      if ((event.key !== 'Enter' && event.key !== ' ') || event.repeat) return;
      event.preventDefault();
      this.chooseCentre();
    });
    this.#map.on('error', ({ error }) => console.warn('map', error));
  }

  /** What lies under the crosshair is chosen. */
  chooseCentre(): void {
    const { lng, lat } = this.#map.getCenter();
    this.#options.onCorner([lng, lat]);
  }

  show(shown: Shown): void {
    this.#shown = shown;
    this.#draw();
  }

  /** The mark comes into view. */
  look([lon, lat]: Corner): void {
    if (!this.#map.getBounds().contains([lon, lat])) this.#map.easeTo({ center: [lon, lat], ...motion() });
  }

  focus(): void {
    this.#map.getCanvas().focus();
  }

  dispose(): void {
    this.#stop();
    this.#map.remove();
  }

  #markAt({ x, y }: { x: number; y: number }): string | undefined {
    const layers = MARK_LAYERS.filter((id) => this.#map.getLayer(id) !== undefined);
    const box: [[number, number], [number, number]] = [
      [x - REACH, y - REACH],
      [x + REACH, y + REACH],
    ];
    const id = this.#map.queryRenderedFeatures(box, { layers })[0]?.properties.id;
    return typeof id === 'string' ? id : undefined;
  }

  #draw(): void {
    void this.#map.getSource<GeoJSONSource>(MARKS)?.setData(markFeatures(this.#shown));
    void this.#map.getSource<GeoJSONSource>(DRAWING)?.setData(drawingFeatures(this.#shown));
  }

  #style(): StyleSpecification {
    const { municipality, places, language } = this.#options;
    const theme = readMapTheme();
    return placeStyle({
      ...{ municipality, places, language, theme },
      sources: {
        [MARKS]: { type: 'geojson', data: markFeatures(this.#shown) },
        [DRAWING]: { type: 'geojson', data: drawingFeatures(this.#shown) },
      },
      layers: [...wayLayers(theme, DRAWING), ...meetingMarkLayers(theme, MARKS), ...drawingLayers(theme, DRAWING)],
    });
  }
}
