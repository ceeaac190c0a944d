import type { Filter } from '@lagesbild/contract';
import type { BoxM, DensityGrid, Engine } from '../engine/engine.ts';
import { BANDWIDTHS_M } from '../filter.ts';
import { breath } from './breath.ts';
import { densityImage, fineness, type Pixels } from './density-image.ts';
import { bandwidthFor, type DensityScale, densityScale } from './legend-scale.ts';
import { boxInMetres, grown, intersection, type Projection } from './projection.ts';

/** West-north, east-north, east-south, west-south, in degrees: as MapLibre wants the corners of an image. */
export type Corners = [[number, number], [number, number], [number, number], [number, number]];

/** What is in view: [west, south, east, north] in degrees, and the metres a pixel stands for. */
export interface Sight {
  bounds: readonly [number, number, number, number];
  metres_per_px: number;
}

export interface DensitySurfaceOptions {
  engine: Engine;
  projection: Projection;
  sight: () => Sight;
  ramp: () => readonly string[];
  /** false while a person drags the question or plays: the scale, and so every colour, stays what it is. */
  settled: () => boolean;
  /** false while anything is dragged, a slider of the bandwidth too: the surface is coarser then, and quicker. */
  still: () => boolean;
  onImage: (pixels: Pixels, corners: Corners) => void;
  onScale: (scale: DensityScale) => void;
}

export type SurfaceState = 'off' | 'working' | 'ready' | 'unavailable';

/** Beyond the area there may be strays, but no surface worth computing. */
const BEYOND_M = 10_000;
/** A pixel of the screen needs no cell smaller than this many of it. */
const CELL_PX = 2;
/**
 * How fine the surface is computed. Between cells of a fifth of the bandwidth it is interpolated to within 1 % of
 * itself; while something moves, a third and no margin answer in a few milliseconds instead of twenty.
 * `margin` is how much wider than the view the image is on each side, so that a short pan shows no edge.
 */
const STILL = { cells_per_bandwidth: 5, margin: 0.25, pixels: 1_000_000 };
const MOVING = { cells_per_bandwidth: 3, margin: 0.02, pixels: 300_000 };

/** Keeps the density image of a map in step with its engine and its view: one request under way, the newest next. */
export class DensitySurface {
  state: SurfaceState = 'off';
  scale: DensityScale | null = null;
  private readonly options: DensitySurfaceOptions;
  private readonly area: BoxM;
  /** Of the surface as it is drawn, metres. */
  bandwidth_m = 200;
  /** What was asked for; null leaves it to the map's scale. */
  private asked_m: number | null = null;
  /** The questions that a run of playback goes through: one scale is chosen for all of them. */
  private run: readonly Filter[] | null = null;
  private grid: DensityGrid | null = null;
  /** What the scale was chosen for. */
  private scaledFor = '';
  private busy = false;
  private again = false;
  private disposed = false;

  constructor(options: DensitySurfaceOptions) {
    this.options = options;
    this.area = grown(boxInMetres(options.projection, options.engine.municipality.bounds), BEYOND_M);
  }

  /** @param bandwidth_m  null: as the map's scale asks for */
  show(on: boolean, bandwidth_m: number | null): void {
    this.asked_m = bandwidth_m;
    if (!on) this.state = 'off';
    else if (this.state === 'off') this.state = 'working';
    this.update();
  }

  /** Something it depends on changed: rows, filter, view, bandwidth, or a drag ended. */
  update(): void {
    if (this.state === 'off' || this.disposed) return;
    this.again = true;
    if (!this.busy) void this.work();
  }

  /** One scale and one bandwidth from now on, for all of these questions; null lets them follow again. Resolves when it is so. */
  async hold(run: readonly Filter[] | null): Promise<void> {
    this.run = run;
    this.scaledFor = '';
    if (this.state === 'off') return;
    await this.choose();
    this.update();
  }

  /** Draw the last grid again, in the colours of now. */
  repaint(): void {
    if (this.state !== 'off' && this.grid !== null) this.paint(this.grid);
  }

  dispose(): void {
    this.disposed = true;
  }

  private async work(): Promise<void> {
    this.busy = true;
    try {
      while (this.again && !this.disposed) {
        this.again = false;
        await this.choose();
        const grid = await this.request();
        if (this.disposed) return;
        this.state = grid === null ? 'unavailable' : 'ready';
        if (grid === null) continue;
        this.grid = grid;
        this.paint(grid);
        await breath();
      }
    } catch (error) {
      // The engine says what is wrong by its own state; the last surface stays where it is.
      console.warn('density', error);
      if (this.grid === null) this.state = 'unavailable';
    } finally {
      this.busy = false;
    }
  }

  /**
   * The scale is chosen by the highest density of the whole area, so that no pan changes a colour, and a zoom only where
   * the bandwidth changes with it. A run of playback is scaled by the highest of all its frames.
   */
  private async choose(): Promise<void> {
    const { engine, settled, sight, onScale } = this.options;
    const still = settled() && this.run === null;
    if (this.asked_m !== null) this.bandwidth_m = this.asked_m;
    else if (still || this.scale === null) this.bandwidth_m = bandwidthFor(sight().metres_per_px, BANDWIDTHS_M);
    const wanted = `${this.run === null ? engine.generation : 'run'} ${this.bandwidth_m}`;
    if (wanted === this.scaledFor || (this.scale !== null && this.run === null && !still)) return;
    const peak = await this.peak(this.run ?? [undefined]);
    if (peak === null) return;
    this.scaledFor = wanted;
    const scale = densityScale(peak, this.scale);
    if (scale === this.scale) return;
    this.scale = scale;
    onScale(scale);
  }

  /** The highest density anywhere under any of these questions; `undefined` is the page's own. null: there is none. */
  private async peak(filters: readonly (Filter | undefined)[]): Promise<number | null> {
    const { bandwidth_m } = this;
    let peak: number | null = null;
    for (const filter of filters) {
      const whole = await this.options.engine.density({ box: this.area, bandwidth_m, cell_m: bandwidth_m / 2, filter });
      if (whole !== null) peak = Math.max(peak ?? 0, whole.peak);
    }
    return peak;
  }

  private request(): Promise<DensityGrid | null> {
    const { engine, projection, sight, still } = this.options;
    const { margin, cells_per_bandwidth } = still() ? STILL : MOVING;
    const { bounds, metres_per_px } = sight();
    const [west, south, east, north] = bounds;
    const [x, y] = [(east - west) * margin, (north - south) * margin];
    const seen = boxInMetres(projection, [west - x, south - y, east + x, north + y]);
    const box = intersection(seen, this.area) ?? this.area;
    const cell_m = Math.max(CELL_PX * metres_per_px, this.bandwidth_m / cells_per_bandwidth);
    return engine.density({ box, bandwidth_m: this.bandwidth_m, cell_m });
  }

  private paint(grid: DensityGrid): void {
    const { sight, ramp, projection, onImage, still } = this.options;
    if (this.scale === null) return;
    const { pixels: affordable } = still() ? STILL : MOVING;
    const fine = fineness(grid.columns, grid.rows, grid.cell_m / sight().metres_per_px, affordable);
    const pixels = densityImage(grid, this.scale, ramp(), fine);
    const [x0, y0, x1, y1] = grid.box;
    // The grid stands straight in the municipality's CRS, which leans on the map: each corner is projected for itself.
    const corners: Corners = [
      projection.toDegrees(x0, y1),
      projection.toDegrees(x1, y1),
      projection.toDegrees(x1, y0),
      projection.toDegrees(x0, y0),
    ];
    onImage(pixels, corners);
  }
}
