import { areaCells } from './cell-graph.ts';
import { distances, type PartitionGround } from './partition-ground.ts';

/** Mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A town on a raster of 100 m, or on the cells of it that are inside. */
export function townOf(columns: number, rows: number, inside?: ArrayLike<number>) {
  const raster = { columns, rows, cell_m: 100, west_m: 0, south_m: 0 };
  return areaCells(raster, inside ?? new Uint8Array(columns * rows).fill(1));
}

/** Cells with work, each pulling by its work and a little more, so that empty ones lie together too. */
export function groundOf(work: Float64Array, { x, y, graph }: ReturnType<typeof townOf>): PartitionGround {
  const mean = work.reduce((sum, own) => sum + own, 0) / work.length;
  return { work, pull: work.map((own) => own + 0.1 * mean), distance: distances(x, y), graph };
}

/**
 * Work as calls to a police authority are spread: some everywhere, more round a few places, and from cell to cell uneven. Made up.
 *
 * @param crowded  how much more there is in the middle of such a place
 */
export function unevenWork({ x, y }: ReturnType<typeof townOf>, crowded: number, random: () => number): Float64Array {
  const [east, north] = [Math.max(...x), Math.max(...y)];
  const places = Array.from({ length: 5 }, () => [random() * east, random() * north, 1 + 3 * random()] as const);
  return x.map((px, i) => {
    let rate = 20;
    for (const [cx, cy, size] of places)
      rate += crowded * size * Math.exp(-((px - cx) ** 2 + (y[i]! - cy) ** 2) / (2 * 250 ** 2));
    const noise = random() + random() + random() + random() - 2; // about normal, standard deviation 0.58
    return Math.round(rate * Math.exp(0.85 * noise));
  });
}

/**
 * Work as recorded incidents of a small town lie: about one a cell, and a few cells with as much as half a zone's or more. Made up.
 */
export function lumpyWork({ x, y }: ReturnType<typeof townOf>, random: () => number): Float64Array {
  const [east, north] = [Math.max(...x), Math.max(...y)];
  const places = Array.from({ length: 14 }, () => [random() * east, random() * north, random()] as const);
  return x.map((px, i) => {
    let rate = 1.2;
    for (const [cx, cy, size] of places)
      rate += 25 * size * Math.exp(-((px - cx) ** 2 + (y[i]! - cy) ** 2) / (2 * 70 ** 2));
    const noise = random() + random() + random() + random() - 2;
    return Math.max(0, Math.round(rate * Math.exp(1.2 * noise) - 0.3));
  });
}

/** Every way to give n cells to so many zones, each zone called by its first cell so that none comes twice. */
export function* everyPartition(n: number, zones: number): Generator<Int32Array> {
  const zoneOf = new Int32Array(n);
  function* from(cell: number, used: number): Generator<Int32Array> {
    if (n - cell < zones - used) return;
    if (cell === n) {
      yield zoneOf;
      return;
    }
    for (let zone = 0; zone < Math.min(used + 1, zones); zone++) {
      zoneOf[cell] = zone;
      yield* from(cell + 1, Math.max(used, zone + 1));
    }
  }
  yield* from(0, 0);
}
