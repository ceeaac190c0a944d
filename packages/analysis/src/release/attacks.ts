import { type Progress, tell } from '../progress.ts';
import { attackBounds, type BoundsFound } from './bounds-attack.ts';
import { attackByRepeating, attackByShape, attackOneRecord, type Repeated } from './change-attack.ts';
import type { Design } from './design.ts';
import { type Advantage, attackMembership, attackThreshold } from './membership-attack.ts';
import type { Publication, World } from './publication.ts';

/** What the attacker reached, and what of it is a success; A3, the addresses, is tried on the server. */
export interface AttackReport {
  readonly bounds: BoundsFound; // A1
  readonly one_record: number; // A2
  readonly membership: Advantage; // A4
  readonly threshold: Advantage; // A5
  readonly repeated: Repeated; // A6
  readonly shape: number; // A7
  /** the attacks that succeeded, by name: none, or nothing is published */
  readonly succeeded: readonly string[];
}

export interface AttackOptions {
  /** records that A2 leaves out in turn */
  readonly records: number;
  /** how often A6 asks again */
  readonly runs: number;
  readonly random: () => number;
  /** told after each attack, and each record of A2 */
  readonly progress?: Progress;
}

/** Pass marks: what an attack has to stay below, or at. */
export const PASS = {
  cells_changed: 2,
  membership_mean: 0.2,
  membership_worst: 0.35,
  threshold: 0.2,
} as const;

/** Attacks beside A2. */
const OTHERS = 5;

/** All attacks on everything that is published of a subject. One success is enough to stop a publication. */
export function attack(
  world: World,
  published: Publication,
  design: Design,
  { records, runs, random, progress }: AttackOptions,
): AttackReport {
  const n = world.records.key.length;
  const which = Array.from({ length: Math.min(records, n) }, () => Math.floor(random() * n));
  const largest = Math.max(0, ...published.years.map(({ total }) => total.n));
  const of = OTHERS + which.length;
  let done = 0;
  const after = <T>(found: T): T => {
    tell(progress, ++done, of);
    return found;
  };
  const found = {
    bounds: after(attackBounds(world, published, design)),
    one_record: Math.max(0, ...which.map((one) => after(attackOneRecord(world, published, design, [one], random)))),
    membership: after(attackMembership(world, published, design)),
    threshold: after(attackThreshold(design, largest)),
    repeated: after(attackByRepeating(world, published, design, runs, random)),
    shape: after(attackByShape(published, design)),
  };
  return { ...found, succeeded: successes(found) };
}

function successes({ bounds, one_record, membership, threshold, repeated, shape }: Omit<AttackReport, 'succeeded'>) {
  const marks: readonly (readonly [string, boolean])[] = [
    ['A1', bounds.pinned > 0 || bounds.present > 0 || bounds.narrow > 0],
    ['A2', one_record > PASS.cells_changed],
    ['A4', membership.mean > PASS.membership_mean || membership.worst > PASS.membership_worst],
    ['A5', threshold.worst > PASS.threshold],
    ['A6', repeated.different > 0 || repeated.recovered > 0],
    ['A7', shape > 0],
  ];
  return marks.filter(([, reached]) => reached).map(([name]) => name);
}
