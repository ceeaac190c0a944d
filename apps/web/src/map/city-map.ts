import 'maplibre-gl/dist/maplibre-gl.css';
import type { Filter, Installation } from '@lagesbild/contract';
import type { MultiPolygon, Polygon } from 'geojson';
import { type GeoJSONSource, Map as GlMap, GPUInitializationError, type ImageSource, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Engine } from '../engine/engine.ts';
import type { Camera, View } from '../filter.ts';
import { type MapTheme, readMapTheme, watchTheme } from '../theme/map-theme.ts';
import { ground } from './basemap-kinds.ts';
import { firstBounds } from './bounds.ts';
import { freePadding, motion, near } from './camera.ts';
import { type Corners, DensitySurface, type SurfaceState } from './density-surface.ts';
import { type Ground, type GroundArea, sketchGround } from './ground.ts';
import { type HotSpotFeatures, NO_HOT_SPOTS } from './hot-spots.ts';
import { cellSideM, type DensityScale, FIRST_SCALE, metresPerPixel } from './legend-scale.ts';
import { mapStyle } from './map-style.ts';
import { Marks } from './marks.ts';
import { incidentsAt, type Pick, under } from './picking.ts';
import { projection } from './projection.ts';
import { serveTiles } from './protocol.ts';
import { SOURCES } from './sources.ts';
import { TileRefresh } from './tile-refresh.ts';

setWorkerUrl(workerUrl);

export interface CityMapOptions {
  container: HTMLElement;
  engine: Engine;
  basemap: Installation['basemap'];
  view: View;
  language: string;
  /** Spoken name of the map. */
  label: string;
  /** false while a person drags or plays. */
  settled: () => boolean;
  onCamera: (camera: Camera) => void;
  onPick: (pick: Pick | null) => void;
  onPlace: (slug: string) => void;
  /** The graphics context was lost for good. */
  onLost: () => void;
}

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

/** A finger covers more than a pointer: px around a tap or click that count as hit. */
const REACH_TOUCH = 14;
const REACH_MOUSE = 5;

/**
 * The one map of the page: owns MapLibre, is fed plain data, and knows nothing of React. Longer than a file should be,
 * because everything that touches the one map is to be found here; what can be told apart from it lies beside it.
 */
export class CityMap {
  private readonly map: GlMap;
  private readonly options: CityMapOptions;
  private readonly area: GroundArea;
  private readonly tiles: ReturnType<typeof serveTiles>;
  private readonly refresh: TileRefresh;
  private readonly marks: Marks;
  private readonly surface: DensitySurface;
  private readonly listeners = new Set<() => void>();
  private readonly ends: (() => void)[] = [];
  private theme: MapTheme;
  private ground: Ground;
  private language: string;
  private view: View;
  private corners: Corners;
  private hotSpots: HotSpotFeatures = NO_HOT_SPOTS;
  private touched = false;
  private ready = false;
  private disposed = false;
  drawn: Drawn;

  /** @returns null where this browser can't draw maps (no WebGL 2): lists and tables remain */
  static open(options: CityMapOptions): CityMap | null {
    try {
      return new CityMap(options);
    } catch (error) {
      if (error instanceof GPUInitializationError) return null;
      throw error;
    }
  }

