import { EMERGING_CLASSES, OUTSIDE, type Raster } from '@lagesbild/analysis';
import { CHANGES, classOfCells, type EmergingClass, type KnownSpot, type Methods } from '@lagesbild/incidents';
import type { Feature, FeatureCollection, MultiLineString, MultiPolygon } from 'geojson';
import { cornersOf, sidesOf, stripe, type ToDegrees } from './cell-shapes.ts';
import type { HotSpots } from './hot-spots.ts';

export type Emerging = Methods['emerging']['answer'];

/** Seventeen classes are four on the map: hot spots that grow, stay, fade, and cells with unusually few incidents. */
export const CHANGE_GROUPS = ['growing', 'staying', 'fading', 'few'] as const;
export type ChangeGroup = (typeof CHANGE_GROUPS)[number];

/** The classes of a group by their number, negative for cold; those of `few` are all cold ones. */
export const CLASSES_OF: Readonly<Record<ChangeGroup, readonly number[]>> = {
  growing: CHANGES.growing.map(classNumbered),
  staying: CHANGES.staying.map(classNumbered),
  fading: CHANGES.fading.map(classNumbered),
  few: Object.values(CHANGES)
    .flat()
    .map((name) => -classNumbered(name)),
};

/** The number of a hot class. */
export function classNumbered(name: EmergingClass): number {
  return EMERGING_CLASSES.indexOf(name);
}

/** The name of a class by its number: a cold one has the name of the hot one it mirrors. */
export const classNamed = (number: number): EmergingClass => EMERGING_CLASSES[Math.abs(number)]!;

/** The group of a class by its number; null for none, and outside. */
export const groupOf = (number: number): ChangeGroup | null =>
  CHANGE_GROUPS.find((group) => CLASSES_OF[group].includes(number)) ?? null;

/** How many cells are of each class, by its number. */
export function cellsByClass(classes: Int8Array): Map<number, number> {
  const cells = new Map<number, number>();
  for (const number of classes) if (number !== OUTSIDE) cells.set(number, (cells.get(number) ?? 0) + 1);
  return cells;
}

/** The cells of this raster under those of another, which may be of another size: each where its middle lies. */
export function cellsUnder(
  cells: readonly number[],
  from: Raster,
  { west_m, south_m, cell_m, columns, rows }: Raster,
): number[] {
  const found = cells.flatMap((cell) => {
    const x = from.west_m + ((cell % from.columns) + 0.5) * from.cell_m;
    const y = from.south_m + (Math.floor(cell / from.columns) + 0.5) * from.cell_m;
    const [column, row] = [Math.floor((x - west_m) / cell_m), Math.floor((y - south_m) / cell_m)];
    return column >= 0 && column < columns && row >= 0 && row < rows ? [row * columns + column] : [];
  });
  return [...new Set(found)];
}

/** |z| of a trend that chance alone gives in a twentieth of cases. */
const TREND_Z = 1.959964;

/** What became of a spot: the class of most of its cells that ever were hot, and where the strongest cell of that class is going. */
export function changeOf(
  spot: KnownSpot,
  { raster, z }: Pick<HotSpots, 'raster' | 'z'>,
  { raster: own, classes, trend }: Emerging,
): { number: number; trend: 'up' | 'down' | 'flat' } {
  const number = classNumbered(classOfCells(cellsUnder(spot.cells, raster, own), classes));
  const ranked = [...spot.cells].sort((a, b) => z[b]! - z[a]!);
  const strongest = ranked.flatMap((cell) => cellsUnder([cell], raster, own)).find((cell) => classes[cell] === number);
  const going = strongest === undefined ? 0 : trend[strongest]!;
  return { number, trend: going >= TREND_Z ? 'up' : going <= -TREND_Z ? 'down' : 'flat' };
}

type Properties = { class: number; group: ChangeGroup };
export type EmergingFeatures = FeatureCollection<MultiPolygon | MultiLineString, Properties>;
export const NO_CHANGE: EmergingFeatures = { type: 'FeatureCollection', features: [] };

/** What the map draws of change: the cells of each class, row by row where they touch, and the line round each group. */
export function emergingFeatures({ classes, raster }: Emerging, toDegrees: ToDegrees): EmergingFeatures {
  const { columns } = raster;
  const corner = cornersOf(raster, toDegrees);
  const polygons = new Map<number, MultiPolygon['coordinates']>();
  const cells = new Map<ChangeGroup, number[]>();
  for (let cell = 0; cell < classes.length; cell++) {
    const number = classes[cell]!;
    const group = groupOf(number);
    if (group === null) continue;
    const row = Math.floor(cell / columns);
    const from = cell % columns;
    let to = from + 1;
    while (to < columns && classes[row * columns + to] === number) to++;
    polygons.set(number, [...(polygons.get(number) ?? []), [stripe(corner, row, from, to)]]);
    const own = cells.get(group) ?? [];
    for (let column = from; column < to; column++) own.push(row * columns + column);
    cells.set(group, own);
    cell = row * columns + to - 1;
  }
  const areas = [...polygons].map(([number, coordinates]): Feature<MultiPolygon, Properties> => {
    const properties = { class: number, group: groupOf(number)! };
    return { type: 'Feature', geometry: { type: 'MultiPolygon', coordinates }, properties };
  });
  const lines = [...cells].map(([group, own]): Feature<MultiLineString, Properties> => {
    const coordinates = sidesOf(own, columns, corner);
    return { type: 'Feature', geometry: { type: 'MultiLineString', coordinates }, properties: { class: 0, group } };
  });
  return { type: 'FeatureCollection', features: [...areas, ...lines] };
}
