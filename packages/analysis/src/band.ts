/** A linear map along one axis in which each output depends on a few neighbouring inputs: a banded matrix. */
export interface Band {
  readonly outputs: number;
  readonly taps: number;
  /** per output its first input; all `taps` of them exist */
  readonly start: Int32Array;
  /** outputs × taps */
  readonly weights: Float64Array;
}

/**
 * @param at      per output, its position in units of inputs
 * @param reach   inputs nearer than this (in inputs) have a weight
 * @param weight  of an input at a distance
 */
export function bandOf(
  inputs: number,
  at: (output: number) => number,
  outputs: number,
  reach: number,
  weight: (distance: number) => number,
): Band {
  const taps = Math.min(inputs, Math.ceil(2 * reach));
  const start = new Int32Array(outputs);
  const weights = new Float64Array(outputs * taps);
  for (let o = 0; o < outputs; o++) {
    const middle = at(o);
    const first = Math.min(inputs - taps, Math.max(0, Math.ceil(middle - reach)));
    start[o] = first;
    for (let t = 0; t < taps; t++) {
      const distance = Math.abs(first + t - middle);
      weights[o * taps + t] = distance < reach ? weight(distance) : 0;
    }
  }
  return { outputs, taps, start, weights };
}

/** Applies a band to every row of a `rows` × `inputs` field; empty rows stay empty at no cost. */
export function alongRows(field: Float64Array, rows: number, inputs: number, band: Band): Float64Array {
  const { outputs, taps, start, weights } = band;
  const result = new Float64Array(rows * outputs);
  for (let r = 0; r < rows; r++) {
    const row = field.subarray(r * inputs, (r + 1) * inputs);
    if (isEmpty(row)) continue;
    const to = r * outputs;
    for (let o = 0, w = 0; o < outputs; o++) {
      const from = start[o]!;
      let a = 0;
      let b = 0;
      let t = 0;
      for (; t + 1 < taps; t += 2, w += 2) {
        a += row[from + t]! * weights[w]!;
        b += row[from + t + 1]! * weights[w + 1]!;
      }
      if (t < taps) a += row[from + t]! * weights[w++]!;
      result[to + o] = a + b;
    }
  }
  return result;
}

/** Applies a band to every column of an inputs × `columns` field, a whole row at a time. */
export function alongColumns(field: Float64Array, columns: number, band: Band): Float64Array {
  const { outputs, taps, start, weights } = band;
  const result = new Float64Array(outputs * columns);
  for (let o = 0; o < outputs; o++) {
    const to = result.subarray(o * columns, (o + 1) * columns);
    for (let t = 0; t < taps; t += 4) {
      const w = o * taps + t;
      const p = (start[o]! + t) * columns;
      const left = Math.min(4, taps - t);
      // Four rows at a time; where fewer are left, the last one again with weight 0.
      const [q, r, s] = [
        p + Math.min(1, left - 1) * columns,
        p + Math.min(2, left - 1) * columns,
        p + (left - 1) * columns,
      ];
      const w0 = weights[w]!;
      const w1 = left > 1 ? weights[w + 1]! : 0;
      const w2 = left > 2 ? weights[w + 2]! : 0;
      const w3 = left > 3 ? weights[w + 3]! : 0;
      if (t === 0)
        for (let c = 0; c < columns; c++)
          to[c] = w0 * field[p + c]! + w1 * field[q + c]! + w2 * field[r + c]! + w3 * field[s + c]!;
      else
        for (let c = 0; c < columns; c++)
          to[c]! += w0 * field[p + c]! + w1 * field[q + c]! + w2 * field[r + c]! + w3 * field[s + c]!;
    }
  }
  return result;
}

function isEmpty(row: Float64Array): boolean {
  for (let i = 0; i < row.length; i++) if (row[i] !== 0) return false;
  return true;
}
