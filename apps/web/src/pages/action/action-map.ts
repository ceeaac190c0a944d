import type { Action, Installation, Municipality } from '@lagesbild/contract';
import type { FeatureCollection, MultiPolygon, Point } from 'geojson';
import { type GeoJSONSource, type Map as GlMap, GPUInitializationError, type StyleSpecification } from 'maplibre-gl';
import type { Places } from '../../api.ts';
import { ground } from '../../map/basemap-kinds.ts';
import { firstBounds } from '../../map/bounds.ts';
import { fitInto, motion, zoomBy } from '../../map/camera.ts';
import { metresPerPixelOf } from '../../map/drawn.ts';
import { openGlMap } from '../../map/gl-map.ts';
import { type Ground, sketchGround } from '../../map/ground.ts';
import { ACTION_LAYERS, actionLayers } from '../../map/layers/action-areas.ts';
import { groundAreaOf, placeStyle } from '../../map/place-style.ts';
import { readMapTheme, watchTheme } from '../../theme/map-theme.ts';
import { type Box, boxOf } from './circle.ts';

/** An action that lies somewhere, with its number in the list. */
export interface PlacedAction extends Pick<Action, 'action_id' | 'status'> {
  readonly no: number;
  /** null: known to a point only */
  readonly outline: MultiPolygon | null;
  readonly middle: readonly [lon: number, lat: number];
}

interface ActionMapOptions {
  container: HTMLElement;
  municipality: Municipality;
  places: Places;
  basemap: Installation['basemap'];
  language: string;
  /** Spoken name of the map. */
  label: string;
  /** An action was pressed. */
  onAction: (action_id: string) => void;
}

/** What the edge of the map tells. */
export interface Edge {
  readonly metres_per_px: number;
  readonly attribution: string;
  readonly sketched: boolean;
}

const [AREAS, MIDDLES] = ['action-areas', 'action-middles'];
type Marked = { action_id: string; status: string; no: number; current: boolean };

/** The map of actions: owns MapLibre, is fed actions, and knows nothing of React. */
export class ActionMap {
  readonly #map: GlMap;
  readonly #options: ActionMapOptions;
  readonly #ends: (() => void)[] = [];
  readonly #listeners = new Set<() => void>();
  #ground: Ground;
  #shown: readonly PlacedAction[] = [];
  #current: string | null = null;
  #isGone = false;
  edge: Edge;

  /** @returns null where this browser can't draw maps: the list remains */
  static open(options: ActionMapOptions): ActionMap | null {
    try {
      return new ActionMap(options);
    } catch (error) {
      if (error instanceof GPUInitializationError) return null;
      throw error;
    }
  }

  private constructor(options: ActionMapOptions) {
    const { container, municipality, places, label, basemap } = options;
    this.#options = options;
    this.#ground = sketchGround(groundAreaOf(municipality), readMapTheme());
    const bounds = firstBounds(places, municipality.bounds);
    this.#map = openGlMap({ container, style: this.#style(), camera: undefined, bounds, label });
    this.edge = this.#edgeNow();
    this.#ends.push(watchTheme(() => void this.#reground()));
    if (basemap.kind !== 'sketch') void this.#reground();
    // What was shown before the style stood.
    this.#map.once('style.load', () => this.#draw());
    this.#map.on('zoom', () => this.#told());
    this.#map.on('click', [...ACTION_LAYERS], ({ features }) => {
      const action_id = features?.[0]?.properties.action_id;
      if (typeof action_id === 'string') options.onAction(action_id);
    });
    this.#map.on('error', ({ error }) => console.warn('map', error));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Other actions than before: all of them come into view. */
  show(actions: readonly PlacedAction[]): void {
    this.#shown = actions;
    this.#draw();
    if (actions.length > 0) this.fitArea();
  }

  /** The action that is looked at; it comes into view. */
  choose(action_id: string | null): void {
    this.#current = action_id;
    this.#draw();
    const action = this.#shown.find((one) => one.action_id === action_id);
    if (action === undefined) return;
    const { middle } = action;
    if (!this.#map.getBounds().contains([...middle])) this.#map.easeTo({ center: [...middle], ...motion() });
  }

  zoom(steps: 1 | -1): void {
    zoomBy(this.#map, steps);
  }

  /** All actions that are shown, or the whole area. */
  fitArea(): void {
    const boxes = this.#shown.map(
      ({ outline, middle: [lon, lat] }): Box => (outline === null ? [lon, lat, lon, lat] : boxOf(outline)),
    );
    fitInto(this.#map, boxes.length === 0 ? (this.#options.municipality.bounds as Box) : around(boxes));
  }

  dispose(): void {
    this.#isGone = true;
    for (const end of this.#ends) end();
    this.#map.remove();
  }

  #features(): { areas: FeatureCollection<MultiPolygon, Marked>; middles: FeatureCollection<Point, Marked> } {
    const marked = this.#shown.map(({ action_id, status, no, outline, middle }) => ({
      ...{ outline, middle },
      properties: { action_id, status, no, current: action_id === this.#current },
    }));
    return {
      areas: {
        type: 'FeatureCollection',
        features: marked.flatMap(({ outline, properties }) =>
          outline === null ? [] : { type: 'Feature', geometry: outline, properties },
        ),
      },
      middles: {
        type: 'FeatureCollection',
        features: marked.map(({ middle, properties }) => ({
          ...{ type: 'Feature', geometry: { type: 'Point', coordinates: [...middle] }, properties },
        })),
      },
    };
  }

  #draw(): void {
    const { areas, middles } = this.#features();
    void this.#map.getSource<GeoJSONSource>(AREAS!)?.setData(areas);
    void this.#map.getSource<GeoJSONSource>(MIDDLES!)?.setData(middles);
  }

  /** Another theme: the ground itself has other colours. */
  async #reground(): Promise<void> {
    const { basemap, municipality, language } = this.#options;
    this.#ground = await ground(basemap, groundAreaOf(municipality), readMapTheme(), language);
    if (this.#isGone) return;
    this.#map.setStyle(this.#style(), { diff: true });
    this.#told();
  }

  #style(): StyleSpecification {
    const { municipality, places, language } = this.#options;
    const theme = readMapTheme();
    const { areas, middles } = this.#features();
    return placeStyle({
      ...{ municipality, places, language, theme, ground: this.#ground },
      sources: { [AREAS!]: { type: 'geojson', data: areas }, [MIDDLES!]: { type: 'geojson', data: middles } },
      layers: actionLayers(theme, AREAS!, MIDDLES!),
    });
  }

  #edgeNow(): Edge {
    const { attribution, sketched } = this.#ground;
    return { metres_per_px: metresPerPixelOf(this.#map), attribution, sketched };
  }

  #told(): void {
    this.edge = this.#edgeNow();
    for (const listener of this.#listeners) listener();
  }
}

/** The box that holds some boxes. */
const around = (boxes: readonly Box[]): Box => [
  Math.min(...boxes.map(([west]) => west)),
  Math.min(...boxes.map(([, south]) => south)),
  Math.max(...boxes.map(([, , east]) => east)),
  Math.max(...boxes.map(([, , , north]) => north)),
];
