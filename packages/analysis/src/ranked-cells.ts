/** Cells from the highest prediction to the lowest. Equal predictions stand together: nothing says which comes first. */
export interface RankedCells {
  /** cells in order */
  readonly order: Int32Array;
  /** where each group of equal predictions begins in it; the number of cells last */
  readonly group: Int32Array;
}

/** A cell without a prediction (NaN) comes after all others. */
export function rankCells(predicted: ArrayLike<number>): RankedCells {
  const rank = Float64Array.from(predicted, (value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value));
  const order = Int32Array.from({ length: rank.length }, (_, cell) => cell).sort((a, b) => {
    return rank[a]! === rank[b]! ? 0 : rank[b]! - rank[a]!;
  });
  const group: number[] = [];
  for (let k = 0; k < order.length; k++) if (k === 0 || rank[order[k]!] !== rank[order[k - 1]!]) group.push(k);
  return { order, group: Int32Array.of(...group, order.length) };
}

/**
 * What the first k cells hold in all, for k = 1 … n. Within a group of equal predictions it is what is expected if they
 * are taken in random order.
 */
export function cumulated({ order, group }: RankedCells, values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(order.length);
  let before = 0;
  for (let g = 0; g + 1 < group.length; g++) {
    const [from, to] = [group[g]!, group[g + 1]!];
    let inGroup = 0;
    for (let k = from; k < to; k++) inGroup += values[order[k]!]!;
    for (let k = from; k < to; k++) sums[k] = before + (inGroup * (k + 1 - from)) / (to - from);
    before += inGroup;
  }
  return sums;
}

/**
 * What areas as large as `wanted` hold, taken from the highest prediction on; of a group that only fits in part, that
 * part.
 *
 * @param wanted  areas, growing
 */
export function heldIn(
  { order, group }: RankedCells,
  values: ArrayLike<number>,
  areas: ArrayLike<number>,
  wanted: Float64Array,
): Float64Array {
  let [held, taken, g, value, size] = [0, 0, -1, 0, 0];
  const next = (): void => {
    [held, taken, value, size] = [held + value, taken + size, 0, 0];
    g++;
    for (let k = group[g]!; k < group[g + 1]!; k++) {
      value += values[order[k]!]!;
      size += areas[order[k]!]!;
    }
  };
  return wanted.map((area) => {
    while (taken + size < area && g + 2 < group.length) next();
    return size === 0 ? held : held + value * Math.min(1, (area - taken) / size);
  });
}
