import type { Raster } from '@lagesbild/analysis';
import type { Position } from 'geojson';

export type ToDegrees = (x: number, y: number) => [number, number];

/** Where the lines of a raster cross, in degrees. */
export const cornersOf =
  ({ west_m, south_m, cell_m }: Raster, toDegrees: ToDegrees) =>
  (column: number, row: number): Position =>
    toDegrees(west_m + column * cell_m, south_m + row * cell_m);

/** A closed ring round a row of cells, `to` not among them. */
export function stripe(
  corner: (column: number, row: number) => Position,
  row: number,
  from: number,
  to: number,
): Position[] {
  const first = corner(from, row);
  return [first, corner(to, row), corner(to, row + 1), corner(from, row + 1), first];
}

/** The sides that some cells don't share with each other: the line round them, piece by piece. */
export function sidesOf(
  cells: readonly number[],
  columns: number,
  corner: (column: number, row: number) => Position,
): [Position, Position][] {
  const inside = new Set(cells);
  return cells.flatMap((cell): [Position, Position][] => {
    const [c, r] = [cell % columns, Math.floor(cell / columns)];
    const has = (column: number, row: number): boolean =>
      column >= 0 && column < columns && row >= 0 && inside.has(row * columns + column);
    return [
      ...(has(c, r - 1) ? [] : [[corner(c, r), corner(c + 1, r)] as [Position, Position]]),
      ...(has(c, r + 1) ? [] : [[corner(c, r + 1), corner(c + 1, r + 1)] as [Position, Position]]),
      ...(has(c - 1, r) ? [] : [[corner(c, r), corner(c, r + 1)] as [Position, Position]]),
      ...(has(c + 1, r) ? [] : [[corner(c + 1, r), corner(c + 1, r + 1)] as [Position, Position]]),
    ];
  });
}

/** [west, south, east, north] of some cells, degrees. */
export function cellBounds(
  cells: readonly number[],
  raster: Raster,
  toDegrees: ToDegrees,
): [number, number, number, number] {
  const across = cells.map((cell) => cell % raster.columns);
  const up = cells.map((cell) => Math.floor(cell / raster.columns));
  const corner = cornersOf(raster, toDegrees);
  const [west, south] = corner(Math.min(...across), Math.min(...up));
  const [east, north] = corner(Math.max(...across) + 1, Math.max(...up) + 1);
  return [west!, south!, east!, north!];
}
