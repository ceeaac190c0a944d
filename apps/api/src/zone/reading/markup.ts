import { XMLParser } from 'fast-xml-parser';
import { type FoundZones, isClosed, nested } from './found.ts';

/** Names without their prefix; texts stay texts. Documents with declarations of their own never come here. */
const parser = new XMLParser({
  ...{ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true },
  ...{ parseTagValue: false, parseAttributeValue: false, trimValues: true },
});

type Node = string | { [name: string]: Node | Node[] };
const all = (node: Node | Node[] | undefined): Node[] =>
  node === undefined ? [] : Array.isArray(node) ? node : [node];
const child = (node: Node, name: string): Node[] => (typeof node === 'string' ? [] : all(node[name]));
const textOf = (node: Node | undefined): string =>
  node === undefined ? '' : typeof node === 'string' ? node : typeof node['#text'] === 'string' ? node['#text'] : '';

/** GPX or KML. @throws {TypeError} when it is neither; whatever the parser throws */
export function readMarkup(text: string): { format: 'gpx' | 'kml'; zones: FoundZones } {
  // Entities of a document's own can be worth any number of characters, or a file of ours.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new TypeError('declarations');
  const root = parser.parse(text) as { gpx?: Node; kml?: Node };
  if (root.gpx !== undefined) return { format: 'gpx', zones: readGpx(root.gpx) };
  if (root.kml !== undefined) return { format: 'kml', zones: readKml(root.kml) };
  throw new TypeError('neither gpx nor kml');
}

/** Tracks and routes that end where they began; waypoints and open tracks are left out. */
function readGpx(gpx: Node): FoundZones {
  const zones: FoundZones = { found: [], left_out: child(gpx, 'wpt').length };
  const lines = [
    ...child(gpx, 'trk').map((of) => ({ of, lines: child(of, 'trkseg').map((segment) => child(segment, 'trkpt')) })),
    ...child(gpx, 'rte').map((of) => ({ of, lines: [child(of, 'rtept')] })),
  ];
  for (const { of, lines: drawn } of lines) {
    const rings = drawn.map((points) => points.map(positionOf)).filter(isClosed);
    if (rings.length === 0) zones.left_out++;
    else zones.found.push({ name: textOf(child(of, 'name')[0]), parts: nested(rings) });
  }
  return zones;
}

const positionOf = (point: Node): number[] =>
  typeof point === 'string' ? [] : [Number(textOf(all(point['@lon'])[0])), Number(textOf(all(point['@lat'])[0]))];

/** The polygons of each placemark, wherever it stands among folders. */
function readKml(kml: Node): FoundZones {
  const zones: FoundZones = { found: [], left_out: 0 };
  const waiting: Node[] = [kml];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    for (const folder of ['Document', 'Folder']) waiting.push(...child(node, folder));
    for (const placemark of child(node, 'Placemark')) {
      const parts = polygonsOf(placemark);
      if (parts.length === 0) zones.left_out++;
      else zones.found.push({ name: textOf(child(placemark, 'name')[0]), parts });
    }
  }
  return zones;
}

function polygonsOf(placemark: Node): number[][][][] {
  const parts: number[][][][] = [];
  const waiting: Node[] = [placemark];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    waiting.push(...child(node, 'MultiGeometry'));
    for (const polygon of child(node, 'Polygon'))
      parts.push(['outerBoundaryIs', 'innerBoundaryIs'].flatMap((of) => child(polygon, of).map(ringOf)));
  }
  return parts;
}

const ringOf = (boundary: Node): number[][] =>
  textOf(child(child(boundary, 'LinearRing')[0] ?? '', 'coordinates')[0])
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.split(',').slice(0, 2).map(Number));
