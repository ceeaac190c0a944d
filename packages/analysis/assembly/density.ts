/**
 * The inner loops of a binned kernel density, four numbers at a time. AssemblyScript: TypeScript's syntax for
 * WebAssembly, where `usize` is an address in bytes. The same loops in plain TypeScript are `src/arithmetic-plain.ts`,
 * which is what these are tested against; `src/arithmetic-simd.ts` lays out the memory and calls them.
 *
 * A field is rows of f32, `stride` bytes from one to the next; each row is padded to whole steps of sixteen columns.
 */

/** Bytes of one placed point: its two offsets within a node (f64), its weight (f64), the address of its lowest node. */
const PLACED: usize = 32;

/**
 * Where points lie among the nodes. Those that reach none get weight 0 at the first node, which adds nothing there.
 * Apart from the spreading, for then a processor can look many points ahead.
 *
 * @param points  x, y and weights (f64), each `room` bytes after the other
 * @param placed  as many records of PLACED bytes
 */
export function place(
  points: usize,
  count: i32,
  room: usize,
  west: f64,
  south: f64,
  perMetre: f64,
  offset: f64,
  limitX: f64,
  limitY: f64,
  across: i32,
  nodes: usize,
  placed: usize,
): void {
  const scale = f64x2.splat(perMetre);
  const shift = f64x2.splat(offset);
  const zero = f64x2.splat(0);
  const row = f64x2.splat(<f64>across);
  for (const end = points + ((<usize>count) << 3); points < end; points += 16, placed += 2 * PLACED) {
    const u = f64x2.add(f64x2.mul(f64x2.sub(v128.load(points), f64x2.splat(west)), scale), shift);
    const v = f64x2.add(f64x2.mul(f64x2.sub(v128.load(points + room), f64x2.splat(south)), scale), shift);
    const inside = v128.and(
      v128.and(f64x2.ge(u, zero), f64x2.lt(u, f64x2.splat(limitX))),
      v128.and(f64x2.ge(v, zero), f64x2.lt(v, f64x2.splat(limitY))),
    );
    const left = f64x2.floor(u);
    const bottom = f64x2.floor(v);
    const east = v128.and(f64x2.sub(u, left), inside);
    const north = v128.and(f64x2.sub(v, bottom), inside);
    const weight = v128.and(v128.load(points + 2 * room), inside);
    const node = v128.and(f64x2.add(f64x2.mul(bottom, row), left), inside);
    const address = i32x4.add(i32x4.splat(<i32>nodes), i32x4.shl(i32x4.trunc_sat_f64x2_u_zero(node), 3));
    v128.store(placed, v128.shuffle<f64>(east, north, 0, 2));
    v128.store64_lane(placed, weight, 0, 16);
    v128.store32_lane(placed, address, 0, 24);
    v128.store(placed, v128.shuffle<f64>(east, north, 1, 3), PLACED);
    v128.store64_lane(placed, weight, 1, PLACED + 16);
    v128.store32_lane(placed, address, 1, PLACED + 24);
  }
}

/** Shares placed points among their 2 × 2 nodes (f64, `row` bytes apart) by the linear B-spline. */
export function spreadLinear(placed: usize, count: i32, row: usize): void {
  for (const end = placed + <usize>count * PLACED; placed < end; placed += PLACED) {
    const at = <usize>load<u32>(placed, 24);
    const weight = load<f64>(placed, 16);
    const east = weight * load<f64>(placed);
    const both = f64x2.replace_lane(f64x2.splat(weight - east), 1, east);
    const north = f64x2.mul(both, v128.load64_splat(placed, 8));
    v128.store(at, f64x2.add(v128.load(at), f64x2.sub(both, north)));
    v128.store(at + row, f64x2.add(v128.load(at + row), north));
  }
}

