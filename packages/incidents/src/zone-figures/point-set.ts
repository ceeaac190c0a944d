/** Places of a PointGrid, a bit each: what two zones share is a sweep over the words both have. */
export class PointSet {
  readonly words: Uint32Array;
  /** the words that may hold anything, [from, to) */
  private from = Number.POSITIVE_INFINITY;
  private to = 0;

  constructor(count: number) {
    this.words = new Uint32Array((count + 31) >>> 5);
  }

  add(at: number): void {
    const word = at >>> 5;
    this.words[word]! |= 1 << (at & 31);
    this.reach(word, word + 1);
  }

  /** Places [start, end). */
  addRange(start: number, end: number): void {
    if (start >= end) return;
    const [first, last] = [start >>> 5, (end - 1) >>> 5];
    const head = -1 << (start & 31);
    const tail = -1 >>> (31 - ((end - 1) & 31));
    if (first === last) this.words[first]! |= head & tail;
    else {
      this.words[first]! |= head;
      this.words.fill(0xffffffff, first + 1, last);
      this.words[last]! |= tail;
    }
    this.reach(first, last + 1);
  }

  addAll({ words, from, to }: PointSet): void {
    for (let w = from; w < to; w++) this.words[w]! |= words[w]!;
    if (from < to) this.reach(from, to);
  }

  get size(): number {
    let n = 0;
    for (let w = this.from; w < this.to; w++) n += bitsOf(this.words[w]!);
    return n;
  }

  /** How many places both have. */
  sharedWith(other: PointSet): number {
    const end = Math.min(this.to, other.to);
    let n = 0;
    for (let w = Math.max(this.from, other.from); w < end; w++) n += bitsOf(this.words[w]! & other.words[w]!);
    return n;
  }

  /**
   * Sums of a value over the places.
   * @param upTo  one more than there are places: the sum of all values before each
   */
  sum(upTo: Float64Array): number {
    let sum = 0;
    for (let w = this.from; w < this.to; w++) {
      let word = this.words[w]!;
      const base = w << 5;
      if (word === 0xffffffff) sum += upTo[base + 32]! - upTo[base]!;
      else
        for (; word !== 0; word &= word - 1) {
          const at = base + 31 - Math.clz32(word & -word);
          sum += upTo[at + 1]! - upTo[at]!;
        }
    }
    return sum;
  }

  private reach(from: number, to: number): void {
    if (from < this.from) this.from = from;
    if (to > this.to) this.to = to;
  }
}

function bitsOf(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
