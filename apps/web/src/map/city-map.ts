import type { Filter, Installation } from '@lagesbild/contract';
import { type Map as GlMap, GPUInitializationError } from 'maplibre-gl';
import type { Engine } from '../engine/engine.ts';
import type { Camera, View } from '../filter.ts';
import { themeKind, watchTheme } from '../theme/map-theme.ts';
import { firstBounds } from './bounds.ts';
import { boundsInView, cameraOf, fitInto, near, zoomBy } from './camera.ts';
import { DensitySurface } from './density-surface.ts';
import { type Drawn, drawnNow, metresPerPixelOf } from './drawn.ts';
import type { EmergingFeatures } from './emerging.ts';
import type { GapFeatures } from './gaps.ts';
import { openGlMap } from './gl-map.ts';
import type { HotSpotFeatures } from './hot-spots.ts';
import { drawnWhole, imageOf, type Snapshot, snapshotOf } from './map-image.ts';
import { Marks } from './marks.ts';
import type { PerceptionFeatures } from './perception.ts';
import { incidentsAt, type Pick, under } from './picking.ts';
import { projection } from './projection.ts';
import { serveTiles } from './protocol.ts';
import { TileRefresh } from './tile-refresh.ts';
import { Wardrobe } from './wardrobe.ts';

export interface CityMapOptions {
  container: HTMLElement;
  engine: Engine;
  basemap: Installation['basemap'];
  view: View;
  language: string;
  /** Spoken name of the map. */
  label: string;
  /** false while a person drags the question or plays. */
  settled: () => boolean;
  /** false while a person drags anything, a slider of the legend too. */
  still: () => boolean;
  onCamera: (camera: Camera) => void;
  onPick: (pick: Pick | null) => void;
  onPlace: (slug: string) => void;
  /** Before anything is looked for under a press: true if the press was meant for the page itself. */
  onPoint?: ((lon: number, lat: number, touch: boolean) => boolean) | undefined;
  /** The graphics context was lost for good. */
  onLost: () => void;
}

/** A finger covers more than a pointer: px around a tap or click that count as hit. */
const REACH_TOUCH = 14;
const REACH_MOUSE = 5;

/** The one map of the page: owns MapLibre, is fed plain data, and knows nothing of React. */
export class CityMap {
  private readonly map: GlMap;
  private readonly options: CityMapOptions;
  private readonly tiles: ReturnType<typeof serveTiles>;
  private readonly refresh: TileRefresh;
  private readonly wardrobe: Wardrobe;
  private readonly marks: Marks;
  private readonly surface: DensitySurface;
  private readonly listeners = new Set<() => void>();
  private readonly ends: (() => void)[] = [];
  private view: View;
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
    const { engine, view, container, label, basemap, language } = options;
    const { municipality } = engine;
    this.options = options;
    this.view = view;
    this.tiles = serveTiles(engine);
    this.ends.push(this.tiles.stop);
    this.refresh = new TileRefresh(() => this.map, engine, this.tiles.url);
    const tiles = (): string => this.tiles.url(this.refresh.shown);
    this.wardrobe = new Wardrobe({ engine, basemap, language, tiles });
    try {
      const bounds = firstBounds(engine.places, municipality.bounds);
      const style = this.wardrobe.style(view.layers);
      this.map = openGlMap({ container, style, camera: view.camera, bounds, label });
    } catch (error) {
      this.tiles.stop();
      throw error;
    }
    this.wardrobe.drawPatterns(this.map);
    this.marks = new Marks(this.map);
    this.surface = new DensitySurface({
      engine,
      projection: projection(municipality.proj4),
      sight: () => ({ bounds: this.bounds(), metres_per_px: metresPerPixelOf(this.map) }),
      ramp: () => this.wardrobe.theme.ramp,
      settled: options.settled,
      still: options.still,
      onImage: (pixels, corners) => {
        this.wardrobe.showSurface(this.map, pixels, corners);
        this.look();
      },
      onScale: () => this.look(),
    });
    this.drawn = drawnNow(this.map, this.surface, this.wardrobe.ground);
    this.follow();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What is in view, degrees, with what panels cover. */
  bounds(): [west: number, south: number, east: number, north: number] {
    return boundsInView(this.map);
  }

