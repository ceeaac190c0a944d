import { PointIndex } from './point-index.ts';

/** Chords of a full circle. */
const CHORDS = 32;
/** How much larger the discs are drawn, so that their chords stay outside the true ones. */
const LARGER = 1 / Math.cos(Math.PI / CHORDS);
/** Arcs that are nothing but rounding, and starts of arcs that are the end of another, in radii. */
const NO_ARC = 1e-9;
const SAME = 1e-6;
/** Neighbours after which it is looked whether a circle is covered already. */
const BATCH = 24;
const TURN = 2 * Math.PI;

/** Part of a circle that no other disc covers, counterclockwise. */
interface Arc {
  readonly x: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The area within a radius of any of some points, as rings of chords: the outer one counterclockwise, holes clockwise.
 *
 * It holds every disc of that radius, and nothing farther than 1.005 radii from all points.
 *
 * @param x, y  points at different places
 * @returns rings, the largest first: x, y, x, y …, the last point not repeated
 *
 * O(points × points nearer than two radii) at worst; a point amid others is done after a few of them.
 */
export function discUnion(x: ArrayLike<number>, y: ArrayLike<number>, radius: number): Float64Array[] {
  const drawn = radius * LARGER;
  const arcs = openArcs(x, y, drawn);
  const rings = ringsOf(arcs, drawn);
  return rings.sort((a, b) => Math.abs(ringArea(b)) - Math.abs(ringArea(a)));
}

/** Positive counterclockwise. */
export function ringArea(ring: Float64Array): number {
  let twice = 0;
  for (let k = 0; k < ring.length; k += 2) {
    const next = (k + 2) % ring.length;
    twice +=
      (ring[k]! - ring[0]!) * (ring[next + 1]! - ring[1]!) - (ring[next]! - ring[0]!) * (ring[k + 1]! - ring[1]!);
  }
  return twice / 2;
}

function openArcs(x: ArrayLike<number>, y: ArrayLike<number>, radius: number): Arc[] {
  const index = new PointIndex(x, y, radius);
  const near: number[][] = []; // per cell the cells around it
  const arcs: Arc[] = [];
  for (let i = 0; i < x.length; i++) {
    const own = index.cellOf[i]!;
    const covered: [number, number][] = [];
    let closed = false;
    for (const cell of (near[own] ??= index.around(own, 2))) {
      for (let k = index.starts[cell]!; k < index.starts[cell + 1]! && !closed; k++) {
        const j = index.points[k]!;
        const [dx, dy] = [x[j]! - x[i]!, y[j]! - y[i]!];
        const distance = Math.hypot(dx, dy);
        if (j !== i && distance < 2 * radius) {
          const half = Math.acos(distance / (2 * radius));
          const from = (Math.atan2(dy, dx) - half + 2 * TURN) % TURN;
          covered.push([from, from + 2 * half]);
          if (covered.length >= BATCH) {
            const gaps = gapsOf(covered);
            closed = gaps.length === 0;
            covered.splice(0, covered.length, ...between(gaps));
          }
        }
      }
      if (closed) break;
    }
    if (closed) continue;
    for (const [from, to] of gapsOf(covered)) arcs.push({ x: x[i]!, y: y[i]!, from, to });
  }
  return arcs;
}

/** The intervals that lie between gaps: what is covered, said shortest. */
function between(gaps: readonly [number, number][]): [number, number][] {
  return gaps.map(([, to], k) => {
    const next = gaps[(k + 1) % gaps.length]![0];
    const from = to % TURN;
    return [from, from + ((((next - to) % TURN) + TURN) % TURN)];
  });
}

/** What intervals of angles, each starting within the first turn, leave open. Sorts them. */
function gapsOf(covered: [number, number][]): [number, number][] {
  if (covered.length === 0) return [[0, TURN]];
  covered.sort((a, b) => a[0] - b[0]);
  const gaps: [number, number][] = [];
  const first = covered[0]![0];
  let end = covered[0]![1];
  for (const [, to] of covered) end = Math.max(end, to - TURN); // those that reach into the next turn cover its beginning
  for (const [from, to] of covered) {
    if (from - end > NO_ARC) gaps.push([end, from]);
    if (to > end) end = to;
  }
  if (first + TURN - end > NO_ARC) gaps.push([end, first + TURN]);
  return gaps;
}

/** Follows each arc to the one that starts where it ends, and draws their chords. */
function ringsOf(arcs: Arc[], radius: number): Float64Array[] {
  const next = follow(arcs, radius);
  const done = new Uint8Array(arcs.length);
  const rings: Float64Array[] = [];
  for (let first = 0; first < arcs.length; first++) {
    const ring: number[] = [];
    for (let at = first; done[at] === 0; at = next[at]!) {
      done[at] = 1;
      const arc = arcs[at]!;
      const chords = Math.max(1, Math.ceil(((arc.to - arc.from) / TURN) * CHORDS - NO_ARC));
      for (let c = 0; c < chords; c++)
        ring.push(...pointAt(arc, arc.from + ((arc.to - arc.from) * c) / chords, radius));
    }
    if (ring.length > 0) rings.push(Float64Array.from(ring));
  }
  return rings;
}

/** Per arc the one that starts where it ends. Where several do, since discs touch in one point, each is taken once. */
function follow(arcs: Arc[], radius: number): Int32Array {
  const n = arcs.length;
  const ends = [
    ...arcs.map((arc) => pointAt(arc, arc.from, radius)),
    ...arcs.map((arc) => pointAt(arc, arc.to, radius)),
  ];
  const [x, y] = [ends.map(([ex]) => ex), ends.map(([, ey]) => ey)];
  const index = new PointIndex(x, y, SAME * radius);
  const next = new Int32Array(n).fill(-1);
  const taken = new Uint8Array(n);
  const nearest = (from: number, among: Iterable<number>): number => {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (const start of among) {
      if (start >= n || taken[start] === 1) continue;
      const distance = Math.hypot(x[start]! - x[from]!, y[start]! - y[from]!);
      if (distance < least) [best, least] = [start, distance];
    }
    return best;
  };
  for (let arc = 0; arc < n; arc++) {
    const around = index
      .around(index.cellOf[n + arc]!, 1)
      .flatMap((cell) => Array.from(index.points.subarray(index.starts[cell], index.starts[cell + 1])));
    const close = nearest(n + arc, around);
    next[arc] = close >= 0 ? close : nearest(n + arc, taken.keys());
    taken[next[arc]!] = 1;
  }
  return next;
}

const pointAt = ({ x, y }: Arc, angle: number, radius: number): [number, number] => [
  x + radius * Math.cos(angle),
  y + radius * Math.sin(angle),
];
