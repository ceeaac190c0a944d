import type { Arithmetic, Field } from './arithmetic.ts';
import type { Band } from './band.ts';
import type { Chords } from './chords.ts';
import type { Points } from './kernel.ts';
import type { Lattice } from './lattice.ts';

interface PlainField extends Field {
  readonly data: Float64Array;
}

/** The steps of a binned density in double precision: the reference of the faster ones, and what runs where they can't. */
export const plainArithmetic: Arithmetic<PlainField> = {
  spread: (points, lattice, spline) => ({
    rows: lattice.up,
    columns: lattice.across,
    data: spline === 'linear' ? spreadLinear(points, lattice) : spreadCubic(points, lattice),
  }),
  alongRows: (field, band) => ({ rows: field.rows, columns: band.outputs, data: alongRows(field, band) }),
  alongColumns: (field, band) => ({ rows: band.outputs, columns: field.columns, data: alongColumns(field, band) }),
  alongDiscs: (field, chords, margin) => alongDiscs(field, chords, margin),
  values: ({ data }) => data,
};

function spreadLinear({ x, y, weights }: Points, { across, up, step_m, west_m, south_m }: Lattice): Float64Array {
  const nodes = new Float64Array(across * up);
  for (let p = 0; p < x.length; p++) {
    const u = (x[p]! - west_m) / step_m;
    const v = (y[p]! - south_m) / step_m;
    const left = Math.floor(u);
    const bottom = Math.floor(v);
    if (!(left >= 0 && bottom >= 0 && left + 1 < across && bottom + 1 < up)) continue;
    const weight = weights === null ? 1 : weights[p]!;
    const east = (u - left) * weight;
    const north = v - bottom;
    const n = bottom * across + left;
    nodes[n]! += (weight - east) * (1 - north);
    nodes[n + 1]! += east * (1 - north);
    nodes[n + across]! += (weight - east) * north;
    nodes[n + across + 1]! += east * north;
  }
  return nodes;
}

function spreadCubic({ x, y, weights }: Points, { across, up, step_m, west_m, south_m }: Lattice): Float64Array {
  const nodes = new Float64Array(across * up);
  for (let p = 0; p < x.length; p++) {
    const u = (x[p]! - west_m) / step_m;
    const v = (y[p]! - south_m) / step_m;
    const left = Math.floor(u) - 1;
    const bottom = Math.floor(v) - 1;
    if (!(left >= 0 && bottom >= 0 && left + 3 < across && bottom + 3 < up)) continue;
    const s = u - left - 1;
    const t = v - bottom - 1;
    const s0 = ((1 - s) * (1 - s) * (1 - s)) / 6;
    const s1 = 2 / 3 - s * s * (1 - s / 2);
    const s3 = (s * s * s) / 6;
    const s2 = 1 - s0 - s1 - s3;
    const weight = weights === null ? 1 : weights[p]!;
    const t0 = (weight * (1 - t) * (1 - t) * (1 - t)) / 6;
    const t1 = weight * (2 / 3 - t * t * (1 - t / 2));
    const t3 = (weight * t * t * t) / 6;
    const t2 = weight - t0 - t1 - t3;
    let n = bottom * across + left;
    nodes[n]! += s0 * t0;
    nodes[n + 1]! += s1 * t0;
    nodes[n + 2]! += s2 * t0;
    nodes[n + 3]! += s3 * t0;
    n += across;
    nodes[n]! += s0 * t1;
    nodes[n + 1]! += s1 * t1;
    nodes[n + 2]! += s2 * t1;
    nodes[n + 3]! += s3 * t1;
    n += across;
    nodes[n]! += s0 * t2;
    nodes[n + 1]! += s1 * t2;
    nodes[n + 2]! += s2 * t2;
    nodes[n + 3]! += s3 * t2;
    n += across;
    nodes[n]! += s0 * t3;
    nodes[n + 1]! += s1 * t3;
    nodes[n + 2]! += s2 * t3;
    nodes[n + 3]! += s3 * t3;
  }
  return nodes;
}

