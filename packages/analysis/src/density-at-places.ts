import { plainArithmetic } from './arithmetic-plain.ts';
import { simdArithmetic } from './arithmetic-simd.ts';
import type { Share } from './bandwidth.ts';
import { binGaussianAt, nodesOver } from './kernel-gaussian-binned.ts';
import type { PlaceTree } from './place-tree.ts';

/** Beyond this many bandwidths² (halved) a Gaussian is below 2⁻⁵² of its middle. */
const REACH = 36.1;
/** Pairs that are always worth summing one by one: about 50 ms. */
const EXACT_PAIRS = 5e6;
/** Nodes of a tile at most, and places of one that isn't divided; what a node and a place cost, in pairs. */
const TILE_NODES = 1 << 20;
const TILE_PLACES = 2000;
const NODE_COST = 0.5;
const PLACE_COST = 8;
/** The sum from which a binned one is taken: it is then off by less than 1e-3. */
const DENSE = 2;
const SAMPLE = 16;
/** Places between two reports of progress. */
const PART = 1 << 14;

/** Sums of Gaussians at the places where incidents are, one bandwidth after the other. */
export class DensityAtPlaces {
  private readonly tree: PlaceTree;
  private readonly found: number[] = [];
  private nearest: Float64Array | null = null;

  constructor(tree: PlaceTree) {
    this.tree = tree;
  }

  /**
   * log Σ exp(−d² / 2h²) over all incidents, at each place of the tree in its order; less by `leftOut` of the incidents there.
   * Logarithms, because what is left out by no bandwidth must not vanish: alone in its reach, a place still has a nearest.
   *
   * Exact to rounding up to 5 · 10⁶ pairs of places. Beyond, where binning is less work, sums of at least 2 are binned and off by
   * less than 1e-3 each.
   */
  logSums(bandwidth_m: number, leftOut: 0 | 1, share: Share): Float64Array {
    const { x, weights } = this.tree;
    const n = x.length;
    const sums = new Float64Array(n);
    if (n * n > EXACT_PAIRS) this.bin(bandwidth_m, sums, share);
    for (let i = 0; i < n; i++) {
      const near = sums[i]! - leftOut;
      sums[i] = near >= DENSE ? Math.log(near) : this.exact(i, weights[i]! - leftOut, bandwidth_m);
      if ((i + 1) % PART === 0) share((1 + (i + 1) / n) / 2);
    }
    return sums;
  }

  private exact(i: number, own: number, bandwidth_m: number): number {
    const { tree, found } = this;
    const { x, y, weights } = tree;
    const [px, py] = [x[i]!, y[i]!];
    if (own === 0) this.nearest ??= tree.nearest();
    // Without incidents of its own, the nearest others set the scale: their term is 1.
    const shift = own > 0 ? 0 : this.nearest![i]!;
    if (shift === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
    const scale = -0.5 / (bandwidth_m * bandwidth_m);
    const leaves = tree.leavesWithin(px, py, shift - REACH / scale, 0, found);
    let sum = own > 0 ? own : 0;
    for (let leaf = 0; leaf < leaves; leaf += 2)
      for (let j = found[leaf]!; j < found[leaf + 1]!; j++) {
        if (j === i) continue;
        const [dx, dy] = [x[j]! - px, y[j]! - py];
        sum += weights[j]! * Math.exp(scale * (dx * dx + dy * dy - shift));
      }
    return Math.log(sum) + scale * shift;
  }

  /** Bins the tiles (boxes of the tree) where that is less work than summing pair by pair; 0 elsewhere. */
  private bin(bandwidth_m: number, sums: Float64Array, share: Share): void {
    const { tree } = this;
    let done = 0;
    const waiting = [0];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      const [from, to] = tree.placesOf(node);
      const area = tree.boxOf(node);
      const nodes = nodesOver(area, bandwidth_m);
      const cost = NODE_COST * nodes + PLACE_COST * (to - from);
      if (nodes > TILE_NODES || cost > this.pairs(from, to, bandwidth_m)) {
        if (to - from > TILE_PLACES) waiting.push(...tree.childrenOf(node));
        else done += to - from;
        continue;
      }
      const near = tree.near(area, Math.sqrt(2 * REACH) * bandwidth_m);
      const at = { x: tree.x.subarray(from, to), y: tree.y.subarray(from, to) };
      const simd = simdArithmetic();
      const binned =
        simd === null
          ? binGaussianAt(near, at, area, bandwidth_m, plainArithmetic)
          : binGaussianAt(near, at, area, bandwidth_m, simd);
      sums.set(binned, from);
      done += to - from;
      share(done / sums.length / 2);
    }
  }

  /** About how many pairs there are in reach of some places, from a sample. */
  private pairs(from: number, to: number, bandwidth_m: number): number {
    const { tree, found } = this;
    const { x, y } = tree;
    const sampled = Math.min(SAMPLE, to - from);
    let pairs = 0;
    for (let k = 0; k < sampled; k++) {
      const i = from + Math.floor((k * (to - from)) / sampled);
      const leaves = tree.leavesWithin(x[i]!, y[i]!, 2 * REACH * bandwidth_m * bandwidth_m, 0, found);
      for (let leaf = 0; leaf < leaves; leaf += 2) pairs += found[leaf + 1]! - found[leaf]!;
    }
    return (pairs / sampled) * (to - from);
  }
}
