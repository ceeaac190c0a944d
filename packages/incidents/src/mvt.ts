/**
 * A writer for Mapbox Vector Tiles 2.1 with one layer of points. Features are written straight into one growing buffer,
 * their lengths known beforehand, so nothing is copied but the layer itself.
 * @see https://github.com/mapbox/vector-tile-spec/tree/master/2.1
 */
export const EXTENT = 4096;

export class LayerWriter {
  private readonly name: string;
  private readonly keys: readonly string[];
  private readonly values: Uint8Array[] = [];
  private readonly valueIds = new Map<string | number, number>();
  private bytes = new Uint8Array(1 << 14);
  private length = 0;
  private readonly tags = new Uint32Array(64);
  private tagCount = 0;

  constructor(name: string, keys: readonly string[]) {
    this.name = name;
    this.keys = keys;
  }

  /** The number of a property value in this layer; whole numbers >= 0 and text. */
  value(value: string | number): number {
    let id = this.valueIds.get(value);
    if (id === undefined) {
      id = this.values.length;
      this.valueIds.set(value, id);
      this.values.push(encodeValue(value));
    }
    return id;
  }

  /** A property of the next feature. */
  tag(key: number, value: number): void {
    this.tags[this.tagCount++] = key;
    this.tags[this.tagCount++] = value;
  }

  /** One point at x, y in [0, EXTENT); `id` -1 for none. Takes the tags given since the last one. */
  point(id: number, x: number, y: number): void {
    const { tags, tagCount } = this;
    let tagBytes = 0;
    for (let i = 0; i < tagCount; i++) tagBytes += varintBytes(tags[i]!);
    const geometryBytes = 1 + varintBytes(x << 1) + varintBytes(y << 1);
    const idBytes = id < 0 ? 0 : 1 + varintBytes(id);
    const size = idBytes + (tagCount > 0 ? 2 + tagBytes : 0) + 2 + 2 + geometryBytes;
    this.reserve(size + 8);
    this.byte(0x12); // layer.features
    this.varint(size);
    if (id >= 0) {
      this.byte(0x08); // feature.id
      this.varint(id);
    }
    if (tagCount > 0) {
      this.byte(0x12); // feature.tags
      this.byte(tagBytes);
      for (let i = 0; i < tagCount; i++) this.varint(tags[i]!);
    }
    this.byte(0x18); // feature.type = POINT
    this.byte(1);
    this.byte(0x22); // feature.geometry = MoveTo, once
    this.byte(geometryBytes);
    this.byte(9);
    this.varint(x << 1);
    this.varint(y << 1);
    this.tagCount = 0;
  }

  /** The tile. */
  finish(): Uint8Array {
    const head = new Uint8Array([0x78, 2, 0x0a, ...sized(new TextEncoder().encode(this.name))]); // version, name
    const keys = this.keys.map((key) => new Uint8Array([0x1a, ...sized(new TextEncoder().encode(key))]));
    const tail = [...keys, ...this.values, new Uint8Array([0x28, ...varint(EXTENT)])];
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

  private reserve(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }

  private byte(value: number): void {
    this.bytes[this.length++] = value;
  }

  private varint(value: number): void {
    let rest = value >>> 0;
    while (rest > 127) {
      this.bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }
}

const varintBytes = (value: number): number =>
  value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : value < 0x10000000 ? 4 : 5;

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

/** layer.values: text (1) or, for whole numbers, uint (5) or sint (6). */
function encodeValue(value: string | number): Uint8Array {
  const body =
    typeof value === 'string'
      ? [0x0a, ...sized(new TextEncoder().encode(value))]
      : value >= 0
        ? [0x28, ...varint(value)]
        : [0x30, ...varint(-value * 2 - 1)];
  return new Uint8Array([0x22, ...varint(body.length), ...body]);
}
