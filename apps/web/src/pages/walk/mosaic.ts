/** A picture's pixels, as a canvas gives them. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of each. */
  readonly data: Uint8ClampedArray;
}

/** Cells along the longer side: few enough that a plate which fills a tenth of the picture is four of them. */
const CELLS = 40;

/** How a picture is cut into cells that can be hidden. */
export interface Grid {
  /** Side of a cell, pixels. */
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
}

export function gridOf({ width, height }: { width: number; height: number }): Grid {
  const side = Math.max(1, Math.ceil(Math.max(width, height) / CELLS));
  return { side, columns: Math.ceil(width / side), rows: Math.ceil(height / side) };
}

/** The cell of a place in the picture; the nearest one for what lies outside. */
export function cellAt({ side, columns, rows }: Grid, x: number, y: number): number {
  const clamped = (value: number, of: number): number => Math.min(of - 1, Math.max(0, Math.floor(value / side)));
  return clamped(y, rows) * columns + clamped(x, columns);
}

/** All cells of the rectangle between two of them. */
export function cellsBetween({ columns }: Grid, a: number, b: number): number[] {
  const [ax, bx] = [a % columns, b % columns].sort((one, other) => one - other);
  const [ay, by] = [Math.floor(a / columns), Math.floor(b / columns)].sort((one, other) => one - other);
  const cells: number[] = [];
  for (let y = ay!; y <= by!; y++) for (let x = ax!; x <= bx!; x++) cells.push(y * columns + x);
  return cells;
}

/** Gives every pixel of a cell the mean of them, in place: what it showed can't be had back. */
export function hideCells({ width, height, data }: Pixels, { side, columns }: Grid, cells: Iterable<number>): void {
  for (const cell of cells) {
    const [west, north] = [(cell % columns) * side, Math.floor(cell / columns) * side];
    const [east, south] = [Math.min(width, west + side), Math.min(height, north + side)];
    const sums = [0, 0, 0];
    for (let y = north; y < south; y++)
      for (let x = west; x < east; x++)
        for (let band = 0; band < 3; band++) sums[band]! += data[(y * width + x) * 4 + band]!;
    const n = (east - west) * (south - north);
    for (let y = north; y < south; y++)
      for (let x = west; x < east; x++)
        for (let band = 0; band < 3; band++) data[(y * width + x) * 4 + band] = sums[band]! / n;
  }
}
