import type { ModeratedFlag, Municipality } from '@lagesbild/contract';
import type { FeatureCollection, Point } from 'geojson';
import { type GeoJSONSource, type Map as GlMap, GPUInitializationError, type StyleSpecification } from 'maplibre-gl';
import type { Places } from '../../api.ts';
import { firstBounds } from '../../map/bounds.ts';
import { freePadding, motion } from '../../map/camera.ts';
import { openGlMap } from '../../map/gl-map.ts';
import { SPOT_LAYER, spotLayers } from '../../map/layers/flag-spots.ts';
import { placeStyle } from '../../map/place-style.ts';
import { readMapTheme, watchTheme } from '../../theme/map-theme.ts';
import { spotOf } from './clusters.ts';

const SPOTS = 'spots';

export interface FlagMapOptions {
  container: HTMLElement;
  municipality: Municipality;
  places: Places;
  language: string;
  /** Spoken name of the map. */
  label: string;
  /** A spot was pressed. */
  onSpot: (spot: string) => void;
}

type Spots = FeatureCollection<Point, { spot: string; n: number; current: boolean }>;

/** How many flags of the list lie at each spot, and which one is looked at. */
export function spotsOf(flags: readonly ModeratedFlag[], current: ModeratedFlag | null): Spots {
  const found = new Map<string, { at: [number, number]; n: number }>();
  for (const flag of flags) {
    if (flag.lon === null || flag.lat === null) continue;
    const spot = found.get(spotOf(flag));
    if (spot === undefined) found.set(spotOf(flag), { at: [flag.lon, flag.lat], n: 1 });
    else spot.n++;
  }
  const looked = current && spotOf(current);
  return {
    type: 'FeatureCollection',
    features: [...found].map(([spot, { at, n }]) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: at },
      properties: { spot, n, current: spot === looked },
    })),
  };
}

/** The map beside the queue: owns MapLibre, is fed flags, and knows nothing of React. */
export class FlagMap {
  readonly #map: GlMap;
  readonly #options: FlagMapOptions;
  readonly #stop: () => void;
  #spots: Spots = spotsOf([], null);

  /** @returns null where this browser can't draw maps: the list remains */
  static open(options: FlagMapOptions): FlagMap | null {
    try {
      return new FlagMap(options);
    } catch (error) {
      if (error instanceof GPUInitializationError) return null;
      throw error;
    }
  }

  private constructor(options: FlagMapOptions) {
    const { container, municipality, places, label } = options;
    this.#options = options;
    const bounds = firstBounds(places, municipality.bounds);
    this.#map = openGlMap({ container, style: this.#style(), camera: undefined, bounds, label });
    this.#stop = watchTheme(() => this.#map.setStyle(this.#style(), { diff: true }));
    // What was shown before the style stood.
    this.#map.once('style.load', () => this.#draw());
    this.#map.on('click', SPOT_LAYER, ({ features }) => {
      const spot = features?.[0]?.properties.spot;
      if (typeof spot === 'string') options.onSpot(spot);
    });
    for (const [event, cursor] of [
      ['mouseenter', 'pointer'],
      ['mouseleave', ''],
    ] as const)
      this.#map.on(event, SPOT_LAYER, () => {
        this.#map.getCanvas().style.cursor = cursor;
      });
    this.#map.on('error', ({ error }) => console.warn('map', error));
  }

  /** The list as it is now; the spot that is looked at comes into view. */
  show(flags: readonly ModeratedFlag[], current: ModeratedFlag | null): void {
    this.#spots = spotsOf(flags, current);
    this.#draw();
    if (current?.lon == null || current.lat === null) return;
    const at: [number, number] = [current.lon, current.lat];
    const { clientWidth, clientHeight } = this.#options.container;
    const padding = freePadding(this.#options.container);
    const { x, y } = this.#map.project(at);
    const isFree =
      x > padding.left && x < clientWidth - padding.right && y > padding.top && y < clientHeight - padding.bottom;
    if (!isFree) this.#map.easeTo({ center: at, padding, ...motion() });
  }

  dispose(): void {
    this.#stop();
    this.#map.remove();
  }

  #draw(): void {
    void this.#map.getSource<GeoJSONSource>(SPOTS)?.setData(this.#spots);
  }

  #style(): StyleSpecification {
    const { municipality, places, language } = this.#options;
    const theme = readMapTheme();
    return placeStyle({
      ...{ municipality, places, language, theme },
      sources: { [SPOTS]: { type: 'geojson', data: this.#spots } },
      layers: spotLayers(theme, SPOTS),
    });
  }
}
