import { release } from '@lagesbild/analysis';
import { seededRandom } from '../apps/api/src/municipality/demonstration/random.ts';
import { attackBounds } from '../packages/analysis/src/release/bounds-attack.ts';
import { attackByRepeating, attackByShape, attackOneRecord } from '../packages/analysis/src/release/change-attack.ts';
import { FRESH, NAIVE, WITHOUT_NOISE } from '../packages/analysis/src/release/design.ts';
import { attackMembership, attackThreshold } from '../packages/analysis/src/release/membership-attack.ts';
import { type Publication, publish, type World } from '../packages/analysis/src/release/publication.ts';
import { town } from '../packages/analysis/src/release/testing.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { type Addresses, attackAddresses } from './release-address.ts';

/** Every fifth town has no address register, and so no squares of 500 m. */
const WITHOUT_ADDRESSES = 5;
/** Records that A2 leaves out in turn, how often A6 asks the gate again, and how many addresses A3 asks for. */
const TRIED = { records: 20, runs: 1_000, addresses: 10_000 };
const TRIED_SHORT = { records: 5, runs: 10, addresses: 500 };
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

async function prove({ n, seed, short }: ProofOptions): Promise<ProofLine[]> {
  const drawn = seededRandom(seed);
  const random = (): number => drawn.between(0, 1);
  const towns = Array.from({ length: n }, (_, i): Town => {
    const world = town(seed + i, { addresses: i % WITHOUT_ADDRESSES !== WITHOUT_ADDRESSES - 1 });
    return { world, published: publish(world) };
  });
  const { addresses, ...often } = short ? TRIED_SHORT : TRIED;
  const tried = { ...often, random };
  const reports = towns.map(({ world, published }) => release.attack(world, published, release.GATE, tried));
  const reached = await attackAddresses(addresses, drawn);
  return [...gate(reports, tried.runs), ...addressed(reached), ...weakened(towns, random), ...use(towns)];
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

/** A3, and its control: a server that picks lines of a file by what is asked. */
const addressed = ({ asked, files, unknown, broken, control }: Addresses): ProofLine[] => [
  line(
    `A3 other addresses, ${count(asked)} drawn by chance`,
    `${count(files)} files, ${unknown} of them unknown; ${broken} answers of a server that stumbled`,
    '0, 0',
    unknown === 0 && broken === 0 && files > 0,
  ),
  line('A8 A3 where a file is filtered', `${count(control)} answers that nobody released`, '10 or more', control >= 10),
];

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
  const told = (what: string, all: readonly release.Utility[]): ProofLine[] => {
    const mean = (of: (one: release.Utility) => number): string => rounded(sumOf(all, of) / all.length);
    const reached = `top 20 right ${mean(({ top }) => top)}; ${mean(({ in_bands }) => in_bands)} of all counted lies in squares with a band`;
    return all.length === 0 ? [] : [line(`use left: ${what}`, reached, 'told', null)];
  };
  const years = towns.flatMap(({ published }) => published.years);
  const ofSide = (side_m: number) =>
    years.filter(({ cells }) => cells.side_m === side_m).map((one) => release.utility(one));
  const quarters = (others: boolean): release.Utility[] =>
    towns.flatMap(({ published: { quarters: all } }) =>
      all.map((one) => release.utility(one, others ? all.filter((other) => other !== one) : [])),
    );
  return [
    ...told('a year, squares of 500 m', ofSide(500)),
    ...told('a year, squares of 1 km', ofSide(1000)),
    ...told('a quarter in four groups, squares of 1 km', quarters(false)),
    ...told('the same, squares shown alike in the order of the other quarters', quarters(true)),
  ];
}
