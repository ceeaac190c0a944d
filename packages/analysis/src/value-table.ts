/**
 * The different numbers among many. Counts are whole numbers and what is computed from them repeats itself: a million
 * p-values of a map are a few thousand different ones, and a million points lie in a few thousand cells.
 *
 * Open addressing by a hash of the bits; never more than half full. O(1) per number. NaN must not be asked; −0 is 0.
 */
export class ValueTable {
  /** the different numbers in the order in which they came: the first `size` of them */
  values = new Float64Array(1 << 9);
  size = 0;
  private slots = new Int32Array(1 << 10).fill(-1);
  private shift = 22;
  private readonly probe = new Float64Array(1);
  private readonly bits = new Int32Array(this.probe.buffer);

  /** @returns the number's index in `values`, where it is put if it is new */
  idOf(number: number): number {
    const value = number + 0;
    const slot = this.slotOf(value);
    const id = this.slots[slot]!;
    if (id >= 0) return id;
    if (this.size === this.values.length) {
      this.grow();
      return this.idOf(value);
    }
    this.slots[slot] = this.size;
    this.values[this.size] = value;
    return this.size++;
  }

  /** @returns per number its index in `values`, −1 for NaN. The last ones that came are looked for first. */
  idsOf(numbers: Float64Array): Int32Array {
    const bits = new Int32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length);
    const recent = new Float64Array(1 << RECENT_BITS).fill(Number.NaN);
    const recentIds = new Int32Array(1 << RECENT_BITS);
    const ids = new Int32Array(numbers.length);
    for (let i = 0; i < ids.length; i++) {
      const number = numbers[i]!;
      const at = hash(bits[2 * i]!, bits[2 * i + 1]!) >>> (32 - RECENT_BITS);
      if (recent[at] === number) ids[i] = recentIds[at]!;
      else if (Number.isNaN(number)) ids[i] = -1;
      else {
        recent[at] = number;
        ids[i] = recentIds[at] = this.idOf(number);
      }
    }
    return ids;
  }

  /** @returns the number's index in `values`, or −1 */
  find(number: number): number {
    return this.slots[this.slotOf(number + 0)]!;
  }

  /** The slot that holds a value, or the empty one where it belongs. */
  private slotOf(value: number): number {
    const { slots, values, probe, bits } = this;
    probe[0] = value;
    let slot = hash(bits[0]!, bits[1]!) >>> this.shift;
    for (let id = slots[slot]!; id >= 0 && values[id] !== value; id = slots[slot]!)
      slot = (slot + 1) & (slots.length - 1);
    return slot;
  }

  private grow(): void {
    const { values } = this;
    this.values = new Float64Array(2 * values.length);
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    this.shift--;
    this.size = 0;
    for (let id = 0; id < values.length; id++) this.idOf(values[id]!);
  }
}

const RECENT_BITS = 13;

const hash = (lower: number, upper: number): number => Math.imul(lower ^ Math.imul(upper, 0x85ebca6b), 0x9e3779b1);
