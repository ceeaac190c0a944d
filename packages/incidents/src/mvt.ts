/**
 * A writer for Mapbox Vector Tiles 2.1 with one layer of points. Features are written straight into a buffer that is
 * kept from tile to tile; their lengths are filled in behind them, so nothing is copied but the tile as a whole.
 * @see https://github.com/mapbox/vector-tile-spec/tree/master/2.1
 */
export const EXTENT = 4096;

/** Marks and lengths, an id, four properties and a position: no feature takes more, so a byte holds its length. */
const FEATURE_BYTES_MAX = 16 + 5 + 4 * 6 + 10;
/** What a whole number takes among the values, at most. */
export const INTEGER_BYTES_MAX = 8;

export class LayerWriter {
  /** features go here, from `start` on: see openFeature, putProperty, closeFeature */
  bytes = new Uint8Array(1 << 16);
  readonly start: number;
  private values = new Uint8Array(1 << 12);
  private valuesLength = 0;
  private valueCount = 0;
  private readonly head: Uint8Array;
  private readonly tail: Uint8Array;

  /** @param keys  names of the features' properties, at most four */
  constructor(name: string, keys: readonly string[]) {
    this.head = Uint8Array.from([0x78, 2, 0x0a, ...sized(utf8(name))]); // version, name
    this.tail = Uint8Array.from([...keys.flatMap((key) => [0x1a, ...sized(utf8(key))]), 0x28, ...varint(EXTENT)]);
    this.start = this.head.length + 6; // the tile's mark and length come before the head
  }

  /** Starts anew, with room for so many features, and for values of so many bytes. */
  begin(features: number, valueBytes: number): void {
    const size = this.start + features * FEATURE_BYTES_MAX + valueBytes + this.tail.length;
    if (this.bytes.length < size) this.bytes = new Uint8Array(size * 2);
    if (this.values.length < valueBytes) this.values = new Uint8Array(valueBytes * 2);
    this.valuesLength = 0;
    this.valueCount = 0;
  }

  /** Adds a whole number to the layer's values. @returns its number there; the caller gives each value once */
  integer(value: number): number {
    const { values } = this;
    const at = this.valuesLength;
    values[at] = 0x22; // layer.values
    values[at + 2] = value >= 0 ? 0x28 : 0x30; // uint or sint
    const end = putVarint(values, at + 3, value >= 0 ? value : -value * 2 - 1);
    values[at + 1] = end - at - 2;
    this.valuesLength = end;
    return this.valueCount++;
  }

  /** Adds a text, as textValue made it. */
  text(value: Uint8Array): number {
    this.values.set(value, this.valuesLength);
    this.valuesLength += value.length;
    return this.valueCount++;
  }

  /** The tile: one layer with the features written up to `end`. */
  finish(end: number): Uint8Array {
    const { bytes, head, tail, start } = this;
    bytes.set(this.values.subarray(0, this.valuesLength), end);
    bytes.set(tail, end + this.valuesLength);
    const to = end + this.valuesLength + tail.length;
    const length = varint(head.length + to - start);
    const from = start - head.length - length.length - 1;
    bytes[from] = 0x1a; // tile.layers
    bytes.set(length, from + 1);
    bytes.set(head, start - head.length);
    return bytes.slice(from, to);
  }
}

/** A text as a layer's value. */
export const textValue = (text: string): Uint8Array => Uint8Array.from([0x22, ...sized([0x0a, ...sized(utf8(text))])]);

/** The start of a feature at `at`. @param id  -1 for none @returns where its properties start */
export function openFeature(bytes: Uint8Array, at: number, id: number): number {
  bytes[at] = 0x12; // layer.features; the length follows when it is closed
  let next = at + 2;
  if (id >= 0) {
    bytes[next] = 0x08; // feature.id
    next = putVarint(bytes, next + 1, id);
  }
  bytes[next] = 0x12; // feature.tags; likewise
  return next + 2;
}

/** A property by the numbers of its key (less than 128) and its value. @returns where the next one starts */
export function putProperty(bytes: Uint8Array, at: number, key: number, value: number): number {
  bytes[at] = key;
  return putVarint(bytes, at + 1, value);
}

/**
 * The end of a feature: a point at x, y in [0, EXTENT).
 * @param opened      where it was opened
 * @param properties  where its properties start
 * @param at          where they end
 * @returns where the next feature starts
 */
export function closeFeature(
  bytes: Uint8Array,
  opened: number,
  properties: number,
  at: number,
  x: number,
  y: number,
): number {
  bytes[properties - 1] = at - properties;
  bytes[at] = 0x18; // feature.type = POINT
  bytes[at + 1] = 1;
  bytes[at + 2] = 0x22; // feature.geometry = MoveTo, once
  bytes[at + 4] = 9;
  const end = putVarint(bytes, putVarint(bytes, at + 5, x << 1), y << 1);
  bytes[at + 3] = end - at - 4;
  bytes[opened + 1] = end - opened - 2;
  return end;
}

function putVarint(bytes: Uint8Array, from: number, value: number): number {
  let at = from;
  let rest = value >>> 0;
  while (rest > 127) {
    bytes[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[at] = rest;
  return at + 1;
}

function varint(value: number): Uint8Array {
  const bytes = new Uint8Array(5);
  return bytes.subarray(0, putVarint(bytes, 0, value));
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const sized = (bytes: ArrayLike<number>): number[] => [...varint(bytes.length), ...Array.from(bytes)];
