import { twoSidedP } from './normal-tail.ts';
import type { Rectangle } from './places.ts';

/** Share of a normal distribution round 0 that lies between two values, the first of them the smaller. */
function between(from: number, to: number): number {
  if (from > 0) return (twoSidedP(from) - twoSidedP(to)) / 2;
  if (to < 0) return (twoSidedP(to) - twoSidedP(from)) / 2;
  return 1 - (twoSidedP(from) + twoSidedP(to)) / 2;
}

/** How much of a Gaussian round a position lies inside a rectangle: what is seen of an incident that is spread out. */
export function massInside(area: Rectangle, bandwidth_m: number): (x: number, y: number) => number {
  const { west_m, south_m, east_m, north_m } = area;
  return (x, y) =>
    between((west_m - x) / bandwidth_m, (east_m - x) / bandwidth_m) *
    between((south_m - y) / bandwidth_m, (north_m - y) / bandwidth_m);
}

/**
 * What one incident adds to the integral, over a rectangle, of a density that is divided by `massInside` everywhere: about 1, less near
 * edges, more between. It is a product of one function of x and one of y, since a Gaussian and a rectangle are.
 */
export function correctedMass(area: Rectangle, bandwidth_m: number): (x: number, y: number) => number {
  const across = correctedAlong((area.east_m - area.west_m) / bandwidth_m);
  const up = correctedAlong((area.north_m - area.south_m) / bandwidth_m);
  return (x, y) => across((x - area.west_m) / bandwidth_m) * up((y - area.south_m) / bandwidth_m);
}

/** Bandwidths from an edge at which nothing is missing any more, to rounding. */
const FAR = 9;
/** Steps of the table per bandwidth; it is read by cubic interpolation, with an error below 1e-8. */
const STEPS = 24;
/** Gauss–Legendre quadrature with five nodes on [−1, 1]. */
const NODES = [0, Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3, Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3];
const WEIGHTS = [128 / 225, (322 + 13 * Math.sqrt(70)) / 900, (322 - 13 * Math.sqrt(70)) / 900];
const PANEL = 0.5;

/**
 * ∫ φ(u − t) / mass(u) du over 0 … length, with mass(u) = ∫ φ(v − u) dv over the same.
 *
 * @param length  of the side, in bandwidths
 * @returns a function of t in 0 … length
 */
function correctedAlong(length: number): (t: number) => number {
  const seen = Math.min(length, 2 * FAR);
  const panels = Math.ceil(seen / PANEL);
  const half = seen / panels / 2;
  const positions: number[] = [];
  const factors: number[] = [];
  for (let panel = 0; panel < panels; panel++)
    for (const sign of [-1, 1])
      NODES.forEach((node, k) => {
        if (node === 0 && sign < 0) return;
        const u = (2 * panel + 1 + sign * node) * half;
        positions.push(u);
        factors.push((WEIGHTS[k]! * half) / (Math.sqrt(2 * Math.PI) * between(-u, length - u)));
      });
  const last = Math.min(length / 2, FAR);
  const step = last / Math.max(3, Math.ceil(last * STEPS));
  // From one step before the edge to two steps past the last, so that every reading has two on either side.
  const table = Float64Array.from({ length: Math.round(last / step) + 4 }, (_, k) => {
    const t = (k - 1) * step;
    let sum = 0;
    for (let i = 0; i < positions.length; i++) sum += factors[i]! * Math.exp(-0.5 * (positions[i]! - t) ** 2);
    return sum;
  });
  return (given) => {
    const t = Math.min(given, length - given); // alike from both edges
    if (t >= FAR) return 1;
    const k = Math.min(table.length - 3, Math.floor(t / step) + 1);
    const s = t / step + 1 - k;
    const [a, b, c, d] = [table[k - 1]!, table[k]!, table[k + 1]!, table[k + 2]!];
    return b + (s / 2) * (c - a + s * (2 * a - 5 * b + 4 * c - d + s * (3 * (b - c) + d - a)));
  };
}
