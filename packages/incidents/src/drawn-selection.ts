import type { Criteria } from './criteria.ts';
import { TRAIT_GROUPED, TRAIT_HEAD } from './kind.ts';
import { failuresOfWhats } from './limits.ts';
import type { StoreParts } from './parts.ts';

/** Rows whose bits are found together: whole words of them. A tile asks for its own, and few beside them. */
const CHUNK_SHIFT = 10;
const CHUNK_ROWS = 1 << CHUNK_SHIFT;

/**
 * How rows of one report at one place come to count once: each counts for itself; the first one does, whatever the
 * days; or the first one within the days, where a limit on days may cut a group in two.
 */
type Counting = 'each' | 'once' | 'once within days';

/**
 * The drawn rows that criteria count: one bit a row, in the order of the map. Bits are found a chunk at a time, when a
 * tile first asks, so that a new question costs no sweep over all rows, and its next tile no test. Days stay out of
 * them, for they change with every step of the time brush.
 */
export class DrawnSelection {
  private readonly parts: StoreParts;
  private readonly counting: Counting;
  /** why a row fails, per what and per hour of the week; 0: it doesn't */
  private readonly whatFails: Uint8Array;
  private readonly hourFails: Uint8Array;
  private readonly words: Int32Array;
  private readonly known: Uint8Array;

  constructor(counting: Counting, whatFails: Uint8Array, hourFails: Uint8Array, parts: StoreParts) {
    this.parts = parts;
    this.counting = counting;
    this.whatFails = whatFails;
    this.hourFails = hourFails;
    const chunks = (parts.drawn.row.length + CHUNK_ROWS - 1) >>> CHUNK_SHIFT;
    this.words = new Int32Array((chunks * CHUNK_ROWS) / 32);
    this.known = new Uint8Array(chunks);
  }

  /** Places in `drawn` of the counted rows among [start, end), ascending. To be read before the next question. */
  list(criteria: Criteria, start: number, end: number): Uint32Array {
    const { from, span } = daysOf(criteria, this.parts);
    if (span < 0) return new Uint32Array(0);
    this.find(start, end);
    const { words } = this;
    const { day } = this.parts.drawn;
    const listed = listFor(end - start);
    let n = 0;
    for (let first = start & -32; first < end; first += 32) {
      let word = wordWithin(words, first, start, end);
      while (word !== 0) {
        const lowest = word & -word;
        const k = first + 31 - Math.clz32(lowest);
        word ^= lowest;
        listed[n] = k;
        n += (day[k]! - from) >>> 0 <= span ? 1 : 0;
      }
    }
    const within = listed.subarray(0, n);
    return this.counting === 'once within days' ? this.firstOfGroups(within) : within;
  }

  /**
   * Looks at no more than `rowsMax` rows that were never looked at under these criteria.
   * @returns how many of the rows [start, end) are counted, days left aside; null while there are rows not looked at
   */
  countKnown(start: number, end: number, rowsMax: number): number | null {
    let left = rowsMax >>> CHUNK_SHIFT;
    for (let chunk = start >>> CHUNK_SHIFT; chunk << CHUNK_SHIFT < end; chunk++) {
      if (this.known[chunk] === 1) continue;
      if (left-- === 0) return null;
      this.findChunk(chunk);
    }
    return countBits(this.words, start, end);
  }

  /** How many counted rows each run has. @param starts  where each of the n runs starts; and where the last one ends */
  countRuns(criteria: Criteria, starts: Uint32Array): Uint32Array {
    const counts = new Uint32Array(starts.length - 1);
    if (counts.length === 0) return counts;
    const end = starts[counts.length]!;
    if (daysOf(criteria, this.parts).limited) {
      let run = 0;
      for (const k of this.list(criteria, starts[0]!, end)) {
        while (starts[run + 1]! <= k) run++;
        counts[run]!++;
      }
    } else {
      this.find(starts[0]!, end);
      for (let run = 0; run < counts.length; run++) counts[run] = countBits(this.words, starts[run]!, starts[run + 1]!);
    }
    return counts;
  }

  private find(start: number, end: number): void {
    for (let chunk = start >>> CHUNK_SHIFT; chunk << CHUNK_SHIFT < end; chunk++)
      if (this.known[chunk] === 0) this.findChunk(chunk);
  }

  private findChunk(chunk: number): void {
    if (this.counting === 'once') this.findOnce(chunk);
    else this.findEach(chunk);
    this.known[chunk] = 1;
  }