  private constructor(options: CityMapOptions) {
    const { engine, view, container, label } = options;
    const { municipality } = engine;
    this.options = options;
    this.view = view;
    this.language = options.language;
    this.theme = readMapTheme();
    this.area = { bounds: municipality.bounds, outline: municipality.outline as Polygon | MultiPolygon };
    this.ground = sketchGround(this.area, this.theme);
    const [west, south, east, north] = municipality.bounds;
    this.corners = [
      [west, north],
      [east, north],
      [east, south],
      [west, south],
    ];
    this.tiles = serveTiles(engine);
    this.ends.push(this.tiles.stop);
    this.refresh = new TileRefresh(() => this.map, engine, this.tiles.url);
    const { camera } = view;
    try {
      this.map = new GlMap({
        container,
        style: this.style(),
        ...(camera === undefined
          ? {
              bounds: firstBounds(engine.places, municipality.bounds),
              fitBoundsOptions: { padding: freePadding(this.options.container) },
            }
          : { center: [camera.lon, camera.lat], zoom: camera.z }),
        minZoom: 4,
        maxZoom: 19,
        attributionControl: false,
        // Without it the printed map is blank.
        canvasContextAttributes: { preserveDrawingBuffer: true },
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        fadeDuration: 0,
        locale: { 'Map.Title': label },
      });
    } catch (error) {
      this.tiles.stop();
      throw error;
    }
    this.marks = new Marks(this.map);
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.surface = new DensitySurface({
      engine,
      projection: projection(municipality.proj4),
      sight: () => ({ bounds: this.bounds(), metres_per_px: this.metresPerPixel() }),
      ramp: () => this.theme.ramp,
      settled: options.settled,
      onImage: (pixels, corners) => {
        this.corners = corners;
        const image = new ImageData(pixels.data, pixels.width, pixels.height);
        this.map.getSource<ImageSource>(SOURCES.density)?.updateImage({ image, coordinates: corners });
        this.look();
      },
      onScale: () => this.look(),
    });
    this.drawn = this.measure();
    this.follow();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What is in view, degrees, with what panels cover. */
  bounds(): [west: number, south: number, east: number, north: number] {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  get camera(): Camera {
    const { lng, lat } = this.map.getCenter();
    return { z: this.map.getZoom(), lat, lon: lng };
  }

  /** Layers, bandwidth, what is chosen, and where to look if somebody else moved the camera (undo, a link). */
  setView(view: View): void {
    const before = this.view;
    this.view = view;
    const relaid = view.layers.join() !== before.layers.join();
    if (relaid) this.restyle();
    if (relaid || view.bandwidth_m !== before.bandwidth_m)
      this.surface.show(view.layers.includes('density'), view.bandwidth_m);
    if (view.at !== before.at) this.marks.choose(before.at, view.at);
    const { camera } = view;
    if (camera !== undefined && camera !== before.camera && !near(camera, this.camera))
      this.map.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.z });
  }

  /** What stands out, as it is drawn while its layer is on. */
  showHotSpots(features: HotSpotFeatures): void {
    this.hotSpots = features;
    void this.map.getSource<GeoJSONSource>(SOURCES.hotSpots)?.setData(features);
  }

  setLanguage(language: string, label: string): void {
    if (language === this.language) return;
    this.language = language;
    this.map.getCanvas().setAttribute('aria-label', label);
    void this.reground();
  }

  /** A drag or a playback ended: what waited for that may be chosen anew. */
  settle(): void {
    this.surface.update();
  }

  /** Colours that mean the same through a whole run of playback, of these questions; null when it is over. */
  holdScale(run: readonly Filter[] | null): Promise<void> {
    return this.surface.hold(run);
  }

  /** Bring a box of degrees into what panels leave free. */
  fit(bounds: readonly [number, number, number, number]): void {
    this.touched = true;
    const [west, south, east, north] = bounds;
    this.map.fitBounds(
      [
        [west, south],
        [east, north],
      ],
      { padding: freePadding(this.options.container), maxZoom: 16, ...motion() },
    );
  }

  fitArea(): void {
    this.fit(this.area.bounds);
  }

  zoom(steps: 1 | -1): void {
    this.touched = true;
    const now = this.map.getZoom();
    this.map.zoomTo(steps > 0 ? Math.floor(now + 0.01) + 1 : Math.ceil(now - 0.01) - 1, motion());
  }

  /** What lies in the middle of the free part of the map: the keyboard's click. */
  async pickCentre(): Promise<void> {
    await this.pick(this.map.project(this.map.getCenter()), REACH_TOUCH, true);
  }

  /** Where a place of the earth is on the screen, px from the map's top left corner. */
  project(lon: number, lat: number): { x: number; y: number } {
    return this.map.project([lon, lat]);
  }

  onMove(listener: () => void): () => void {
    this.map.on('move', listener);
    return () => this.map.off('move', listener);
  }

  focus(): void {
    this.map.getCanvas().focus();
  }

  /** The map as it is drawn now, at once: what `beforeprint` has time for. */
  snapshot(): { url: string; width: number; height: number; theme: MapTheme['kind'] } {
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    return { url: this.map.getCanvas().toDataURL('image/png'), width, height, theme: this.theme.kind };
  }

  /** Put on what the page wears now, and wait until it has been drawn. */
  async dressed(): Promise<void> {
    await this.reground();
    await this.drawnWhole();
  }

  /** The map as an image, once everything that is on its way has been drawn. */
  async picture(): Promise<Blob> {
    await this.drawnWhole();
    return new Promise((resolve, reject) =>
      this.map
        .getCanvas()
        .toBlob((blob) => (blob === null ? reject(new Error('the map gave no image')) : resolve(blob)), 'image/png'),
    );
  }

