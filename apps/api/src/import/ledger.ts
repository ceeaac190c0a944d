/** The first 64 bits of a fingerprint given as latin1 text, as two numbers. */
const high = (print: string): number =>
  (print.charCodeAt(0) << 24) | (print.charCodeAt(1) << 16) | (print.charCodeAt(2) << 8) | print.charCodeAt(3);
const low = (print: string): number =>
  (print.charCodeAt(4) << 24) | (print.charCodeAt(5) << 16) | (print.charCodeAt(6) << 8) | print.charCodeAt(7);

/**
 * How often has this name been seen in the file? An open-addressing table over 64 bits of the fingerprint: the only
 * thing an import keeps per row, 24 bytes at a load of one half, so that memory stays nearly constant.
 */
export class Ordinals {
  #keys = new Int32Array(2 << 14);
  #seen = new Uint32Array(1 << 14);
  #size = 0;

  /** @returns 0 the first time, then 1, 2 … */
  next(name: string): number {
    if (this.#size * 2 >= this.#seen.length) this.#grow();
    const at = this.#find(high(name), low(name));
    const seen = this.#seen[at] as number;
    if (seen === 0) {
      this.#keys[2 * at] = high(name);
      this.#keys[2 * at + 1] = low(name);
      this.#size++;
    }
    this.#seen[at] = seen + 1;
    return seen;
  }

  #find(a: number, b: number): number {
    const mask = this.#seen.length - 1;
    let at = (a ^ Math.imul(b, 0x9e3779b1)) & mask;
    while (this.#seen[at] !== 0 && (this.#keys[2 * at] !== a || this.#keys[2 * at + 1] !== b)) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [keys, seen] = [this.#keys, this.#seen];
    this.#keys = new Int32Array(keys.length * 2);
    this.#seen = new Uint32Array(seen.length * 2);
    for (let i = 0; i < seen.length; i++) {
      if (seen[i] === 0) continue;
      const at = this.#find(keys[2 * i] as number, keys[2 * i + 1] as number);
      this.#keys[2 * at] = keys[2 * i] as number;
      this.#keys[2 * at + 1] = keys[2 * i + 1] as number;
      this.#seen[at] = seen[i] as number;
    }
  }
}

/** Bytes of one row in what `KnownRows.read` takes: identity 16, content 16, incident_id 4. */
const KNOWN_BYTES = 36;
const CELLS = 5;

/**
 * The rows of a source that are visible when its next file comes, by identity: 20 bytes each at a load of at most 0.7.
 */
export class KnownRows {
  #cells: Int32Array;
  #mask: number;

  /** @param count  how many rows will be read, at least 0 */
  constructor(count: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, count / 0.7)));
    this.#cells = new Int32Array(slots * CELLS);
    this.#mask = slots - 1;
  }

  /** @param rows  identity, content and incident_id (big-endian) of each, end to end */
  read(rows: Buffer): void {
    for (let at = 0; at + KNOWN_BYTES <= rows.length; at += KNOWN_BYTES) {
      const a = rows.readInt32BE(at);
      const b = rows.readInt32BE(at + 4);
      const slot = this.#slot(a, b);
      this.#cells[slot] = a;
      this.#cells[slot + 1] = b;
      this.#cells[slot + 2] = rows.readInt32BE(at + 16);
      this.#cells[slot + 3] = rows.readInt32BE(at + 20);
      this.#cells[slot + 4] = rows.readInt32BE(at + 32);
    }
  }

  /** @returns its incident_id, negative when the content has changed; 0 when the row is new */
  compare(identity: string, content: Int32Array): number {
    const slot = this.#slot(high(identity), low(identity));
    const id = this.#cells[slot + 4] as number;
    if (id === 0) return 0;
    return this.#cells[slot + 2] === content[0] && this.#cells[slot + 3] === content[1] ? id : -id;
  }

  #slot(a: number, b: number): number {
    let at = (a ^ Math.imul(b, 0x9e3779b1)) & this.#mask;
    for (;;) {
      const slot = at * CELLS;
      if (this.#cells[slot + 4] === 0 || (this.#cells[slot] === a && this.#cells[slot + 1] === b)) return slot;
      at = (at + 1) & this.#mask;
    }
  }
}