/** Spreads placed points over their 4 × 4 nodes (f64, `row` bytes apart) by the cubic B-spline. */
export function spreadCubic(placed: usize, count: i32, row: usize): void {
  const one = f64x2.splat(1);
  for (const end = placed + <usize>count * PLACED; placed < end; placed += PLACED) {
    const at = <usize>load<u32>(placed, 24);
    const weight = v128.load64_splat(placed, 16);
    const s = v128.load(placed); // along x and along y
    const r = f64x2.sub(one, s);
    const ss = f64x2.mul(s, s);
    const b0 = f64x2.mul(f64x2.mul(r, r), f64x2.mul(r, f64x2.splat(1.0 / 6.0)));
    const b1 = f64x2.sub(f64x2.splat(2.0 / 3.0), f64x2.mul(ss, f64x2.sub(one, f64x2.mul(s, f64x2.splat(0.5)))));
    const b3 = f64x2.mul(ss, f64x2.mul(s, f64x2.splat(1.0 / 6.0)));
    const b2 = f64x2.sub(f64x2.sub(one, b0), f64x2.add(b1, b3));
    const west = f64x2.mul(weight, v128.shuffle<f64>(b0, b1, 0, 2));
    const east = f64x2.mul(weight, v128.shuffle<f64>(b2, b3, 0, 2));
    addRow(at, west, east, v128.shuffle<f64>(b0, b0, 1, 1));
    addRow(at + row, west, east, v128.shuffle<f64>(b1, b1, 1, 1));
    addRow(at + 2 * row, west, east, v128.shuffle<f64>(b2, b2, 1, 1));
    addRow(at + 3 * row, west, east, v128.shuffle<f64>(b3, b3, 1, 1));
  }
}

function addRow(at: usize, west: v128, east: v128, times: v128): void {
  v128.store(at, f64x2.add(v128.load(at), f64x2.mul(west, times)));
  v128.store(at, f64x2.add(v128.load(at, 16), f64x2.mul(east, times)), 16);
}

/** f64 nodes as an f32 field of the same shape. `count` is a multiple of 4. */
export function narrow(nodes: usize, field: usize, count: i32): void {
  for (const end = field + ((<usize>count) << 2); field < end; nodes += 32, field += 16) {
    const low = f32x4.demote_f64x2_zero(v128.load(nodes));
    const high = f32x4.demote_f64x2_zero(v128.load(nodes, 16));
    v128.store(field, v128.shuffle<f32>(low, high, 0, 1, 4, 5));
  }
}

/**
 * A band applied to every row: each output is `taps` neighbouring inputs times weights of its own.
 *
 * @param starts   per output its first input (i32), to a multiple of 4 outputs
 * @param weights  outputs × taps (f32); taps is a multiple of 4
 */
export function alongRows(
  field: usize,
  stride: usize,
  rows: i32,
  starts: usize,
  weights: usize,
  taps: i32,
  outputs: i32,
  result: usize,
  resultStride: usize,
): void {
  const span = (<usize>taps) << 2;
  for (let r = 0; r < rows; r++, field += stride, result += resultStride) {
    let weight = weights;
    for (let o: usize = 0; o < (<usize>outputs) << 2; o += 16) {
      const p = field + ((<usize>load<i32>(starts + o)) << 2);
      const q = field + ((<usize>load<i32>(starts + o, 4)) << 2);
      const s = field + ((<usize>load<i32>(starts + o, 8)) << 2);
      const t = field + ((<usize>load<i32>(starts + o, 12)) << 2);
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      let c = f32x4.splat(0);
      let d = f32x4.splat(0);
      for (let tap: usize = 0; tap < span; tap += 16, weight += 16) {
        a = f32x4.add(a, f32x4.mul(v128.load(p + tap), v128.load(weight)));
        b = f32x4.add(b, f32x4.mul(v128.load(q + tap), v128.load(weight + span)));
        c = f32x4.add(c, f32x4.mul(v128.load(s + tap), v128.load(weight + 2 * span)));
        d = f32x4.add(d, f32x4.mul(v128.load(t + tap), v128.load(weight + 3 * span)));
      }
      weight += 3 * span;
      const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
      const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
      const sums = f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
      v128.store(result + o, sums);
    }
  }
}

