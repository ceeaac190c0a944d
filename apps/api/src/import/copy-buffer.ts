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

/** Rows in PostgreSQL's binary COPY format, which the server neither parses nor checks character by character. */
export class CopyBuffer {
  size = 0;
  #to: Destination;
  #bytes: Buffer;
  #at = 0;
  #texts = new Map<string, Buffer>();

  constructor(to: Destination, rows: number) {
    this.#to = to;
    this.#bytes = Buffer.allocUnsafe(rows * ROW_BYTES);
    this.#start();
  }

  add(id: number, identity: string, content: string, draft: Draft, discovery: Discovery, report: string | null): void {
    if (this.#at + ROW_BYTES + TEXTS_BYTES > this.#bytes.length) this.#grow();
    const { municipality_id, source_id, import_id } = this.#to;
    this.#bytes.writeInt16BE(COLUMNS, this.#at);
    this.#at += 2;
    this.#integer(municipality_id);
    this.#integer(source_id);
    this.#integer(import_id);
    this.#integer(id);
    this.#uuid(identity);
    this.#uuid(content);
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
    this.#bytes = Buffer.allocUnsafe(this.#bytes.length);
    this.#start();
    return message;
  }

  #start(): void {
    this.size = 0;
    this.#at = SIGNATURE.copy(this.#bytes);
    if (this.#texts.size > 20_000) this.#texts.clear();
  }

  #grow(): void {
    const bigger = Buffer.allocUnsafe(this.#bytes.length * 2 + TEXTS_BYTES);
    this.#bytes.copy(bigger, 0, 0, this.#at);
    this.#bytes = bigger;
  }

  #length(bytes: number): void {
    this.#at = this.#bytes.writeInt32BE(bytes, this.#at);
  }

  #integer(value: number): void {
    this.#length(4);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
  }

  #uuid(print: string): void {
    this.#length(16);
    const bytes = this.#bytes;
    for (let i = 0; i < 16; i++) bytes[this.#at + i] = print.charCodeAt(i);
    this.#at += 16;
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
    this.#at = this.#bytes.writeInt32BE(upper, this.#at);
    this.#at = this.#bytes.writeUInt32BE(microseconds - upper * 2 ** 32, this.#at);
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
      if (this.#texts.size < 20_000) this.#texts.set(text, bytes);
    }
    this.#at += bytes.copy(this.#bytes, this.#at);
  }

  /** EWKB, little-endian: a point in EPSG:4326. */
  #point(lon: number | null, lat: number | null): void {
    if (lon === null || lat === null) {
      this.#length(-1);
      return;
    }
    this.#length(25);
    const bytes = this.#bytes;
    bytes[this.#at] = 1;
    bytes.writeUInt32LE(0x20000001, this.#at + 1);
    bytes.writeUInt32LE(4326, this.#at + 5);
    bytes.writeDoubleLE(lon, this.#at + 9);
    this.#at = bytes.writeDoubleLE(lat, this.#at + 17);
  }
}
