import type { Arithmetic, Field } from './arithmetic.ts';
import type { Band } from './band.ts';
import type { Chords } from './chords.ts';
import { DENSITY_MODULE } from './density-module.ts';
import type { Points } from './kernel.ts';
import type { Lattice } from './lattice.ts';
import { makeRoom, moduleMaker, PAGE } from './web-assembly.ts';

/** What `assembly/density.ts` exports; addresses and strides in bytes. */
interface DensityExports {
  readonly memory: WebAssembly.Memory;
  place(
    points: number,
    count: number,
    room: number,
    west: number,
    south: number,
    perMetre: number,
    offset: number,
    limitX: number,
    limitY: number,
    across: number,
    nodes: number,
    placed: number,
  ): void;
  spreadLinear(placed: number, count: number, row: number): void;
  spreadCubic(placed: number, count: number, row: number): void;
  narrow(nodes: number, field: number, count: number): void;
  alongRows(
    field: number,
    stride: number,
    rows: number,
    starts: number,
    weights: number,
    taps: number,
    outputs: number,
    result: number,
    resultStride: number,
  ): void;
  alongColumns(
    field: number,
    stride: number,
    starts: number,
    weights: number,
    taps: number,
    outputs: number,
    result: number,
  ): void;
  alongDiscs(
    field: number,
    stride: number,
    inputs: number,
    size: number,
    chords: number,
    squares: number,
    sums: number,
    sumsStride: number,
    scale: number,
  ): void;
}

interface SimdField extends Field {
  readonly at: number;
  /** f32 from one row to the next */
  readonly stride: number;
}

/** Points that are placed at once: few enough to stay in the processor's cache. */
const BATCH = 4096;
const PLACED_BYTES = 32;
/** f64 in 64 bytes, the unit in which memory is handed out; f32 in the same. */
const LINE = { f64: 8, f32: 16, bytes: 64 };
/** A memory that has grown beyond this is given back after use. */
const KEPT_BYTES = 64 << 20;

const instance = moduleMaker<DensityExports>(DENSITY_MODULE);
let kept: DensityExports | null = null;

/**
 * The steps of a binned density in WebAssembly, four numbers at a time: points are gathered in double precision, the rest
 * is single. Fields live until the next call.
 *
 * @returns null where there is no WebAssembly with SIMD, or a page's policy forbids it
 */
export function simdArithmetic(): Arithmetic<SimdField> | null {
  kept ??= instance();
  return kept === null ? null : new SimdArithmetic(kept);
}

/** Fields have rows of whole lines, an odd number of them: rows a power of two apart would compete for one place in the cache. */
const strideOf = (columns: number, perLine: number): number => (Math.ceil(columns / perLine) | 1) * perLine;

class SimdArithmetic implements Arithmetic<SimdField> {
  private readonly code: DensityExports;
  private top = PAGE;

  constructor(code: DensityExports) {
    this.code = code;
  }

  spread({ x, y, weights }: Points, lattice: Lattice, spline: 'linear' | 'cubic'): SimdField {
    const { across, up, step_m, west_m, south_m } = lattice;
    const columns = strideOf(across, LINE.f64);
    const nodes = this.take(columns * up * 8);
    const points = this.take(3 * BATCH * 8);
    const placed = this.take(BATCH * PLACED_BYTES);
    new Float64Array(this.code.memory.buffer, nodes, columns * up).fill(0);
    const [xs, ys, ws] = [0, 1, 2].map(
      (part) => new Float64Array(this.code.memory.buffer, points + part * BATCH * 8, BATCH),
    ) as [Float64Array, Float64Array, Float64Array];
    ws.fill(1);
    const width = spline === 'linear' ? 2 : 4;
    const spread = spline === 'linear' ? this.code.spreadLinear : this.code.spreadCubic;
    for (let from = 0; from < x.length; from += BATCH) {
      const count = Math.min(BATCH, x.length - from);
      copy(x, from, count, xs);
      copy(y, from, count, ys);
      if (weights !== null) copy(weights, from, count, ws);
      this.code.place(
        points,
        count,
        BATCH * 8,
        west_m,
        south_m,
        1 / step_m,
        1 - width / 2,
        across - width + 1,
        up - width + 1,
        columns,
        nodes,
        placed,
      );
      spread(placed, count, columns * 8);
    }
    const stride = strideOf(columns, LINE.f32);
    const at = this.take(stride * up * 4);
    // Rows of nodes and of the field are padded differently.
    for (let row = 0; row < up; row++) this.code.narrow(nodes + row * columns * 8, at + row * stride * 4, columns);
    return { rows: up, columns: across, at, stride };
  }

