/** A polygon of a file, before anybody knows whether it can be a zone. */
export interface Found {
  name: string;
  /** degrees */
  parts: number[][][][];
}

/** What a file of one format held. */
export interface FoundZones {
  found: Found[];
  /** features that are no polygons */
  left_out: number;
}

/** Rings from anywhere as polygons with holes: a ring that lies in an odd number of others is a hole of the smallest of them. */
export function nested(rings: readonly number[][][]): number[][][][] {
  const around = rings.map((ring, i) => rings.filter((other, k) => k !== i && isIn(ring[0]!, other)));
  const parts = new Map<number[][], number[][][]>();
  rings.forEach((ring, i) => {
    if (around[i]!.length % 2 === 0) parts.set(ring, [ring]);
  });
  rings.forEach((ring, i) => {
    if (around[i]!.length % 2 === 0) return;
    const [smallest] = around[i]!.filter((other) => parts.has(other)).sort((a, b) => areaOf(a) - areaOf(b));
    if (smallest !== undefined) parts.get(smallest)!.push(ring);
  });
  return [...parts.values()];
}

function isIn([x, y]: number[], ring: readonly number[][]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[ax, ay], [bx, by]] = [ring[j]!, ring[i]!] as [[number, number], [number, number]];
    if (ay > y! !== by > y! && x! < ax + ((bx - ax) * (y! - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
}

function areaOf(ring: readonly number[][]): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    twice += ring[j]![0]! * ring[i]![1]! - ring[i]![0]! * ring[j]![1]!;
  return Math.abs(twice / 2);
}

/** Does a line end where it began, so that it is a ring? */
export const isClosed = (line: readonly number[][]): boolean =>
  line.length >= 4 && line[0]![0] === line.at(-1)![0] && line[0]![1] === line.at(-1)![1];
