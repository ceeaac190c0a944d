import { STRETCHES_MODULE } from './stretches-module.ts';
import { makeRoom, moduleMaker, PAGE } from './web-assembly.ts';

/** Adds up stretches of rows of running sums, for one row of cells at a time. */
export interface StretchAdder {
  /** to be filled: rows of running sums */
  readonly running: Float64Array;
  /**
   * To be filled: places in `running` of the ends of stretches, for the first cell. East and west of its own row, then of a
   * row above and one below, as often as there are pairs of them. The next cell's are one place on.
   */
  readonly ends: Int32Array;
  /** per cell what `add` found, until it is called again */
  readonly sums: Float64Array;
  add(): void;
}

/**
 * In WebAssembly, two numbers at a time, or where that is missing or forbidden, plain. Both add in the same order, so
 * their answers are the same to the bit.
 *
 * @param length   of `running`
 * @param columns  cells of a row
 */
export function stretchAdder(length: number, columns: number, pairs: number): StretchAdder {
  return simdAdder(length, columns, pairs) ?? plainAdder(length, columns, pairs);
}

export function plainAdder(length: number, columns: number, pairs: number): StretchAdder {
  const running = new Float64Array(length);
  const ends = new Int32Array(2 + 4 * pairs);
  const sums = new Float64Array(columns);
  const add = (): void => {
    const [east, west] = [ends[0]!, ends[1]!];
    for (let c = 0; c < columns; c++) sums[c] = running[east + c]! - running[west + c]!;
    for (let end = 2; end < ends.length; end += 4) {
      const [a, b, d, e] = [ends[end]!, ends[end + 1]!, ends[end + 2]!, ends[end + 3]!];
      for (let c = 0; c < columns; c++)
        sums[c]! += running[a + c]! - running[b + c]! + (running[d + c]! - running[e + c]!);
    }
  };
  return { running, ends, sums, add };
}

interface StretchesExports {
  readonly memory: WebAssembly.Memory;
  /** addresses in bytes */
  addStretches(ends: number, pairs: number, columns: number, sums: number): void;
}

const BYTES = 8;
/** Cells that are added up at once: the last ones of a row may lie beyond it. */
const AT_ONCE = 8;

const instance = moduleMaker<StretchesExports>(STRETCHES_MODULE);
let kept: StretchesExports | null = null;

/** Its memory is that of the adder before, which is over. @returns null where there is no WebAssembly with SIMD, or a page's policy forbids it */
export function simdAdder(length: number, columns: number, pairs: number): StretchAdder | null {
  kept ??= instance();
  if (kept === null) return null;
  const code = kept;
  const padded = Math.ceil(columns / AT_ONCE) * AT_ONCE;
  const endsAt = PAGE + (length + AT_ONCE) * BYTES;
  const sumsAt = endsAt + (2 + 4 * pairs) * BYTES;
  makeRoom(code.memory, sumsAt + padded * BYTES);
  const { buffer } = code.memory;
  const ends = new Int32Array(2 + 4 * pairs);
  const addresses = new Int32Array(buffer, endsAt, ends.length);
  const add = (): void => {
    for (let end = 0; end < ends.length; end++) addresses[end] = PAGE + ends[end]! * BYTES;
    code.addStretches(endsAt, pairs, padded, sumsAt);
  };
  return {
    running: new Float64Array(buffer, PAGE, length).fill(0),
    ends,
    sums: new Float64Array(buffer, sumsAt, columns),
    add,
  };
}
