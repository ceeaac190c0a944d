import type { Raster } from '@lagesbild/analysis';
import type { Cluster } from './clusters.ts';
import type { HexagonsAnswer } from './hexagons.ts';
import type { Refused } from './study.ts';

type Layer = Float64Array | Int8Array | Uint8Array;
export type ToDegrees = (x_m: number, y_m: number) => readonly [number, number];
type Ring = (readonly number[])[];

/** A polygon of an answer, in degrees. */
export interface AnswerFeature {
  readonly type: 'Feature';
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] };
  readonly properties: Readonly<Record<string, number | null>>;
}

/** The fields of an answer that have a number per cell of its raster. */
function layersOf(answer: object, { columns, rows }: Raster): [name: string, layer: Layer][] {
  return Object.entries(answer).filter(
    (field): field is [string, Layer] => ArrayBuffer.isView(field[1]) && (field[1] as Layer).length === columns * rows,
  );
}

const rasterOf = (answer: object): Raster => (answer as { raster: Raster }).raster;

/** The cells of an answer, and what they are of. */
export interface Grid {
  readonly n: number;
  readonly refused: Refused;
  readonly raster: Raster;
  readonly layers: readonly string[];
  readonly values: Float32Array;
}

/** An answer's cells in four bytes a number: layer after layer, each row by row from the south-west; NaN where there is none. */
export function gridOf(answer: object): Grid {
  const raster = rasterOf(answer);
  const layers = layersOf(answer, raster);
  const { n, refused } = answer as { n: number; refused: Refused };
  const size = layers[0]?.[1].length ?? 0;
  const values = new Float32Array(size * layers.length);
  for (const [at, [, layer]] of layers.entries()) values.set(layer, at * size);
  return { n, refused, raster, layers: layers.map(([name]) => name), values };
}

/** An answer as polygons: its clusters, or the cells or hexagons inside the study area with what is known of each. */
export function featuresOf(answer: object, toDegrees: ToDegrees): AnswerFeature[] {
  const at = (x: number, y: number): readonly number[] => toDegrees(x, y).map((value) => Number(value.toFixed(7)));
  if ('clusters' in answer) return (answer.clusters as readonly Cluster[]).flatMap((cluster) => clusterOf(cluster, at));
  if ('side_m' in answer) return hexagonsOf(answer as HexagonsAnswer, at);
  const raster = rasterOf(answer);
  const { west_m, south_m, cell_m, columns } = raster;
  const layers = layersOf(answer, raster);
  const { shares } = answer as { shares: Float64Array };
  const features: AnswerFeature[] = [];
  for (let cell = 0; cell < shares.length; cell++) {
    if (shares[cell] === 0) continue;
    const [x, y] = [west_m + (cell % columns) * cell_m, south_m + Math.floor(cell / columns) * cell_m];
    const south = [at(x, y), at(x + cell_m, y)] as const;
    const ring = [...south, at(x + cell_m, y + cell_m), at(x, y + cell_m), south[0]];
    const known = layers.map(([name, layer]) => [name, Number.isNaN(layer[cell]!) ? null : layer[cell]!]);
    features.push(featureOf([ring], Object.fromEntries(known)));
  }
  return features;
}

/** Six corners, from the southernmost counterclockwise. */
function hexagonsOf(
  { x, y, side_m, counts, shares }: HexagonsAnswer,
  at: (x: number, y: number) => readonly number[],
): AnswerFeature[] {
  const half = (Math.sqrt(3) / 2) * side_m;
  const corners = [
    [0, -side_m],
    [half, -side_m / 2],
    [half, side_m / 2],
    [0, side_m],
    [-half, side_m / 2],
    [-half, -side_m / 2],
    [0, -side_m],
  ] as const;
  return Array.from(shares.keys())
    .filter((cell) => shares[cell]! > 0)
    .map((cell) => {
      const ring = corners.map(([dx, dy]) => at(x[cell]! + dx, y[cell]! + dy));
      return featureOf([ring], { counts: counts[cell]!, shares: shares[cell]! });
    });
}

/** A cluster is in one piece: its first ring is the outer one, the others are holes. */
function clusterOf(
  { rings, count, area_m2 }: Cluster,
  at: (x: number, y: number) => readonly number[],
): AnswerFeature[] {
  const drawn = rings.map((ring) => {
    const points = Array.from({ length: ring.length / 2 }, (_, k) => at(ring[2 * k]!, ring[2 * k + 1]!));
    return [...points, points[0]!];
  });
  return drawn.length === 0 ? [] : [featureOf(drawn, { count, area_m2 })];
}

const featureOf = (coordinates: readonly Ring[], properties: AnswerFeature['properties']): AnswerFeature => ({
  ...{ type: 'Feature', geometry: { type: 'Polygon', coordinates }, properties },
});