  get camera(): Camera {
    return cameraOf(this.map);
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
    this.wardrobe.showHotSpots(this.map, features);
  }

  /** What became of cells, likewise. */
  showEmerging(features: EmergingFeatures): void {
    this.wardrobe.showEmerging(this.map, features);
  }

  /** What people say, likewise. */
  showPerception(features: PerceptionFeatures): void {
    this.wardrobe.showPerception(this.map, features);
  }

  /** Where it differs from what is recorded, likewise. */
  showGaps(features: GapFeatures): void {
    this.wardrobe.showGaps(this.map, features);
  }

  setLanguage(language: string, label: string): void {
    if (language === this.wardrobe.language) return;
    this.wardrobe.language = language;
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
    fitInto(this.map, bounds);
  }

  fitArea(): void {
    this.fit(this.wardrobe.area.bounds);
  }

  zoom(steps: 1 | -1): void {
    this.touched = true;
    zoomBy(this.map, steps);
  }

  /** What lies in the middle of the free part of the map: the keyboard's click. */
  async pickCentre(): Promise<void> {
    await this.pick(this.map.project(this.map.getCenter()), REACH_TOUCH, true);
  }

  /** Where a place of the earth is on the screen, px from the map's top left corner. */
  project(lon: number, lat: number): { x: number; y: number } {
    return this.map.project([lon, lat]);
  }

  /** What place of the earth lies there, degrees; without a point, in the middle of the map. */
  unproject(point?: { x: number; y: number }): [lon: number, lat: number] {
    const { lng, lat } = point === undefined ? this.map.getCenter() : this.map.unproject([point.x, point.y]);
    return [lng, lat];
  }

  /** Its size on the screen, px. */
  get size(): { width: number; height: number } {
    const { clientWidth, clientHeight } = this.map.getContainer();
    return { width: clientWidth, height: clientHeight };
  }

  /** Under the crosshair comes what lies so many px to the right and below. At once: a held key repeats. */
  panBy(right: number, down: number): void {
    this.touched = true;
    this.map.panBy([right, down], { animate: false });
  }

  onMove(listener: () => void): () => void {
    this.map.on('move', listener);
    return () => this.map.off('move', listener);
  }

  focus(): void {
    this.map.getCanvas().focus();
  }

  /** Can the map be had in another theme at once? */
  get changesAtOnce(): boolean {
    return this.wardrobe.changesAtOnce(this.view.layers);
  }

  /** The map at once, as `beforeprint` has time for: in what the page wears now, if it can. */
  snapshot(): Snapshot {
    if (this.wardrobe.theme.kind !== themeKind() && this.changesAtOnce) {
      this.wardrobe.renewNow();
      this.restyle();
      this.map.redraw();
    }
    return snapshotOf(this.map, this.wardrobe.theme.kind);
  }

  /** Put on what the page wears now, and wait until it has been drawn. */
  async dressed(): Promise<void> {
    await this.reground();
    await drawnWhole(this.map);
  }

  /** The map as an image, once everything that is on its way has been drawn. */
  picture(): Promise<Blob> {
    return imageOf(this.map);
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
      this.wardrobe.clearSurface(this.map);
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
      const { lng, lat } = map.unproject(point);
      if (options.onPoint?.(lng, lat, touch)) return;
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

  private restyle(): void {
    this.map.setStyle(this.wardrobe.style(this.view.layers), { diff: true });
    this.wardrobe.clearSurface(this.map);
    this.surface.repaint();
    this.marks.choose(undefined, this.view.at);
  }

  /** Another theme or language: the ground itself has other colours and names. */
  private async reground(): Promise<void> {
    await this.wardrobe.renew();
    if (this.disposed) return;
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
    const { place, hotSpot, gap, said } = under(this.map, point);
    const found = said ?? gap ?? hotSpot ?? place;
    // Who can't see the map is told that there is nothing; who clicks beside a point sees it.
    onPick(sayNone && found === undefined ? { lon, lat, there: { incidents: [], total: 0 } } : null);
    if (found !== undefined) onPlace(found);
  }

  private look(): void {
    this.drawn = drawnNow(this.map, this.surface, this.wardrobe.ground);
    for (const listener of this.listeners) listener();
  }
}
