import { gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';

/** A small base map round Märsta in the Protomaps schema, as an operator's archive would hold it: made, not downloaded. */

type Point = readonly [lon: number, lat: number];
interface Feature {
  layer: string;
  kind: 'point' | 'line' | 'polygon';
  points: readonly Point[];
  properties: Record<string, string | number | boolean>;
}

const ring = (west: number, south: number, east: number, north: number): Point[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];
const FEATURES: readonly Feature[] = [
  { layer: 'earth', kind: 'polygon', points: ring(17.2, 59.45, 18.2, 59.85), properties: { kind: 'earth' } },
  {
    layer: 'water',
    kind: 'polygon',
    points: [
      [17.78, 59.56],
      [17.83, 59.57],
      [17.83, 59.605],
      [17.8, 59.612],
      [17.775, 59.59],
    ],
    properties: { kind: 'lake', name: 'Steningeviken' },
  },
  { layer: 'landuse', kind: 'polygon', points: ring(17.87, 59.595, 17.89, 59.605), properties: { kind: 'park' } },
  {
    layer: 'roads',
    kind: 'line',
    points: [
      [17.8, 59.7],
      [17.855, 59.64],
      [17.9, 59.6],
      [17.93, 59.56],
    ],
    properties: { kind: 'highway', kind_detail: 'motorway', name: 'E4', min_zoom: 3 },
  },
  {
    layer: 'roads',
    kind: 'line',
    points: [
      [17.83, 59.61],
      [17.86, 59.622],
      [17.9, 59.63],
    ],
    properties: { kind: 'major_road', kind_detail: 'secondary', name: 'Valstavägen', min_zoom: 9 },
  },
  {
    layer: 'roads',
    kind: 'line',
    points: [
      [17.82, 59.65],
      [17.861, 59.628],
      [17.92, 59.58],
    ],
    properties: { kind: 'rail', kind_detail: 'rail', min_zoom: 9 },
  },
  {
    layer: 'boundaries',
    kind: 'line',
    points: ring(17.57, 59.5, 18.15, 59.74),
    properties: { kind: 'county', kind_detail: 6, min_zoom: 6 },
  },
  {
    layer: 'places',
    kind: 'point',
    points: [[17.858, 59.615]],
    properties: {
      kind: 'locality',
      kind_detail: 'town',
      name: 'Märsta',
      'name:ar': 'مارشتا',
      min_zoom: 6,
      population_rank: 8,
    },
  },
  {
    layer: 'places',
    kind: 'point',
    points: [[17.795, 59.635]],
    properties: { kind: 'neighbourhood', name: 'Odensala', 'name:ar': 'أودنسالا', min_zoom: 9 },
  },
];

const EXTENT = 4096;
const MAX_ZOOM = 8; // one tile holds all of it; a browser enlarges it
const ATTRIBUTION = '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap</a>';

/** Where a point is in the world's square, 0 to 1 from the north-west. */
const mercator = ([lon, lat]: Point): [number, number] => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [(lon + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
};
const tileAt = (zoom: number): [number, number] =>
  mercator([17.85, 59.62]).map((v) => Math.floor(v * 2 ** zoom)) as never;

/** The archive's bytes (PMTiles 3), to be written to a file. `spoil` may change its header's fields or metadata first. */
export function madeArchive(given: { metadata?: object; tileType?: number; tileCompression?: number } = {}): Buffer {
  const tiles = Array.from({ length: MAX_ZOOM + 1 }, (_, zoom) => ({
    id: tileId(zoom, ...tileAt(zoom)),
    bytes: gzipSync(tileOf(zoom, ...tileAt(zoom))),
  }));
  const layers = [...new Set(FEATURES.map(({ layer }) => layer))];
  const metadata = gzipSync(
    JSON.stringify({
      name: 'made for tests',
      version: '4.0.0',
      attribution: ATTRIBUTION,
      vector_layers: layers.map((id) => ({ id, fields: {} })),
      ...given.metadata,
    }),
  );
  const root = gzipSync(directoryOf(tiles));
  const data = Buffer.concat(tiles.map(({ bytes }) => bytes));
  const header = Buffer.alloc(127);
  header.write('PMTiles', 'latin1');
  header[7] = 3;
  const sections = [root, metadata, Buffer.alloc(0), data];
  let offset = header.length;
  for (const [i, { length }] of sections.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(length), 16 + 16 * i);
    offset += length;
  }
  for (let i = 0; i < 3; i++) header.writeBigUInt64LE(BigInt(tiles.length), 72 + 8 * i);
  header[96] = 1; // clustered
  header[97] = 2; // gzip
  header[98] = given.tileCompression ?? 2;
  header[99] = given.tileType ?? 1; // MVT
  header[100] = 0;
  header[101] = MAX_ZOOM;
  for (const [i, degrees] of [17.2, 59.45, 18.2, 59.85].entries()) header.writeInt32LE(degrees * 1e7, 102 + 4 * i);
  header[118] = MAX_ZOOM;
  for (const [i, degrees] of [17.85, 59.62].entries()) header.writeInt32LE(degrees * 1e7, 119 + 4 * i);
  return Buffer.concat([header, ...sections]);
}

/** Entries as five columns of varints: how many, then what each adds to the id before, run lengths, lengths, offsets. */
function directoryOf(tiles: readonly { id: number; bytes: Uint8Array }[]): Uint8Array {
  const out = new PbfWriter();
  out.writeVarint(tiles.length);
  for (const [i, { id }] of tiles.entries()) out.writeVarint(id - (tiles[i - 1]?.id ?? 0));
  for (const _ of tiles) out.writeVarint(1);
  for (const { bytes } of tiles) out.writeVarint(bytes.length);
  for (const i of tiles.keys()) out.writeVarint(i === 0 ? 1 : 0); // 0: right behind the one before
  return out.finish();
}

/** Tiles are numbered zoom by zoom, along a Hilbert curve within each. */
function tileId(zoom: number, x: number, y: number): number {
  let id = (4 ** zoom - 1) / 3;
  for (let side = 2 ** (zoom - 1); side >= 1; side /= 2) {
    const [rx, ry] = [(x & side) > 0 ? 1 : 0, (y & side) > 0 ? 1 : 0];
    id += side * side * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) [x, y] = [side - 1 - (x & (side - 1)), side - 1 - (y & (side - 1))];
      [x, y] = [y, x];
    }
  }
  return id;
}