  dispose(): void {
    this.disposed = true;
    this.refresh.dispose();
    this.surface.dispose();
    for (const end of this.ends) end();
    this.listeners.clear();
    this.map.remove();
  }

  private follow(): void {
    const { map, options } = this;
    this.ends.push(
      options.engine.subscribe(() => this.answered()),
      watchTheme(() => void this.reground()),
    );
    // Not `load`: that waits for every tile.
    map.once('style.load', () => {
      this.ready = true;
      this.clearSurface();
      this.surface.show(this.view.layers.includes('density'), this.view.bandwidth_m);
      this.marks.choose(undefined, this.view.at);
      this.answered();
    });
    if (options.basemap.kind !== 'sketch') void this.reground();
    map.on('movestart', ({ originalEvent }) => {
      if (originalEvent !== undefined) this.touched = true;
    });
    map.on('zoom', () => this.look());
    map.on('moveend', () => {
      this.look();
      if (this.ready) this.surface.update();
      // The first fit is the page's doing: an address says only what a person chose.
      if (this.touched) options.onCamera(this.camera);
    });
    map.on('error', ({ error }) => {
      if (error instanceof GPUInitializationError) options.onLost();
      else console.warn('map', error);
    });
    map.on('click', ({ point, originalEvent }) => {
      const touch = originalEvent instanceof PointerEvent && originalEvent.pointerType === 'touch';
      void this.pick(point, touch ? REACH_TOUCH : REACH_MOUSE);
    });
    map.on('mousemove', ({ point }) => this.ready && this.marks.hover(point));
    map.on('mouseout', () => this.marks.hover(null));
  }

  /** The engine has another answer: tiles and surface follow. */
  private answered(): void {
    if (!this.ready || this.options.engine.generation === this.refresh.shown) return;
    this.surface.update();
    void this.refresh.run();
  }

  /** An image source without an image counts as loading for ever, and a map that loads is never idle. */
  private clearSurface(): void {
    const source = this.map.getSource<ImageSource>(SOURCES.density);
    if (source !== undefined && source.image == null) source.updateImage({ image: new ImageData(1, 1) });
  }

  private style() {
    const { ground: under, theme, language, view, hotSpots, corners } = this;
    return mapStyle({
      ground: under,
      theme,
      language,
      places: this.options.engine.places,
      layers: view.layers,
      tiles: this.tiles.url(this.refresh.shown),
      hotSpots,
      densityCorners: corners,
    });
  }

  private restyle(): void {
    this.map.setStyle(this.style(), { diff: true });
    this.clearSurface();
    this.surface.repaint();
    this.marks.choose(undefined, this.view.at);
  }

  /** Another theme or language: the ground itself has other colours and names. */
  private async reground(): Promise<void> {
    const theme = readMapTheme();
    const made = await ground(this.options.basemap, this.area, theme, this.language);
    if (this.disposed) return;
    this.theme = theme;
    this.ground = made;
    this.restyle();
    this.look();
  }

  private async pick(point: { x: number; y: number }, reach: number, sayNone = false): Promise<void> {
    const { engine, onPick, onPlace } = this.options;
    const there = await incidentsAt(this.map, engine, point, reach);
    if (this.disposed) return;
    const { lng: lon, lat } = this.map.unproject([point.x, point.y]);
    if (there !== null && there.total > 0) {
      onPick({ lon, lat, there });
      return;
    }
    const { place, hotSpot } = under(this.map, point);
    // Who can't see the map is told that there is nothing; who clicks beside a point sees it.
    onPick(sayNone && place === undefined ? { lon, lat, there: { incidents: [], total: 0 } } : null);
    if (place !== undefined || hotSpot !== undefined) onPlace((hotSpot ?? place)!);
  }

  private async drawnWhole(): Promise<void> {
    if (!this.map.loaded()) await new Promise<void>((resolve) => void this.map.once('idle', () => resolve()));
  }

  private measure(): Drawn {
    const { lat } = this.map.getCenter();
    const zoom = this.map.getZoom();
    return {
      scale: this.surface.scale ?? FIRST_SCALE,
      surface: this.surface.state,
      bandwidth_m: this.surface.bandwidth_m,
      cell_m: cellSideM(zoom, lat),
      metres_per_px: this.metresPerPixel(),
      zoom,
      attribution: this.ground.attribution,
      sketched: this.ground.sketched,
    };
  }

  private look(): void {
    this.drawn = this.measure();
    for (const listener of this.listeners) listener();
  }

  private metresPerPixel(): number {
    return metresPerPixel(this.map.getZoom(), this.map.getCenter().lat);
  }
}

export type { Pick };
