/**
 * The numbers that the layers draw by and the legend prints: one place, so that they can't disagree. All of them are
 * absolute, so that a colour means the same before and after a filter, a pan, and through a whole playback.
 */

/** A density surface in five classes: class i holds breaks[i] ≤ incidents per km² < breaks[i + 1]; below is clear. */
export interface DensityScale {
  readonly breaks: readonly [number, number, number, number, number];
}

/** Where the lowest class of a scale may begin, incidents per km². Each scale doubles four times from there. */
const LOWEST = [0.1, 0.5, 2, 5, 20, 50, 200, 500, 2000, 5000, 20_000] as const;

const scaleFrom = (lowest: number): DensityScale => ({
  breaks: [lowest, 2 * lowest, 4 * lowest, 8 * lowest, 16 * lowest],
});

/** The scale of the drawings: 5, 10, 20, 40, 80 incidents per km². */
export const FIRST_SCALE: DensityScale = scaleFrom(5);

/**
 * Which scale suits a settled question? It follows from the peak and nothing else, so that a link opens to the same colours
 * wherever its sender came from; while something is dragged or played nobody asks, and colours stand still.
 *
 * @param peak_per_km2  the largest density anywhere in the area, not only in view
 * @returns `current` itself when it stays, or when nothing is selected
 */
export function densityScale(peak_per_km2: number, current: DensityScale | null): DensityScale {
  if (!(peak_per_km2 > 0)) return current ?? FIRST_SCALE;
  const lowest = LOWEST.filter((from) => 16 * from <= peak_per_km2).at(-1) ?? LOWEST[0];
  return current?.breaks[0] === lowest ? current : scaleFrom(lowest);
}

/** A kernel's standard deviation that the eye takes for a surface and not for dots: px on the screen. */
const SMOOTH_PX = 12;
/** Closer than this the surface isn't sharpened by itself, metres: it would say more than a few streets can bear. */
const SHARPEST_M = 200;

/** How wide a bandwidth does this scale of map ask for? The least of those on offer that is a surface, not dots. */
export function bandwidthFor(metres_per_px: number, offered: readonly number[]): number {
  const wide = Math.max(SHARPEST_M, SMOOTH_PX * metres_per_px);
  return offered.find((metres) => metres >= wide) ?? offered.at(-1)!;
}

/** Which class does a density fall in? −1 below the lowest. */
export function densityClass(scale: DensityScale, per_km2: number): number {
  let found = -1;
  for (const from of scale.breaks) if (per_km2 >= from) found++;
  return found;
}

/** How opaque each class of the surface is: the basemap shows through little more than through much. */
export const DENSITY_ALPHA = [0.5, 0.58, 0.64, 0.7, 0.76] as const;

type CellBreaks = readonly [number, number, number, number, number];
/**
 * Count cells: class i holds breaks[i] ≤ n < breaks[i + 1], incidents per cell. A cell of a county holds what a hundred
 * cells of a town hold, so each whole zoom from `zoom` on has classes of its own, whatever is selected.
 */
export const CELL_CLASSES: readonly { zoom: number; breaks: CellBreaks }[] = [
  { zoom: 0, breaks: [1, 20, 100, 500, 2500] },
  { zoom: 8, breaks: [1, 10, 50, 250, 1000] },
  { zoom: 9, breaks: [1, 5, 20, 80, 300] },
  { zoom: 11, breaks: [1, 3, 10, 30, 100] },
];

/** The classes of count cells at a zoom. */
export const cellBreaks = (zoom: number): CellBreaks =>
  CELL_CLASSES.findLast(({ zoom: from }) => from <= zoom)?.breaks ?? CELL_CLASSES[0]!.breaks;

/** Count cells are cut from tiles up to this zoom; above it they keep their size on the ground. */
export const CELLS_MAX_ZOOM = 11;
/** From this zoom a single incident can be a mark of its own. */
export const POINTS_MIN_ZOOM = 12;
const CELLS_PER_TILE = 128;
const EQUATOR_M = 40_075_016.686;

/** Side on the ground of one count cell at a zoom and latitude, in metres: what the legend says beside the classes. */
export const cellSideM = (zoom: number, lat: number): number =>
  (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / 2 ** Math.min(Math.floor(zoom), CELLS_MAX_ZOOM) / CELLS_PER_TILE;

/** Metres on the ground per screen pixel (tiles of 512 px). */
export const metresPerPixel = (zoom: number, lat: number): number =>
  (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom / 512;

/** Radius of a point, px, by zoom. */
export const POINT_RADIUS = [
  [12, 2.2],
  [14, 3.4],
  [16, 5.5],
  [19, 9],
] as const;

/** A round length that is at most `widest_px` wide on the screen: 1, 2 or 5 times a power of ten, in metres. */
export function scaleBar(metres_per_px: number, widest_px: number): { metres: number; px: number } {
  const most = metres_per_px * widest_px;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  return { metres, px: metres / metres_per_px };
}