/** A Mapbox Vector Tile with every feature in it: they all lie within the tile. */
function tileOf(zoom: number, x: number, y: number): Uint8Array {
  const out = new PbfWriter();
  for (const layer of new Set(FEATURES.map((feature) => feature.layer)))
    out.writeMessage(3, writeLayer, {
      name: layer,
      features: FEATURES.filter((feature) => feature.layer === layer),
      toTile: (point: Point): [number, number] => {
        const [u, v] = mercator(point);
        return [Math.round((u * 2 ** zoom - x) * EXTENT), Math.round((v * 2 ** zoom - y) * EXTENT)];
      },
    });
  return out.finish();
}

interface LayerOut {
  name: string;
  features: readonly Feature[];
  toTile: (point: Point) => [number, number];
}

function writeLayer({ name, features, toTile }: LayerOut, out: PbfWriter): void {
  const keys = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))];
  const values = [...new Set(features.flatMap(({ properties }) => Object.values(properties)))];
  out.writeVarintField(15, 2);
  out.writeStringField(1, name);
  for (const { kind, points, properties } of features)
    out.writeMessage(
      2,
      (_, feature) => {
        const tags = Object.entries(properties).flatMap(([key, value]) => [keys.indexOf(key), values.indexOf(value)]);
        feature.writePackedVarint(2, tags);
        feature.writeVarintField(3, { point: 1, line: 2, polygon: 3 }[kind]);
        feature.writePackedVarint(4, geometryOf(kind, points.map(toTile)));
      },
      null,
    );
  for (const key of keys) out.writeStringField(3, key);
  for (const value of values)
    out.writeMessage(
      4,
      (_, written) => {
        if (typeof value === 'string') written.writeStringField(1, value);
        else if (typeof value === 'number') written.writeVarintField(5, value);
        else written.writeBooleanField(7, value);
      },
      null,
    );
  out.writeVarintField(5, EXTENT);
}

/** MoveTo, LineTo and ClosePath with what each point adds to the one before; outer rings run clockwise on the screen. */
function geometryOf(kind: Feature['kind'], points: [number, number][]): number[] {
  const zigzag = (n: number): number => (n << 1) ^ (n >> 31);
  const ordered = kind === 'polygon' ? points.toReversed() : points;
  const steps = ordered.flatMap(([x, y], i) => {
    const [px, py] = ordered[i - 1] ?? [0, 0];
    return [zigzag(x - px), zigzag(y - py)];
  });
  const command = (id: number, count: number): number => (id & 7) | (count << 3);
  const first = [command(1, 1), ...steps.slice(0, 2)];
  if (kind === 'point') return first;
  const line = [...first, command(2, ordered.length - 1), ...steps.slice(2)];
  return kind === 'polygon' ? [...line, command(7, 1)] : line;
}
