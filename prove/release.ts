import { release } from '@lagesbild/analysis';
import { seededRandom } from '../apps/api/src/municipality/demonstration/random.ts';
import { attackBounds } from '../packages/analysis/src/release/bounds-attack.ts';
import { attackByRepeating, attackByShape, attackOneRecord } from '../packages/analysis/src/release/change-attack.ts';
import { FRESH, NAIVE, WITHOUT_NOISE } from '../packages/analysis/src/release/design.ts';
import { attackMembership, attackThreshold } from '../packages/analysis/src/release/membership-attack.ts';
import { type Publication, publish, type World } from '../packages/analysis/src/release/publication.ts';
import { town } from '../packages/analysis/src/release/testing.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';

/** Every fifth town has no address register, and so no squares of 500 m. */
const WITHOUT_ADDRESSES = 5;
/** Records that A2 leaves out in turn, and how often A6 asks the gate again. */
const TRIED = { records: 20, runs: 1_000 };
const TRIED_SHORT = { records: 5, runs: 10 };
/** How often a gate with fresh noise is asked: its mean tells sooner. */
const ASKED_FRESH = 40;

/**
 * Promise 15: whoever has all that was ever released of a town learns of nobody. Every attack is tried on towns drawn by chance, four
 * quarters and a year published, and then on a gate that is weakened for it, where it has to succeed. What use is left is told beside it.
 */
export const proof: Proof = { long: { n: 10 }, short: { n: 1 }, run: async (options) => prove(options) };

interface Town {
  world: World;
  published: Publication;
}

function prove({ n, seed, short }: ProofOptions): ProofLine[] {
  const drawn = seededRandom(seed);
  const random = (): number => drawn.between(0, 1);
  const towns = Array.from({ length: n }, (_, i): Town => {
    const world = town(seed + i, { addresses: i % WITHOUT_ADDRESSES !== WITHOUT_ADDRESSES - 1 });
    return { world, published: publish(world) };
  });
  const tried = { ...(short ? TRIED_SHORT : TRIED), random };
  const reports = towns.map(({ world, published }) => release.attack(world, published, release.GATE, tried));
  return [...gate(reports, tried.runs), ...weakened(towns, random), ...use(towns)];
}

const rounded = (value: number): string => value.toFixed(2);
const sumOf = <T>(values: readonly T[], of: (value: T) => number): number => values.reduce((sum, v) => sum + of(v), 0);
const mostOf = <T>(values: readonly T[], of: (value: T) => number): number => Math.max(...values.map(of));
const line = (what: string, reached: string, wanted: string, kept: boolean | null): ProofLine => ({
  ...{ promise: '15', what, reached, wanted, kept },
});

/** What every attack reached at the gate. */
function gate(reports: readonly release.AttackReport[], runs: number): ProofLine[] {
  const { PASS } = release;
  const [small, present] = [sumOf(reports, (r) => r.bounds.small), sumOf(reports, (r) => r.bounds.present)];
  const tight = sumOf(reports, (r) => r.bounds.pinned + r.bounds.narrow);
  const changed = mostOf(reports, (r) => r.one_record);
  const [mean, worst] = [mostOf(reports, (r) => r.membership.mean), mostOf(reports, (r) => r.membership.worst)];
  const threshold = mostOf(reports, (r) => r.threshold.worst);
  const different = sumOf(reports, (r) => r.repeated.different);
  const shape = sumOf(reports, (r) => r.shape);
  return [
    line(
      `A1 bounds from all releases together, ${count(small)} counts of 1 to 9`,
      `${tight} pinned or narrow, ${present} proven present`,
      '0, 0',
      tight === 0 && present === 0,
    ),
    line('A2 one record more or less', `${changed} cells change`, `at most ${PASS.cells_changed}`, changed <= 2),
    line(
      'A4 was one there, everything else known',
      `advantage ${rounded(mean)} on average in the worst town, ${rounded(worst)} at worst`,
      `${PASS.membership_mean}, ${PASS.membership_worst}`,
      mean <= PASS.membership_mean && worst <= PASS.membership_worst,
    ),
    line(
      'A5 a threshold filled with 1 to 20 fakes',
      `advantage ${rounded(threshold)}`,
      `${PASS.threshold}`,
      threshold <= PASS.threshold,
    ),
    line(`A6 asked ${count(runs * reports.length)} times again`, `${different} answers differ`, '0', different === 0),
    line('A7 what the form of a release tells of hidden counts', `${shape} differences`, '0', shape === 0),
  ];
}

/** A8: each attack on a gate that lacks what it stands against. One that doesn't succeed there proves nothing above. */
function weakened(towns: readonly Town[], random: () => number): ProofLine[] {
  const found = towns.map(({ world }) => {
    const [naive, fresh, bare] = [publish(world, NAIVE), publish(world, FRESH, random), publish(world, WITHOUT_NOISE)];
    return {
      pinned: attackBounds(world, naive, NAIVE).pinned,
      changed: attackOneRecord(world, fresh, FRESH, [7], random),
      worst: attackMembership(world, bare, WITHOUT_NOISE).worst,
      recovered: attackByRepeating(world, fresh, FRESH, ASKED_FRESH, random).recovered,
      shape: attackByShape(naive, NAIVE),
    };
  });
  const least = (of: (one: (typeof found)[number]) => number): number => Math.min(...found.map(of));
  const control = (what: string, value: number, from: number, unit: string): ProofLine =>
    line(
      `A8 ${what}`,
      `${Number.isInteger(value) ? count(value) : rounded(value)} ${unit}`,
      `${from} or more`,
      value >= from,
    );
  return [
    control(
      'A1 where 1 to 4 are withheld, without noise',
      least((one) => one.pinned),
      50,
      'counts pinned, in the town that withstands best',
    ),
    control(
      'A2 with noise drawn anew',
      least((one) => one.changed),
      100,
      'cells change',
    ),
    control(
      'A4 without noise',
      least((one) => one.worst),
      1,
      'advantage',
    ),
    control('A5 without noise', attackThreshold(WITHOUT_NOISE).worst, 1, 'advantage'),
    control(
      'A6 with noise drawn anew',
      least((one) => one.recovered),
      0.4,
      'of small counts known exactly',
    ),
    control(
      'A7 where empty squares are left out',
      least((one) => one.shape),
      100,
      'differences',
    ),
  ];
}

/** What is left of use: neither kept nor broken, and public. */
function use(towns: readonly Town[]): ProofLine[] {
  const meanOf = (tables: readonly release.ReleasedTable[]): ProofLine['reached'] => {
    const all = tables.map(release.utility);
    const mean = (of: (one: release.Utility) => number): string => rounded(sumOf(all, of) / all.length);
    return `top 20 right ${mean(({ top }) => top)}; ${mean(({ in_bands }) => in_bands)} of all counted lies in squares with a band`;
  };
  const years = towns.flatMap(({ published }) => published.years);
  const [fine, wide] = [
    years.filter(({ cells }) => cells.side_m === 500),
    years.filter(({ cells }) => cells.side_m === 1000),
  ];
  return [
    ['a year, squares of 500 m', fine] as const,
    ['a year, squares of 1 km', wide] as const,
    ['a quarter in four groups, squares of 1 km', towns.flatMap(({ published }) => published.quarters)] as const,
  ]
    .filter(([, tables]) => tables.length > 0)
    .map(([what, tables]) => line(`use left: ${what}`, meanOf(tables), 'told', null));
}
