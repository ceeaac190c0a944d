import type { Installation } from '@lagesbild/contract';
import type { MultiPolygon, Polygon } from 'geojson';
import type { GeoJSONSource, Map as GlMap, ImageSource, StyleSpecification } from 'maplibre-gl';
import type { Engine } from '../engine/engine.ts';
import type { Layer } from '../filter.ts';
import { type MapTheme, readMapTheme } from '../theme/map-theme.ts';
import { ground } from './basemap-kinds.ts';
import type { Pixels } from './density-image.ts';
import type { Corners } from './density-surface.ts';
import { type EmergingFeatures, NO_CHANGE } from './emerging.ts';
import { patternOf } from './emerging-marks.ts';
import { gapPatternOf } from './gap-marks.ts';
import { type GapFeatures, NO_GAPS } from './gaps.ts';
import { type Ground, type GroundArea, sketchGround } from './ground.ts';
import { type HotSpotFeatures, NO_HOT_SPOTS } from './hot-spots.ts';
import { mapStyle } from './map-style.ts';
import { NOTHING_SAID, type PerceptionFeatures } from './perception.ts';
import { SOURCES } from './sources.ts';

export interface WardrobeOptions {
  engine: Engine;
  basemap: Installation['basemap'];
  language: string;
  /** Address of the tiles as they are now. */
  tiles: () => string;
}

/** Layers whose colour hangs on a feature's own value. */
const BY_VALUE: ReadonlySet<Layer> = new Set(['cells', 'emerging', 'gaps']);

/** What the map wears: ground, colours, language, and what is laid over it; and how it changes clothes. */
export class Wardrobe {
  readonly area: GroundArea;
  theme: MapTheme;
  ground: Ground;
  language: string;
  private readonly options: WardrobeOptions;
  private hotSpots: HotSpotFeatures = NO_HOT_SPOTS;
  private emerging: EmergingFeatures = NO_CHANGE;
  private perception: PerceptionFeatures = NOTHING_SAID;
  private gaps: GapFeatures = NO_GAPS;
  private corners: Corners;

  constructor(options: WardrobeOptions) {
    const { municipality } = options.engine;
    this.options = options;
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
  }

  style(layers: readonly Layer[]): StyleSpecification {
    const { ground: under, theme, language, hotSpots, emerging, perception, gaps, corners } = this;
    const { engine, tiles } = this.options;
    const drawn = { hotSpots, emerging, perception, gaps, densityCorners: corners };
    return mapStyle({ ground: under, theme, language, places: engine.places, layers, tiles: tiles(), ...drawn });
  }

  /** The colours and the language of now, whose ground has to be made first. */
  async renew(): Promise<void> {
    const theme = readMapTheme();
    this.ground = await ground(this.options.basemap, this.area, theme, this.language);
    this.theme = theme;
  }

  /** Can it change within one frame? Not a ground that is fetched, nor colours that tiles were laid out with. */
  changesAtOnce(layers: readonly Layer[]): boolean {
    return this.ground.sketched && !layers.some((layer) => BY_VALUE.has(layer));
  }

  renewNow(): void {
    this.theme = readMapTheme();
    this.ground = sketchGround(this.area, this.theme);
  }

  /** Patterns are drawn when a style first asks for them. */
  drawPatterns(map: GlMap): void {
    map.setMissingStyleImageResolver((name) => {
      const pattern = patternOf(name, this.theme) ?? gapPatternOf(name, this.theme);
      if (pattern === null || map.hasImage(name)) return;
      const { data, width, height, pixelRatio } = pattern;
      map.addImage(name, new ImageData(data, width, height), { pixelRatio });
    });
  }

  showHotSpots(map: GlMap, features: HotSpotFeatures): void {
    this.hotSpots = features;
    void map.getSource<GeoJSONSource>(SOURCES.hotSpots)?.setData(features);
  }

  showEmerging(map: GlMap, features: EmergingFeatures): void {
    this.emerging = features;
    void map.getSource<GeoJSONSource>(SOURCES.emerging)?.setData(features);
  }

  showPerception(map: GlMap, features: PerceptionFeatures): void {
    this.perception = features;
    void map.getSource<GeoJSONSource>(SOURCES.perception)?.setData(features);
  }

  showGaps(map: GlMap, features: GapFeatures): void {
    this.gaps = features;
    void map.getSource<GeoJSONSource>(SOURCES.gaps)?.setData(features);
  }

  showSurface(map: GlMap, { data, width, height }: Pixels, corners: Corners): void {
    this.corners = corners;
    const image = new ImageData(data, width, height);
    map.getSource<ImageSource>(SOURCES.density)?.updateImage({ image, coordinates: corners });
  }

  /** An image source without an image counts as loading for ever, and a map that loads is never idle. */
  clearSurface(map: GlMap): void {
    const source = map.getSource<ImageSource>(SOURCES.density);
    if (source !== undefined && source.image == null) source.updateImage({ image: new ImageData(1, 1) });
  }
}
