import { CodecError } from './codec-error.ts';

/**
 * How one column of a block is written: each value minus the one before, sign folded into the lowest bit, then the
 * four bytes of all values apart ("planes"). Sorted columns leave planes of zeros, which aren't written at all, and
 * what remains is what a general compressor is good at.
 */

/** Bytes of a block under construction. */
export class PlaneWriter {
  readonly bytes: Uint8Array;
  length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  /** One byte that says which planes follow, then those planes. Values are unsigned. */
  words(values: Uint32Array): void {
    let any = 0;
    for (let i = 0; i < values.length; i++) any |= values[i]!;
    const at = this.length++;
    let mask = 0;
    for (let plane = 0; plane < 4; plane++) {
      if (((any >>> (plane * 8)) & 0xff) === 0) continue;
      mask |= 1 << plane;
      const to = this.bytes.subarray(this.length, this.length + values.length);
      for (let i = 0; i < values.length; i++) to[i] = values[i]! >>> (plane * 8);
      this.length += values.length;
    }
    this.bytes[at] = mask;
  }

  /** Differences from the value before (the first from 0), folded. */
  differences(values: Int32Array): void {
    const folded = new Uint32Array(values.length);
    for (let i = 0, before = 0; i < values.length; i++) {
      folded[i] = fold((values[i]! - before) | 0);
      before = values[i]!;
    }
    this.words(folded);
  }

  /** A byte per row, or one byte if all are equal. */
  small(values: Uint8Array): void {
    const first = values[0] ?? 0;
    const same = values.every((value) => value === first);
    this.bytes[this.length++] = same ? 1 : 0;
    if (same) this.bytes[this.length++] = first;
    else {
      this.bytes.set(values, this.length);
      this.length += values.length;
    }
  }
}

/** Reads what PlaneWriter wrote; refuses to read past the end. */
export class PlaneReader {
  readonly bytes: Uint8Array;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  take(count: number): Uint8Array {
    if (this.position + count > this.bytes.length)
      throw new CodecError(`a column needs ${count} bytes, the block has ${this.bytes.length - this.position} left`);
    this.position += count;
    return this.bytes.subarray(this.position - count, this.position);
  }

  /** @returns `into`, filled with the unsigned values */
  words(into: Uint32Array): Uint32Array {
    const mask = this.take(1)[0]!;
    if (mask > 15) throw new CodecError(`a column has planes ${mask}, 15 at most`);
    const n = into.length;
    into.fill(0);
    for (let plane = 0; plane < 4; plane++) {
      if ((mask & (1 << plane)) === 0) continue;
      const from = this.take(n);
      const shift = plane * 8;
      if (plane === 0) into.set(from);
      else for (let i = 0; i < n; i++) into[i]! |= from[i]! << shift;
    }
    return into;
  }

  differences(into: Int32Array, spare: Uint32Array): void {
    const folded = this.words(spare.subarray(0, into.length));
    for (let i = 0, value = 0; i < into.length; i++) {
      const f = folded[i]!;
      value = (value + ((f >>> 1) ^ -(f & 1))) | 0;
      into[i] = value;
    }
  }

  small(into: Uint8Array): void {
    const same = this.take(1)[0]!;
    if (same > 1) throw new CodecError(`a column is marked ${same}, 0 or 1 expected`);
    if (same === 1) into.fill(this.take(1)[0]!);
    else into.set(this.take(into.length));
  }
}

/** 0, −1, 1, −2 … as 0, 1, 2, 3 …: small differences of either sign become small numbers. */
export const fold = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;
export const unfold = (folded: number): number => (folded >>> 1) ^ -(folded & 1);
