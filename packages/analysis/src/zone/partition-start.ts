import type { PartitionGround, WorkRange } from './partition-ground.ts';

/** Rounds in which zones may change what they charge, and after how many a change is half of the first. */
const ROUNDS = 120;
const SLOWER = 15;

/**
 * Middles far from each other: each next one is drawn by how much the cells would gain by it (k-means++).
 *
 * O(cells × zones).
 */
export function scatteredMiddles(
  { pull, distance }: PartitionGround,
  zones: number,
  random: () => number,
): Int32Array<ArrayBuffer> {
  const n = pull.length;
  const weight = Float64Array.from(pull, (own) => own + Number.MIN_VALUE);
  const far = new Float64Array(n).fill(1);
  const middles = new Int32Array(zones);
  for (let zone = 0; zone < zones; zone++) {
    const middle = drawn(weight, far, random);
    middles[zone] = middle;
    for (let i = 0; i < n; i++) {
      const square = distance[middle * n + i]! ** 2;
      if (zone === 0 || square < far[i]!) far[i] = square;
    }
  }
  return middles;
}

/** A cell by the product of two weights; one without is drawn only when all are. */
function drawn(weight: Float64Array, far: Float64Array, random: () => number): number {
  let total = 0;
  for (let i = 0; i < far.length; i++) total += weight[i]! * far[i]!;
  let rest = random() * total;
  let last = 0;
  for (let i = 0; i < far.length; i++) {
    if (far[i] === 0) continue;
    last = i;
    rest -= weight[i]! * far[i]!;
    if (rest <= 0) break;
  }
  return last;
}

/**
 * Contiguous zones round given middles, of about as much work each. A zone that has too much charges for work, as in a
 * transportation problem, until the cheapest zone of each cell shares work out evenly. What is cut off from its middle by that goes to a
 * zone beside it.
 *
 * @param middles  one cell a zone, all different
 * @returns per cell its zone
 *
 * O(rounds × cells × zones).
 */
export function zonesRound(ground: PartitionGround, middles: Int32Array, range: WorkRange): Int32Array<ArrayBuffer> {
  const { work, graph } = ground;
  const wanted = cheapestOf(ground, middles, range);
  const zoneOf = new Int32Array(work.length).fill(-1);
  const reached: number[] = [];
  for (const [zone, middle] of middles.entries()) {
    zoneOf[middle] = zone;
    reached.push(middle);
  }
  for (const onlyWanted of [true, false])
    for (let at = 0; at < reached.length; at++) {
      const cell = reached[at]!;
      for (let k = graph.starts[cell]!; k < graph.starts[cell + 1]!; k++) {
        const next = graph.cells[k]!;
        if (zoneOf[next]! >= 0 || (onlyWanted && wanted[next] !== zoneOf[cell])) continue;
        zoneOf[next] = zoneOf[cell]!;
        reached.push(next);
      }
    }
  return zoneOf;
}

function cheapestOf({ work, pull, distance }: PartitionGround, middles: Int32Array, range: WorkRange): Int32Array {
  const n = work.length;
  const zones = middles.length;
  const zoneOf = new Int32Array(n);
  const charge = new Float64Array(zones);
  const load = new Float64Array(zones);
  const even = Math.max((range.least + range.most) / 2, Number.MIN_VALUE);
  let unit = 0;
  for (let round = 0; round < ROUNDS; round++) {
    load.fill(0);
    let cost = 0;
    for (let i = 0; i < n; i++) {
      let [best, least] = [0, Number.POSITIVE_INFINITY];
      for (let zone = 0; zone < zones; zone++) {
        const value = pull[i]! * distance[middles[zone]! * n + i]! + charge[zone]! * work[i]!;
        if (value < least) [best, least] = [zone, value];
      }
      zoneOf[i] = best;
      load[best]! += work[i]!;
      cost += pull[i]! * distance[middles[best]! * n + i]!;
    }
    if (load.every((own) => own >= range.least && own <= range.most)) break;
    if (round === 0) unit = cost / (even * zones) / 2;
    for (let zone = 0; zone < zones; zone++) {
      const over = Math.max(-1, Math.min(1, load[zone]! / even - 1));
      charge[zone]! += (unit * over) / (1 + round / SLOWER);
    }
  }
  return zoneOf;
}
