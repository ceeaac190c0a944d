/**
 * A writer for Mapbox Vector Tiles 2.1 with one layer of points. Features are written straight into one growing buffer,
 * their lengths known beforehand, so nothing is copied but the layer itself.
 * @see https://github.com/mapbox/vector-tile-spec/tree/master/2.1
 */
export const EXTENT = 4096;

export class LayerWriter {
  private readonly name: string;
  private readonly keys: readonly string[];
  private bytes = new Uint8Array(1 << 16);
  private length = 0;
  private values = new Uint8Array(1 << 12);
  private valuesLength = 0;
  private valueCount = 0;
  private readonly tags = new Uint32Array(8); // key and value of four properties at most
  private tagCount = 0;

  constructor(name: string, keys: readonly string[]) {
    this.name = name;
    this.keys = keys;
  }

  /** Adds a whole number to the layer's values. @returns its number there; the caller gives each value once */
  integer(value: number): number {
    this.reserveValue(16);
    const { values } = this;
    values[this.valuesLength] = 0x22; // layer.values
    const size = this.valuesLength + 1;
    values[size + 1] = value >= 0 ? 0x28 : 0x30; // uint or sint
    const end = putVarint(values, size + 2, value >= 0 ? value : -value * 2 - 1);
    values[size] = end - size - 1;
    this.valuesLength = end;
    return this.valueCount++;
  }

  /** Adds a text to the layer's values. */
  text(value: string): number {
    const text = sized(new TextEncoder().encode(value));
    const field = [0x22, ...sized(Uint8Array.from([0x0a, ...text]))];
    this.reserveValue(field.length);
    this.values.set(field, this.valuesLength);
    this.valuesLength += field.length;
    return this.valueCount++;
  }

  /** A property of the next feature. */
  tag(key: number, value: number): void {
    this.tags[this.tagCount++] = key;
    this.tags[this.tagCount++] = value;
  }

  /** One point at x, y in [0, EXTENT); `id` -1 for none. Takes the tags given since the last one. */
  point(id: number, x: number, y: number): void {
    if (this.length + FEATURE_BYTES_MAX > this.bytes.length) this.bytes = enlarged(this.bytes, FEATURE_BYTES_MAX);
    const { bytes, tags, tagCount } = this;
    let at = this.length;
    bytes[at] = 0x12; // layer.features
    const size = at + 1; // a feature is shorter than 128 bytes: its length takes one
    at += 2;
    if (id >= 0) {
      bytes[at++] = 0x08; // feature.id
      at = putVarint(bytes, at, id);
    }
    if (tagCount > 0) {
      bytes[at] = 0x12; // feature.tags
      const tagSize = at + 1;
      at += 2;
      for (let i = 0; i < tagCount; i++) at = putVarint(bytes, at, tags[i]!);
      bytes[tagSize] = at - tagSize - 1;
    }
    bytes[at++] = 0x18; // feature.type = POINT
    bytes[at++] = 1;
    bytes[at++] = 0x22; // feature.geometry = MoveTo, once
    const geometrySize = at++;
    bytes[at++] = 9;
    at = putVarint(bytes, at, x << 1);
    at = putVarint(bytes, at, y << 1);
    bytes[geometrySize] = at - geometrySize - 1;
    bytes[size] = at - size - 1;
    this.length = at;
    this.tagCount = 0;
  }

  /** The tile. */
  finish(): Uint8Array {
    const head = new Uint8Array([0x78, 2, 0x0a, ...sized(new TextEncoder().encode(this.name))]); // version, name
    const keys = this.keys.map((key) => new Uint8Array([0x1a, ...sized(new TextEncoder().encode(key))]));
    const tail = [...keys, this.values.subarray(0, this.valuesLength), new Uint8Array([0x28, ...varint(EXTENT)])];
    const size = head.length + this.length + tail.reduce((sum, piece) => sum + piece.length, 0);
    const open = new Uint8Array([0x1a, ...varint(size)]); // tile.layers
    const tile = new Uint8Array(open.length + size);
    let at = 0;
    for (const piece of [open, head, this.bytes.subarray(0, this.length), ...tail]) {
      tile.set(piece, at);
      at += piece.length;
    }
    return tile;
  }

  private reserveValue(size: number): void {
    if (this.valuesLength + size > this.values.length) this.values = enlarged(this.values, size);
  }
}

function enlarged(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes.length * 2 + size);
  larger.set(bytes);
  return larger;
}

/** Marks and lengths, an id, four tags and a position: none takes more. */
const FEATURE_BYTES_MAX = 16 + 5 + 8 * 5 + 10;

function putVarint(bytes: Uint8Array, from: number, value: number): number {
  let at = from;
  let rest = value >>> 0;
  while (rest > 127) {
    bytes[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

const sized = (bytes: Uint8Array): number[] => [...varint(bytes.length), ...bytes];
