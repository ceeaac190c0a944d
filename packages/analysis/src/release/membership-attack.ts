import type { Design } from './design.ts';
import { TOTAL_STEP } from './figure.ts';
import { type NoiseKind, noiseProbability } from './noise.ts';
import type { Publication, World } from './publication.ts';
import { cellFinder } from './table.ts';

/** More noise than this comes once in a hundred million times: it is left out of sums that are told with two decimals. */
const FAR = { cell: 56, figure: 190 } as const;
const FAKES_MOST = 20;

export interface Advantage {
  /** 0: the release tells nothing of whether one was there; 1: it tells for certain */
  readonly mean: number;
  readonly worst: number;
}

/** What may be shown of a count, and how likely each of it is. */
type Outcomes = ReadonlyMap<number, number>;

/**
 * A4: how well can whoever knows every record but one, and the gate's own code, tell from all releases whether that one was there?
 * Exactly: the total variation between what is shown with it and without it, in its two tables and the total together.
 *
 * @returns over all records that are in a table
 */
export function attackMembership(world: World, { quarters, years }: Publication, design: Design): Advantage {
  const { records, wide, fine, groups } = world;
  const [inWide, inFine] = [cellFinder(wide), cellFinder(fine)];
  const known = new Map<string, number>();
  const chances = outcomesOf(design);
  let [n, sum, worst] = [0, 0, 0];
  for (let i = 0; i < records.key.length; i++) {
    const quarter = quarters.find(({ name }) => name.period === records.quarter[i]);
    const year = years.find(({ name }) => name.period === records.year[i]);
    const [east, north, group] = [records.east_m[i]!, records.north_m[i]!, groups.indexOf(records.group[i]!)];
    const counts: Counts = [
      group < 0 ? 0 : (quarter?.tally.count[inWide(east, north) * groups.length + group] ?? 0),
      year?.tally.count[inFine(east, north)] ?? 0,
      year?.total.n ?? 0,
    ];
    if (counts.every((count) => count === 0)) continue;
    const name = counts.join(' ');
    const advantage = known.get(name) ?? variation(counts, chances);
    known.set(name, advantage);
    n++;
    sum += advantage;
    worst = Math.max(worst, advantage);
  }
  return { mean: n === 0 ? 0 : sum / n, worst };
}

/**
 * A5: somebody sends 1–20 invented records to a square and watches whether the threshold is passed: how much better than by chance do they
 * tell one real record from none, with the best number of them?
 */
export function attackThreshold(design: Design, total = 0): Advantage {
  const chances = outcomesOf(design);
  const tries = Array.from({ length: FAKES_MOST }, (_, fakes) => {
    const n = fakes + 2; // 1–20 invented ones, and the real one
    return variation([n, n, total + n], chances);
  });
  return { mean: tries.reduce((sum, one) => sum + one, 0) / tries.length, worst: Math.max(...tries) };
}

/** What counts in a quarter's table, in a year's, and in the total: with the record. 0: it isn't published. */
type Counts = readonly [quarter: number, year: number, total: number];
type Chances = (kind: NoiseKind, n: number) => Outcomes;

/** Half the sum of differences, over all that may be shown in the three places; their noise is independent. */
function variation(counts: Counts, chances: Chances): number {
  const kinds: readonly NoiseKind[] = ['cell', 'cell', 'figure'];
  const pairs = counts.flatMap((n, i) => (n === 0 ? [] : [pairOf(chances(kinds[i]!, n), chances(kinds[i]!, n - 1))]));
  let joint: readonly (readonly [number, number])[] = [[1, 1]];
  for (const pair of pairs) joint = joint.flatMap(([p, q]) => pair.map(([a, b]) => [p * a, q * b] as const));
  return joint.reduce((sum, [p, q]) => sum + Math.abs(p - q), 0) / 2;
}

function pairOf(one: Outcomes, other: Outcomes): (readonly [number, number])[] {
  return [...new Set([...one.keys(), ...other.keys()])].map((shown) => [one.get(shown) ?? 0, other.get(shown) ?? 0]);
}

function outcomesOf(design: Design): Chances {
  const known = new Map<string, Outcomes>();
  return (kind, n) => {
    const name = `${kind} ${n}`;
    const outcomes = known.get(name) ?? outcomesFor(design, kind, n);
    known.set(name, outcomes);
    return outcomes;
  };
}

function outcomesFor(design: Design, kind: NoiseKind, n: number): Outcomes {
  const shown = (count: number) =>
    kind === 'cell' ? design.shown(count) : design.exact_sums ? count : Math.max(0, Math.round(count / TOTAL_STEP));
  if (design.noise === 'none') return new Map([[shown(n), 1]]);
  const outcomes = new Map<number, number>();
  for (let z = -FAR[kind]; z <= FAR[kind]; z++) {
    const to = shown(n + z);
    outcomes.set(to, (outcomes.get(to) ?? 0) + noiseProbability(z, kind));
  }
  return outcomes;
}
