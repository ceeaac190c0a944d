import type { Outline } from './reach.ts';

const KM_PER_DEGREE = 111.195;
const FINEST_KM = 2;
const COARSEST_KM = 256;
const BULK = 0.98;
const MOST_CELLS = 200_000;

interface Cell {
  n: number;
  west: number;
  south: number;
  east: number;
  north: number;
}

/**
 * Where do the rows of a file lie? Collects places in cells of 2 km, whatever their number, and outlines the bulk:
 * the largest group of touching cells, with cells doubled in size until it holds 98 % of the rows. What lies apart
 * (a burglary solved in another county) stretches nothing. The outline is the convex hull of the bulk with a margin of 1 km.
 */
export interface Extent {
  add(lon: number, lat: number): void;
  /** null without rows. */
  bulk(): Bulk | null;
}

export interface Bulk {
  outline: Outline;
  /** Middle of the hull: for the time zone and the UTM zone. */
  lon: number;
  lat: number;
  /** Rows inside the bulk, and all of them. */
  inside: number;
  total: number;
}

/** @param aroundLat  a typical latitude, which sets the width of the cells */
export function createExtent(aroundLat: number): Extent {
  const stepY = FINEST_KM / KM_PER_DEGREE;
  const stepX = stepY / Math.max(0.05, Math.cos((aroundLat * Math.PI) / 180));
  const cells = new Map<number, Cell>();
  const columns = 1 << 20;

  return {
    add(lon, lat) {
      const key = Math.floor(lat / stepY) * columns + Math.floor(lon / stepX);
      const cell = cells.get(key);
      if (cell) {
        cell.n++;
        if (lon < cell.west) cell.west = lon;
        if (lon > cell.east) cell.east = lon;
        if (lat < cell.south) cell.south = lat;
        if (lat > cell.north) cell.north = lat;
      } else if (cells.size < MOST_CELLS) {
        cells.set(key, { n: 1, west: lon, east: lon, south: lat, north: lat });
      }
    },
    bulk() {
      const all = [...cells.values()];
      if (all.length === 0) return null;
      const total = all.reduce((sum, cell) => sum + cell.n, 0);
      for (let km = FINEST_KM; ; km *= 2) {
        const group = largestGroup(all, (stepX * km) / FINEST_KM, (stepY * km) / FINEST_KM);
        const inside = group.reduce((sum, cell) => sum + cell.n, 0);
        if (inside >= total * BULK || km >= COARSEST_KM) return { ...outlineOf(group), inside, total };
      }
    },
  };
}

/** Cells grouped on a coarser grid, eight neighbours touching; the group with most rows. */
function largestGroup(cells: readonly Cell[], stepX: number, stepY: number): Cell[] {
  const grid = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = `${Math.floor(cell.west / stepX)},${Math.floor(cell.south / stepY)}`;
    const there = grid.get(key);
    if (there) there.push(cell);
    else grid.set(key, [cell]);
  }
  let best: Cell[] = [];
  let most = -1;
  for (const first of [...grid.keys()]) {
    if (!grid.has(first)) continue;
    const group: Cell[] = [];
    const waiting = [first];
    while (waiting.length > 0) {
      const key = waiting.pop() as string;
      const there = grid.get(key);
      if (!there) continue;
      grid.delete(key);
      group.push(...there);
      const [column, row] = key.split(',').map(Number) as [number, number];
      for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) waiting.push(`${column + dx},${row + dy}`);
    }
    const n = group.reduce((sum, cell) => sum + cell.n, 0);
    if (n > most) {
      most = n;
      best = group;
    }
  }
  return best;
}

/** Convex hull with a margin of 1 km. */
function outlineOf(cells: readonly Cell[]): { outline: Outline; lon: number; lat: number } {
  const corners = cells.flatMap(({ west, south, east, north }): [number, number][] => [
    [west, south],
    [west, north],
    [east, south],
    [east, north],
  ]);
  const west = corners.reduce((least, [lon]) => Math.min(least, lon), 180);
  const east = corners.reduce((most, [lon]) => Math.max(most, lon), -180);
  const south = corners.reduce((least, [, lat]) => Math.min(least, lat), 90);
  const north = corners.reduce((most, [, lat]) => Math.max(most, lat), -90);
  const lat = (south + north) / 2;
  const margin = 1 / KM_PER_DEGREE;
  const scale = Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const widened = convexHull(corners).flatMap(([x, y]) => {
    return Array.from({ length: 12 }, (_, i): [number, number] => {
      const angle = (i * Math.PI) / 6;
      const px = x + (margin / scale) * Math.cos(angle);
      const py = y + margin * Math.sin(angle);
      return [round(Math.max(-180, Math.min(180, px))), round(Math.max(-90, Math.min(90, py)))];
    });
  });
  const hull = convexHull(widened);
  return { outline: [[[...hull, hull[0] as [number, number]]]], lon: (west + east) / 2, lat };
}

/** Counter-clockwise, without its first point repeated (Andrew's monotone chain). */
function convexHull(points: readonly [number, number][]): [number, number][] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered: readonly [number, number][]) => {
    const chain: [number, number][] = [];
    for (const point of ordered) {
      while (chain.length > 1 && turn(chain.at(-2) as [number, number], chain.at(-1) as [number, number], point) <= 0) {
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turn(a: [number, number], b: [number, number], c: [number, number]): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
