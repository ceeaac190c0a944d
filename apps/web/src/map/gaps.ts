import type { Gap, Methods } from '@lagesbild/incidents';
import type { Feature, FeatureCollection, MultiLineString, MultiPolygon } from 'geojson';
import { cornersOf, sidesOf, stripe, type ToDegrees } from './cell-shapes.ts';
import { shownGap } from './gap-marks.ts';

export type GapMap = Methods['gap-map']['answer'];

/** The name of a gap: the middle of its first cell in whole metres, by which an address finds it again. */
export function gapKey(
  { cells }: Gap,
  { raster: { west_m, south_m, cell_m, columns } }: Pick<GapMap, 'raster'>,
): string {
  const [cell] = cells as [number];
  const middle = (edge: number, along: number): number => Math.floor(edge + (along + 0.5) * cell_m);
  return `g:${middle(west_m, cell % columns)}.${middle(south_m, Math.floor(cell / columns))}`;
}

/** The gap that a key names, or that has its place now; undefined where nothing differs any more. */
export function gapByKey(gaps: GapMap | null, key: string | undefined): Gap | undefined {
  const found = /^g:(-?\d+)\.(-?\d+)$/.exec(key ?? '');
  if (gaps === null || found === null) return undefined;
  const { west_m, south_m, cell_m, columns } = gaps.raster;
  const column = Math.floor((Number(found[1]) - west_m) / cell_m);
  const row = Math.floor((Number(found[2]) - south_m) / cell_m);
  if (column < 0 || column >= columns) return undefined;
  return gaps.gaps.find(({ cells }) => cells.includes(row * columns + column));
}

type Properties = { class: number; key: string };
export type GapFeatures = FeatureCollection<MultiPolygon | MultiLineString, Properties>;
export const NO_GAPS: GapFeatures = { type: 'FeatureCollection', features: [] };

/** What the map draws of gaps: their cells, and a line round those that touch. */
export function gapFeatures(answer: GapMap, toDegrees: ToDegrees): GapFeatures {
  const { columns } = answer.raster;
  const corner = cornersOf(answer.raster, toDegrees);
  const features = answer.gaps
    .filter((gap) => shownGap(gap.class) !== null)
    .flatMap((gap): Feature<MultiPolygon | MultiLineString, Properties>[] => {
      const properties = { class: gap.class, key: gapKey(gap, answer) };
      const cells = gap.cells.map((cell) => [
        stripe(corner, Math.floor(cell / columns), cell % columns, (cell % columns) + 1),
      ]);
      const lines = sidesOf(gap.cells, columns, corner);
      return [
        { type: 'Feature', geometry: { type: 'MultiPolygon', coordinates: cells }, properties },
        { type: 'Feature', geometry: { type: 'MultiLineString', coordinates: lines }, properties },
      ];
    });
  return { type: 'FeatureCollection', features };
}