/** Empty rows stay empty at no cost. */
function alongRows({ data, rows, columns }: PlainField, { outputs, taps, start, weights }: Band): Float64Array {
  const result = new Float64Array(rows * outputs);
  for (let r = 0; r < rows; r++) {
    const row = data.subarray(r * columns, (r + 1) * columns);
    if (isEmpty(row)) continue;
    const to = r * outputs;
    for (let o = 0, w = 0; o < outputs; o++) {
      const from = start[o]!;
      let a = 0;
      let b = 0;
      for (let t = 0; t < taps; t += 2, w += 2) {
        a += row[from + t]! * weights[w]!;
        b += row[from + t + 1]! * weights[w + 1]!;
      }
      result[to + o] = a + b;
    }
  }
  return result;
}

/** A whole row at a time, from four rows of inputs at once. */
function alongColumns({ data, columns }: PlainField, { outputs, taps, start, weights }: Band): Float64Array {
  const result = new Float64Array(outputs * columns);
  for (let o = 0; o < outputs; o++) {
    const to = result.subarray(o * columns, (o + 1) * columns);
    for (let t = 0; t < taps; t += 4) {
      const w = o * taps + t;
      const p = (start[o]! + t) * columns;
      const [q, r, s] = [p + columns, p + 2 * columns, p + 3 * columns];
      const [w0, w1, w2, w3] = [weights[w]!, weights[w + 1]!, weights[w + 2]!, weights[w + 3]!];
      for (let c = 0; c < columns; c++)
        to[c]! += w0 * data[p + c]! + w1 * data[q + c]! + w2 * data[r + c]! + w3 * data[s + c]!;
    }
  }
  return result;
}

/**
 * Row by row of inputs. From the rim (dy = size) to the middle the chord grows; so grow the sums of what it holds times 1, x² and
 * x⁴, of which every dy takes its own combination. The work grows with the radius, not with its square.
 */
function alongDiscs({ data, rows, columns }: PlainField, chords: Chords, margin: number): PlainField {
  const { radius, size, half, factor0, factor2, scale } = chords;
  const across = columns - 2 * margin;
  const up = rows - 2 * margin;
  const sums = new Float64Array(across * up);
  const sum0 = new Float64Array(across);
  const sum2 = new Float64Array(across);
  const sum4 = new Float64Array(across);
  for (let row = margin - size; row < rows - margin + size; row++) {
    const inputs = data.subarray(row * columns, (row + 1) * columns);
    if (isEmpty(inputs)) continue;
    sum0.set(inputs.subarray(margin, margin + across));
    sum2.fill(0);
    sum4.fill(0);
    let dx = 1;
    for (let dy = size; dy >= 0; dy--) {
      for (; dx <= half[dy]!; dx++) {
        const xx = (dx / radius) ** 2;
        const xxxx = xx * xx;
        for (let c = 0, left = margin - dx, right = margin + dx; c < across; c++, left++, right++) {
          const pair = inputs[left]! + inputs[right]!;
          sum0[c]! += pair;
          sum2[c]! += xx * pair;
          sum4[c]! += xxxx * pair;
        }
      }
      for (const o of dy === 0 ? [row - margin] : [row - margin - dy, row - margin + dy]) {
        if (o < 0 || o >= up) continue;
        const to = sums.subarray(o * across, (o + 1) * across);
        const [k0, k2] = [factor0[dy]!, factor2[dy]!];
        for (let c = 0; c < across; c++) to[c]! += k0 * sum0[c]! + k2 * sum2[c]! + sum4[c]!;
      }
    }
  }
  for (let i = 0; i < sums.length; i++) sums[i] = Math.max(0, sums[i]! * scale);
  return { rows: up, columns: across, data: sums };
}

function isEmpty(row: Float64Array): boolean {
  for (let i = 0; i < row.length; i++) if (row[i] !== 0) return false;
  return true;
}