/** A band applied to every column, sixteen of them at a time. The result has the field's stride. */
export function alongColumns(
  field: usize,
  stride: usize,
  starts: usize,
  weights: usize,
  taps: i32,
  outputs: i32,
  result: usize,
): void {
  for (let o = 0; o < outputs; o++, starts += 4, result += stride) {
    const from = field + <usize>load<i32>(starts) * stride;
    const next = weights + ((<usize>taps) << 2);
    for (let column: usize = 0; column < stride; column += 64) {
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      let c = f32x4.splat(0);
      let d = f32x4.splat(0);
      let p = from + column;
      for (let weight = weights; weight < next; weight += 4, p += stride) {
        const w = v128.load32_splat(weight);
        a = f32x4.add(a, f32x4.mul(w, v128.load(p)));
        b = f32x4.add(b, f32x4.mul(w, v128.load(p, 16)));
        c = f32x4.add(c, f32x4.mul(w, v128.load(p, 32)));
        d = f32x4.add(d, f32x4.mul(w, v128.load(p, 48)));
      }
      const to = result + column;
      v128.store(to, a);
      v128.store(to, b, 16);
      v128.store(to, c, 32);
      v128.store(to, d, 48);
    }
    weights = next;
  }
}

/**
 * Sums over discs of a polynomial kernel, row by row of inputs. From the rim (dy = size) to the middle the chord grows; so
 * grow, in registers, the sums of what it holds times 1, x² and x⁴, of which every dy takes its own combination.
 *
 * @param field    the first input row that reaches an output, at the input of output column 0
 * @param inputs   how many of those rows there are: outputs + 2 × size
 * @param chords   per dy from 0 to size: half the chord in bytes (i32), and the factors of 1 and of x² (f32)
 * @param squares  per dx from 1 to size: x² and x⁴ (f32)
 * @param sums     zeros; the output row that the first input row lies on, with 2 × size rows to spare on both sides
 * @param scale    the factor of everything at the end; sums below 0 become 0
 */
export function alongDiscs(
  field: usize,
  stride: usize,
  inputs: i32,
  size: i32,
  chords: usize,
  squares: usize,
  sums: usize,
  sumsStride: usize,
  scale: f32,
): void {
  const rim = <usize>size * sumsStride;
  const lastChord = chords + <usize>size * 12;
  for (let r = 0; r < inputs; r++, field += stride, sums += sumsStride) {
    for (let column: usize = 0; column < sumsStride; column += 32) {
      const p = field + column;
      let a0 = v128.load(p);
      let b0 = v128.load(p, 16);
      let a2 = f32x4.splat(0);
      let b2 = f32x4.splat(0);
      let a4 = f32x4.splat(0);
      let b4 = f32x4.splat(0);
      let dx: usize = 4;
      let square = squares;
      let above = sums + column + rim;
      let below = sums + column - rim;
      for (let chord = lastChord; chord >= chords; chord -= 12, above -= sumsStride, below += sumsStride) {
        const half = <usize>load<i32>(chord);
        for (; dx <= half; dx += 4, square += 8) {
          const xx = v128.load32_splat(square);
          const xxxx = v128.load32_splat(square, 4);
          const a = f32x4.add(v128.load(p + dx), v128.load(p - dx));
          const b = f32x4.add(v128.load(p + dx, 16), v128.load(p - dx, 16));
          a0 = f32x4.add(a0, a);
          b0 = f32x4.add(b0, b);
          a2 = f32x4.add(a2, f32x4.mul(xx, a));
          b2 = f32x4.add(b2, f32x4.mul(xx, b));
          a4 = f32x4.add(a4, f32x4.mul(xxxx, a));
          b4 = f32x4.add(b4, f32x4.mul(xxxx, b));
        }
        const k0 = v128.load32_splat(chord, 4);
        const k2 = v128.load32_splat(chord, 8);
        const a = f32x4.add(f32x4.add(f32x4.mul(k0, a0), f32x4.mul(k2, a2)), a4);
        const b = f32x4.add(f32x4.add(f32x4.mul(k0, b0), f32x4.mul(k2, b2)), b4);
        v128.store(above, f32x4.add(v128.load(above), a));
        v128.store(above, f32x4.add(v128.load(above, 16), b), 16);
        if (above === below) break;
        v128.store(below, f32x4.add(v128.load(below), a));
        v128.store(below, f32x4.add(v128.load(below, 16), b), 16);
      }
    }
    scaleRow(sums - rim, sumsStride, scale); // complete: no later row reaches it
  }
}

function scaleRow(row: usize, bytes: usize, scale: f32): void {
  for (const end = row + bytes; row < end; row += 16)
    v128.store(row, f32x4.max(f32x4.splat(0), f32x4.mul(f32x4.splat(scale), v128.load(row))));
}