  private findEach(chunk: number): void {
    const { words, whatFails, hourFails } = this;
    const { what, hour } = this.parts.drawn;
    const end = Math.min((chunk + 1) << CHUNK_SHIFT, what.length);
    for (let first = chunk << CHUNK_SHIFT; first < end; first += 32) {
      const last = Math.min(first + 32, end);
      let word = 0;
      for (let k = first; k < last; k++) word |= (whatFails[what[k]!]! | hourFails[hour[k]!]!) === 0 ? 1 << k : 0;
      words[first >>> 5] = word;
    }
  }

  /** Rows of one group lie side by side, its head first. */
  private findOnce(chunk: number): void {
    const { words, whatFails, hourFails } = this;
    const { what, hour } = this.parts.drawn;
    const { trait } = this.parts.kinds;
    const start = chunk << CHUNK_SHIFT;
    const end = Math.min(start + CHUNK_ROWS, what.length);
    let taken = false;
    for (let k = this.headOf(start); k < end; k++) {
      const w = what[k]!;
      let counts = (whatFails[w]! | hourFails[hour[k]!]!) === 0;
      if ((trait[w]! & TRAIT_GROUPED) !== 0) {
        if ((trait[w]! & TRAIT_HEAD) !== 0) taken = false;
        counts = counts && !taken;
        taken = taken || counts;
      }
      if (counts && k >= start) words[k >>> 5]! |= 1 << k;
    }
  }

  /** Of each group, the first of the listed rows. Changes the list. */
  private firstOfGroups(listed: Uint32Array): Uint32Array {
    const { what } = this.parts.drawn;
    const { trait } = this.parts.kinds;
    let head = -1; // of the group last met
    let n = 0;
    for (const k of listed) {
      if ((trait[what[k]!]! & TRAIT_GROUPED) !== 0) {
        const own = this.headOf(k);
        if (own === head) continue;
        head = own;
      }
      listed[n++] = k;
    }
    return listed.subarray(0, n);
  }

  /** The first row of the group that row k is of; k itself if it is of none. */
  private headOf(k: number): number {
    const { what } = this.parts.drawn;
    const { trait } = this.parts.kinds;
    let head = k;
    while ((trait[what[head]!]! & (TRAIT_GROUPED | TRAIT_HEAD)) === TRAIT_GROUPED) head--;
    return head;
  }
}

/** Most lists are short lived and of one tile: they share this memory, as making it anew takes longer than the list. */
const shortList = new Uint32Array(1 << 15);
const listFor = (rows: number): Uint32Array => (rows <= shortList.length ? shortList : new Uint32Array(rows));

/** The local days of criteria: the first, and how many more; whether they leave out any there are. */
function daysOf(
  { from_day, to_day }: Criteria,
  { days }: StoreParts,
): { from: number; span: number; limited: boolean } {
  const from = Math.max(from_day ?? days.first, days.first);
  const span = Math.min(to_day ?? days.last, days.last) - from;
  return { from, span, limited: span < days.last - days.first };
}

function countingOf(criteria: Criteria, parts: StoreParts): Counting {
  if (criteria.unit === 'row' || parts.groups.repeats === 0) return 'each';
  return parts.groups.long.length > 0 && daysOf(criteria, parts).limited ? 'once within days' : 'once';
}

/** The word that starts at row `first`, without rows before `start` and from `end` on. */
function wordWithin(words: Int32Array, first: number, start: number, end: number): number {
  let word = words[first >>> 5]!;
  if (first < start) word &= -1 << (start - first);
  if (first + 32 > end) word &= ~(-1 << (end - first));
  return word;
}

function countBits(words: Int32Array, start: number, end: number): number {
  let n = 0;
  for (let first = start & -32; first < end; first += 32) {
    let word = wordWithin(words, first, start, end);
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    n += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return n;
}

/** Bits kept in memory, over all questions; four questions are kept whatever their size. */
const KEPT_BYTES = 16 * 1024 * 1024;
const KEPT_MIN = 4;

/** The selections last asked for: the tiles of a view ask for the same one in turn, and a brush for it again and again. */
export class DrawnSelections {
  private readonly parts: StoreParts;
  private readonly keptMax: number;
  /** the one asked for last at the end */
  private readonly kept = new Map<string, DrawnSelection>();

  constructor(parts: StoreParts) {
    this.parts = parts;
    this.keptMax = Math.max(KEPT_MIN, Math.floor((KEPT_BYTES * 8) / Math.max(1, parts.drawn.row.length)));
  }

  of(criteria: Criteria): DrawnSelection {
    const counting = countingOf(criteria, this.parts);
    const key = `${counting} ${criteria.key}`;
    const selection =
      this.kept.get(key) ??
      new DrawnSelection(counting, failuresOfWhats(criteria, this.parts), criteria.hours, this.parts);
    this.kept.delete(key);
    this.kept.set(key, selection);
    if (this.kept.size > this.keptMax) this.kept.delete(this.kept.keys().next().value!);
    return selection;
  }
}
