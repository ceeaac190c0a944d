/** GeoJSON coordinates of a MultiPolygon, degrees. */
export type Outline = number[][][][];

const GRID = 256;
const METRES_PER_DEGREE = 111_195;

/**
 * Does a place lie inside an outline, or within `margin_m` of it?
 *
 * Distances are on a plane scaled at the outline's middle latitude: within 1 % over the size of a county. A grid of
 * 256 × 256 cells remembers which cells need no exact answer, so a million rows cost little more than their look-up.
 */
export function createReach(outline: Outline, margin_m: number): (lon: number, lat: number) => boolean {
  const points = outline.flat(2);
  if (points.length === 0) return () => false;
  const lats = points.map((point) => point[1] as number);
  const lons = points.map((point) => point[0] as number);
  const south = lats.reduce((a, b) => Math.min(a, b));
  const north = lats.reduce((a, b) => Math.max(a, b));
  const west = lons.reduce((a, b) => Math.min(a, b));
  const east = lons.reduce((a, b) => Math.max(a, b));
  const sy = METRES_PER_DEGREE;
  const sx = METRES_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180);
  const x0 = west * sx - margin_m;
  const y0 = south * sy - margin_m;
  const cellX = (east * sx + margin_m - x0) / GRID;
  const cellY = (north * sy + margin_m - y0) / GRID;
  const halfDiagonal = Math.hypot(cellX, cellY) / 2;
  const edges = toEdges(outline, sx, sy);
  /** 0 unknown, 1 inside, 2 outside, 3 ask. */
  const cells = new Uint8Array(GRID * GRID);

  return (lon, lat) => {
    const x = lon * sx;
    const y = lat * sy;
    const column = Math.floor((x - x0) / cellX);
    const row = Math.floor((y - y0) / cellY);
    if (!(column >= 0 && column < GRID && row >= 0 && row < GRID)) return false;
    const cell = row * GRID + column;
    if (cells[cell] === 0) {
      const distance = distanceOutside(edges, x0 + (column + 0.5) * cellX, y0 + (row + 0.5) * cellY);
      cells[cell] = distance + halfDiagonal <= margin_m ? 1 : distance - halfDiagonal > margin_m ? 2 : 3;
    }
    const known = cells[cell];
    return known === 3 ? distanceOutside(edges, x, y) <= margin_m : known === 1;
  };
}

function toEdges(outline: Outline, sx: number, sy: number): Float64Array {
  const edges: number[] = [];
  for (const polygon of outline) {
    for (const ring of polygon) {
      for (let i = 0; i + 1 < ring.length; i++) {
        const a = ring[i] as number[];
        const b = ring[i + 1] as number[];
        edges.push((a[0] as number) * sx, (a[1] as number) * sy, (b[0] as number) * sx, (b[1] as number) * sy);
      }
    }
  }
  return Float64Array.from(edges);
}

/** Metres to the nearest edge; 0 inside (even-odd over all rings, so holes are outside). */
function distanceOutside(edges: Float64Array, x: number, y: number): number {
  let inside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < edges.length; i += 4) {
    const ax = edges[i] as number;
    const ay = edges[i + 1] as number;
    const dx = (edges[i + 2] as number) - ax;
    const dy = (edges[i + 3] as number) - ay;
    if (ay > y !== ay + dy > y && x < (dx * (y - ay)) / dy + ax) inside = !inside;
    const length = dx * dx + dy * dy;
    const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
    const ex = ax + t * dx - x;
    const ey = ay + t * dy - y;
    nearest = Math.min(nearest, ex * ex + ey * ey);
  }
  return inside ? 0 : Math.sqrt(nearest);
}
