import type { Points, Raster } from './kernel.ts';

/** Correction for what a kernel loses beyond the edge of the study area, outside which nothing is recorded. */
export interface EdgeCorrection {
  /** uniform: the density is divided by the mass of a kernel round each cell; diggle: each incident by that of its own, which keeps the total */
  readonly by: 'uniform' | 'diggle';
  /** per cell of the raster, which must hold the whole study area, the share of it inside: 0 to 1 */
  readonly shares: ArrayLike<number>;
}

/** The points that lie in cells with a share, each with its weight. */
export function pointsInside({ x, y, weights }: Points, raster: Raster, shares: ArrayLike<number>) {
  const { west_m, south_m, cell_m, columns, rows } = raster;
  const inside: { x: number[]; y: number[]; weights: number[] } = { x: [], y: [], weights: [] };
  let outside = 0;
  for (let i = 0; i < x.length; i++) {
    const column = Math.floor((x[i]! - west_m) / cell_m);
    const row = Math.floor((y[i]! - south_m) / cell_m);
    const weight = weights === null ? 1 : weights[i]!;
    if (column >= 0 && column < columns && row >= 0 && row < rows && shares[row * columns + column]! > 0) {
      inside.x.push(x[i]!);
      inside.y.push(y[i]!);
      inside.weights.push(weight);
    } else outside += weight;
  }
  return { ...inside, outside };
}

/** The study area as points: the middle of each cell that has a share, weighing its area in km². */
export function areaPoints(raster: Raster, shares: ArrayLike<number>): { x: number[]; y: number[]; weights: number[] } {
  const { west_m, south_m, cell_m, columns } = raster;
  const points: { x: number[]; y: number[]; weights: number[] } = { x: [], y: [], weights: [] };
  for (let cell = 0; cell < shares.length; cell++) {
    const share = shares[cell]!;
    if (!(share >= 0 && share <= 1)) throw new RangeError(`a share of ${share} of cell ${cell}`);
    if (share === 0) continue;
    points.x.push(west_m + ((cell % columns) + 0.5) * cell_m);
    points.y.push(south_m + (Math.floor(cell / columns) + 0.5) * cell_m);
    points.weights.push((share * cell_m * cell_m) / 1e6);
  }
  return points;
}

/** A field of cells read between their middles; beyond the outermost as there. */
export function between(field: Float64Array, { west_m, south_m, cell_m, columns, rows }: Raster) {
  const place = (metres: number, cells: number): [number, number] => {
    const at = Math.min(cells - 1, Math.max(0, metres / cell_m - 0.5));
    const first = Math.min(Math.max(0, cells - 2), Math.floor(at));
    return [first, at - first];
  };
  return (x: number, y: number): number => {
    const [column, s] = place(x - west_m, columns);
    const [row, t] = place(y - south_m, rows);
    const at = row * columns + column;
    const [east, north] = [columns > 1 ? 1 : 0, rows > 1 ? columns : 0];
    const south = field[at]! * (1 - s) + field[at + east]! * s;
    return south * (1 - t) + (field[at + north]! * (1 - s) + field[at + north + east]! * s) * t;
  };
}
