import { NO_DAY } from './columns.ts';
import { type Criteria, HOURS } from './criteria.ts';
import { countedIn, rowsOfTile } from './drawn.ts';
import { EXTENT, LayerWriter } from './mvt.ts';
import type { StoreParts } from './parts.ts';

/** From this zoom on a tile holds incidents, below it counts. */
export const POINT_ZOOM = 12;
export const ZOOM_MAX = 22;
/** Counting cells along a side of a tile: 128, each EXTENT / 128 units wide. */
const CELLS_SHIFT = 7;
/** Beyond this many points a tile says how many lie on one pixel (`n`) instead of each. */
const POINTS_MAX = 20_000;

/**
 * A vector tile (MVT 2, buffer 0) of the counted rows.
 *
 * z >= POINT_ZOOM: layer `incidents`, a point per incident (id = row; `category` code, `day` local day number, `hour`
 * 0–23 if known). Where a tile would have more than POINTS_MAX, points that share a pixel become one, with the first
 * one's id and properties and their number as `n`; the pixel grows until the tile holds them.
 * z < POINT_ZOOM: layer `cells`, a point in the middle of each of 128² cells that has any, with their number as `n`.
 *
 * @returns the tile's bytes; an empty array for a tile without incidents
 * @throws {RangeError} when there is no such tile
 *
 * O(rows in the tile); no index but the order of rows.
 */
export function encodeTile(
  criteria: Criteria,
  ofKind: Uint8Array,
  parts: StoreParts,
  z: number,
  x: number,
  y: number,
): Uint8Array {
  if (!Number.isInteger(z) || z < 0 || z > ZOOM_MAX) throw new RangeError(`zoom ${z}, 0 to ${ZOOM_MAX}`);
  const side = 2 ** z;
  for (const at of [x, y])
    if (!Number.isInteger(at) || at < 0 || at >= side) throw new RangeError(`tile ${x}/${y} of ${side} at zoom ${z}`);
  const [start, end] = rowsOfTile(parts.drawn, z, x, y);
  const counted = countedIn(criteria, ofKind, parts, start, end);
  if (counted.length === 0) return new Uint8Array(0);
  return z < POINT_ZOOM ? cellTile(counted, parts, z) : pointTile(counted, parts, z);
}

function cellTile(counted: Uint32Array, parts: StoreParts, z: number): Uint8Array {
  const { x, y } = parts.drawn;
  const side = 1 << CELLS_SHIFT;
  const counts = new Uint32Array(side * side);
  const shift = 32 - z - CELLS_SHIFT;
  for (const k of counted)
    counts[(((y[k]! >>> shift) & (side - 1)) << CELLS_SHIFT) | ((x[k]! >>> shift) & (side - 1))]!++;

  const layer = new LayerWriter('cells', ['n']);
  const width = EXTENT >>> CELLS_SHIFT;
  // The most frequent numbers get the shortest references.
  const value = new Map(byFrequency(counts).map((n) => [n, layer.integer(n)]));
  for (let cell = 0; cell < counts.length; cell++) {
    const n = counts[cell]!;
    if (n === 0) continue;
    layer.tag(0, value.get(n)!);
    layer.point(-1, ((cell & (side - 1)) + 0.5) * width, ((cell >>> CELLS_SHIFT) + 0.5) * width);
  }
  return layer.finish();
}

function byFrequency(counts: Uint32Array): number[] {
  const times = new Map<number, number>();
  for (const n of counts) if (n > 0) times.set(n, (times.get(n) ?? 0) + 1);
  return [...times.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n]) => n);
}

function pointTile(counted: Uint32Array, parts: StoreParts, z: number): Uint8Array {
  const { drawn, columns, kinds } = parts;
  const { x, y } = drawn;
  const bits = 32 - z; // of a position within the tile
  const pixel = (position: number): number =>
    bits >= 12 ? (position >>> (bits - 12)) & (EXTENT - 1) : (position << (12 - bits)) & (EXTENT - 1);
  const pixelBits = sharedPixelBits(counted, x, y, pixel);

  const layer = new LayerWriter('incidents', ['category', 'day', 'hour', 'n']);
  const categoryValue = new Int32Array(256).fill(-1);
  const numberValue = new Map<number, number>();
  const hourValue = new Int32Array(24).fill(-1);
  // Days by their last bits: eleven years apart they share a place, and a tile may then name a day twice.
  const dayAt = new Int32Array(4096).fill(NO_DAY);
  const dayValue = new Int32Array(4096);
  for (let i = 0; i < counted.length; ) {
    const k = counted[i]!;
    const px = pixel(x[k]!);
    const py = pixel(y[k]!);
    let n = 1;
    if (pixelBits >= 0)
      while (i + n < counted.length) {
        const other = counted[i + n]!;
        if (pixel(x[other]!) >>> pixelBits !== px >>> pixelBits || pixel(y[other]!) >>> pixelBits !== py >>> pixelBits)
          break;
        n++;
      }
    const kind = drawn.kind[k]!;
    const category = kinds.category[kinds.what[kind]!]!;
    if (categoryValue[category]! < 0) categoryValue[category] = layer.text(columns.categories[category]!);
    layer.tag(0, categoryValue[category]!);
    const day = drawn.day[k]!;
    const place = day & 4095;
    if (dayAt[place] !== day) {
      dayAt[place] = day;
      dayValue[place] = layer.integer(day);
    }
    layer.tag(1, dayValue[place]!);
    if (kinds.hour[kind]! < HOURS) {
      const hour = kinds.hour[kind]! % 24;
      if (hourValue[hour]! < 0) hourValue[hour] = layer.integer(hour);
      layer.tag(2, hourValue[hour]!);
    }
    if (n > 1) {
      let number = numberValue.get(n);
      if (number === undefined) numberValue.set(n, (number = layer.integer(n)));
      layer.tag(3, number);
    }
    layer.point(columns.row[drawn.row[k]!]!, px, py);
    i += n;
  }
  return layer.finish();
}

/** How many low bits of a pixel to leave out so that at most POINTS_MAX different ones are left; -1: keep every point. */
function sharedPixelBits(
  counted: Uint32Array,
  x: Uint32Array,
  y: Uint32Array,
  pixel: (position: number) => number,
): number {
  if (counted.length <= POINTS_MAX) return -1;
  for (let bits = 0; ; bits++) {
    let points = 0;
    let lastX = -1;
    let lastY = -1;
    for (const k of counted) {
      const px = pixel(x[k]!) >>> bits;
      const py = pixel(y[k]!) >>> bits;
      if (px !== lastX || py !== lastY) points++;
      lastX = px;
      lastY = py;
    }
    if (points <= POINTS_MAX) return bits;
  }
}
