import type { Discovery } from '@lagesbild/contract';
import type { Draft } from './reading/draft.ts';
import type { Destination } from './writer.ts';

/** The columns of a row in the order they are written. */
export const COPY_COLUMNS =
  'municipality_id, source_id, import_id, incident_id, identity, content, occurred_from, occurred_to, time_precision, ' +
  'reported_at, registered, category, source_category, precision, discovery, counting_unit, report, stray, geometry';
const COLUMNS = 19;

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const EPOCH_MS = Date.UTC(2000, 0, 1);
const EPOCH_DAY = EPOCH_MS / 86_400_000;
/** Everything of a row but its texts, generously. */
const ROW_BYTES = 320;
const TEXTS_BYTES = 4 * 4 * 200;
/** Texts whose bytes are kept; a file with more different ones is free text. */
const REMEMBERED = 20_000;

/** Rows in PostgreSQL's binary COPY format, which the server neither parses nor checks character by character. */
export class CopyBuffer {
  size = 0;
  /** What is the same in every row: how many columns, then municipality, source and import. */
  #start: Buffer;
  #bytes: Buffer;
  #view: DataView;
  #at = 0;
  #texts = new Map<string, Buffer>();

  constructor({ municipality_id, source_id, import_id }: Destination, rows: number) {
    this.#start = Buffer.alloc(26);
    this.#start.writeInt16BE(COLUMNS, 0);
    for (const [i, value] of [municipality_id, source_id, import_id].entries()) {
      this.#start.writeInt32BE(4, 2 + 8 * i);
      this.#start.writeInt32BE(value, 6 + 8 * i);
    }
    this.#bytes = Buffer.allocUnsafeSlow(rows * ROW_BYTES);
    this.#view = viewOf(this.#bytes);
    this.#begin();
  }

  add(
    id: number,
    identity: string,
    content: Int32Array,
    draft: Draft,
    discovery: Discovery,
    report: string | null,
  ): void {
    if (this.#at + ROW_BYTES + TEXTS_BYTES > this.#bytes.length) this.#grow();
    this.#bytes.set(this.#start, this.#at);
    this.#at += this.#start.length;
    this.#integer(id);
    this.#length(16);
    for (let i = 0; i < 16; i++) this.#bytes[this.#at++] = identity.charCodeAt(i);
    this.#length(16);
    for (let i = 0; i < 4; i++) this.#length(content[i] as number);
    this.#time(draft.occurred_from);
    this.#time(draft.occurred_to);
    this.#text(draft.time_precision);
    this.#time(draft.reported_at);
    if (draft.registered === null) this.#length(-1);
    else this.#integer(Date.parse(draft.registered) / 86_400_000 - EPOCH_DAY);
    this.#text(draft.category);
    this.#text(draft.source_category);
    this.#text(draft.precision);
    this.#text(discovery);
    this.#text(draft.counting_unit);
    this.#text(report);
    this.#length(1);
    this.#bytes[this.#at++] = draft.stray ? 1 : 0;
    this.#point(draft.lon, draft.lat);
    this.size++;
  }

  /** The finished message; the buffer starts anew, with memory of its own, as this one is still being sent. */
  take(): Buffer {
    this.#bytes.writeInt16BE(-1, this.#at);
    const message = this.#bytes.subarray(0, this.#at + 2);
    this.#bytes = Buffer.allocUnsafeSlow(this.#bytes.length);
    this.#view = viewOf(this.#bytes);
    this.#begin();
    return message;
  }

  #begin(): void {
    this.size = 0;
    this.#at = SIGNATURE.copy(this.#bytes);
    if (this.#texts.size >= REMEMBERED) this.#texts.clear();
  }

  #grow(): void {
    const bigger = Buffer.allocUnsafeSlow(this.#bytes.length * 2 + TEXTS_BYTES);
    this.#bytes.copy(bigger, 0, 0, this.#at);
    this.#bytes = bigger;
    this.#view = viewOf(bigger);
  }

  #length(bytes: number): void {
    this.#view.setInt32(this.#at, bytes);
    this.#at += 4;
  }

  #integer(value: number): void {
    this.#length(4);
    this.#length(value);
  }

  /** Microseconds since 2000 as a 64-bit number in two halves: BigInt would cost more than the rest of the row. */
  #time(ms: number | null): void {
    if (ms === null) {
      this.#length(-1);
      return;
    }
    const microseconds = (ms - EPOCH_MS) * 1000;
    const upper = Math.floor(microseconds / 2 ** 32);
    this.#length(8);
    this.#length(upper);
    this.#length(microseconds - upper * 2 ** 32);
  }

  /** Length and bytes; the same few words come again and again. */
  #text(text: string | null): void {
    if (text === null) {
      this.#length(-1);
      return;
    }
    let bytes = this.#texts.get(text);
    if (bytes === undefined) {
      const length = Buffer.byteLength(text);
      bytes = Buffer.alloc(4 + length);
      bytes.writeInt32BE(length, 0);
      bytes.write(text, 4);
      if (this.#texts.size < REMEMBERED) this.#texts.set(text, bytes);
    }
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** EWKB, little-endian: a point in EPSG:4326. */
  #point(lon: number | null, lat: number | null): void {
    if (lon === null || lat === null) {
      this.#length(-1);
      return;
    }
    this.#length(25);
    const view = this.#view;
    view.setUint8(this.#at, 1);
    view.setUint32(this.#at + 1, 0x20000001, true);
    view.setUint32(this.#at + 5, 4326, true);
    view.setFloat64(this.#at + 9, lon, true);
    view.setFloat64(this.#at + 17, lat, true);
    this.#at += 25;
  }
}

const viewOf = ({ buffer, byteOffset, length }: Buffer): DataView => new DataView(buffer, byteOffset, length);