  alongRows(field: SimdField, band: Band): SimdField {
    const stride = strideOf(band.outputs, LINE.f32);
    const { starts, weights } = this.bandThere(band);
    const at = this.take(stride * field.rows * 4);
    this.code.alongRows(
      field.at,
      field.stride * 4,
      field.rows,
      starts,
      weights,
      band.taps,
      Math.ceil(band.outputs / 4) * 4,
      at,
      stride * 4,
    );
    return { rows: field.rows, columns: band.outputs, at, stride };
  }

  alongColumns(field: SimdField, band: Band): SimdField {
    const { starts, weights } = this.bandThere(band);
    const at = this.take(field.stride * band.outputs * 4);
    this.code.alongColumns(field.at, field.stride * 4, starts, weights, band.taps, band.outputs, at);
    return { ...field, rows: band.outputs, at };
  }

  alongDiscs(field: SimdField, chords: Chords, margin: number): SimdField {
    const { size, radius, half, factor0, factor2, scale } = chords;
    const rows = field.rows - 2 * margin;
    const columns = field.columns - 2 * margin;
    const stride = strideOf(columns, LINE.f32);
    const chordsAt = this.take((size + 1) * 12);
    const squaresAt = this.take(size * 8);
    const spare = 2 * size * stride * 4;
    const above = this.take(spare + rows * stride * 4 + spare);
    const { buffer } = this.code.memory;
    const [whole, single] = [new Int32Array(buffer, chordsAt), new Float32Array(buffer, chordsAt)];
    for (let dy = 0; dy <= size; dy++) {
      whole[3 * dy] = half[dy]! * 4;
      single[3 * dy + 1] = factor0[dy]!;
      single[3 * dy + 2] = factor2[dy]!;
    }
    const squares = new Float32Array(buffer, squaresAt, 2 * size);
    for (let dx = 1; dx <= size; dx++) {
      squares[2 * dx - 2] = (dx / radius) ** 2;
      squares[2 * dx - 1] = (dx / radius) ** 4;
    }
    new Float32Array(buffer, above, (spare / 4) * 2 + rows * stride).fill(0);
    this.code.alongDiscs(
      field.at + ((margin - size) * field.stride + margin) * 4,
      field.stride * 4,
      rows + 2 * size,
      size,
      chordsAt,
      squaresAt,
      above + spare - size * stride * 4,
      stride * 4,
      scale,
    );
    return { rows, columns, at: above + spare, stride };
  }

  values({ rows, columns, at, stride }: SimdField): Float64Array {
    const { buffer } = this.code.memory;
    const result = new Float64Array(rows * columns);
    for (let row = 0; row < rows; row++)
      result.set(new Float32Array(buffer, at + row * stride * 4, columns), row * columns);
    if (buffer.byteLength > KEPT_BYTES) kept = null;
    return result;
  }

  /** Memory of its own, from a line's start, with a line to spare behind it. */
  private take(bytes: number): number {
    const { memory } = this.code;
    const at = this.top;
    this.top = Math.ceil((at + bytes) / LINE.bytes + 1) * LINE.bytes;
    makeRoom(memory, this.top);
    return at;
  }

  private bandThere({ start, weights, outputs, taps }: Band): { starts: number; weights: number } {
    const whole = Math.ceil(outputs / 4) * 4;
    const startsAt = this.take(whole * 4);
    const weightsAt = this.take(whole * taps * 4);
    const { buffer } = this.code.memory;
    const starts = new Int32Array(buffer, startsAt, whole);
    starts.set(start);
    starts.fill(0, outputs);
    new Float32Array(buffer, weightsAt, outputs * taps).set(weights);
    return { starts: startsAt, weights: weightsAt };
  }
}

function copy(from: ArrayLike<number>, start: number, count: number, to: Float64Array): void {
  if (from instanceof Float64Array) to.set(from.subarray(start, start + count));
  else for (let i = 0; i < count; i++) to[i] = from[start + i]!;
}
