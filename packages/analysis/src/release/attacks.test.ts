import { describe, expect, test } from 'vitest';
import { chance } from '../chance.testing.ts';
import { attack, PASS } from './attacks.ts';
import { attackBounds } from './bounds-attack.ts';
import { attackByRepeating, attackByShape, attackOneRecord } from './change-attack.ts';
import { BANDS_OF_FIVE, FRESH, GATE, NAIVE, WITHOUT_NOISE } from './design.ts';
import { attackMembership, attackThreshold } from './membership-attack.ts';
import { publish } from './publication.ts';
import { town } from './testing.ts';

/** Every fifth has no address register, and so no squares of 500 m. */
const TOWNS = Array.from({ length: 10 }, (_, i) => ({
  seed: i + 1,
  world: town(i + 1, { records: 2500, side_km: 10, addresses: i % 5 !== 4 }),
}));

describe('ten towns, four quarters and a year published', () => {
  test.each(TOWNS)('no attack succeeds in town $seed', ({ world, seed }) => {
    const report = attack(world, publish(world), GATE, { records: 6, runs: 4, random: chance(seed).random });
    expect(report.succeeded).toEqual([]);
    expect(report.bounds.small).toBeGreaterThan(300);
    expect(report.one_record).toBeGreaterThan(0);
    expect(report.membership.mean).toBeGreaterThan(0.05);
  });

  test.each(TOWNS)('each attack succeeds in town $seed where the gate is weakened', ({ world, seed }) => {
    const { random } = chance(seed);
    const naive = publish(world, NAIVE);
    const { pinned, present, wrong } = attackBounds(world, naive, NAIVE); // A1
    expect(pinned).toBeGreaterThan(50);
    expect(present).toBeGreaterThan(pinned);
    expect(wrong).toBe(0);
    const fresh = publish(world, FRESH, random);
    expect(attackOneRecord(world, fresh, FRESH, [7], random)).toBeGreaterThan(100); // A2
    const bare = publish(world, WITHOUT_NOISE);
    const membership = attackMembership(world, bare, WITHOUT_NOISE); // A4
    expect(membership.mean).toBeGreaterThan(PASS.membership_mean / 2);
    expect(membership.worst).toBe(1);
    const again = attackByRepeating(world, fresh, FRESH, 40, random); // A6
    expect(again.different).toBe(40);
    expect(again.recovered).toBeGreaterThan(0.4);
    expect(attackByShape(naive, NAIVE)).toBeGreaterThan(100); // A7
  });

  test('a filled threshold tells for certain without noise, and with it hardly more than a coin', () => {
    expect(attackThreshold(WITHOUT_NOISE).worst).toBe(1);
    expect(attackThreshold(GATE, 2500).worst).toBeLessThanOrEqual(0.2);
    expect(attackThreshold(GATE, 2549).worst).toBeLessThanOrEqual(0.2); // the total at its edge
  });

  test('bands of five all the way would prove some small counts: why the third band is wider', () => {
    const proven = [22, 23, 28].map((seed) => town(seed));
    const present = (design: typeof GATE) =>
      proven.reduce((sum, world) => sum + attackBounds(world, publish(world, design), design).present, 0);
    expect(present(GATE)).toBe(0);
    expect(present(BANDS_OF_FIVE)).toBeGreaterThan(0);
  });
});

test('whoever knows all but one record guesses no better in a trial than was calculated', () => {
  const world = town(3, { records: 800, side_km: 5 });
  const { random } = chance(11);
  const calculated = attackMembership(world, publish(world), GATE).worst;
  expect(calculated).toBeLessThanOrEqual(0.35);
  const [n, trials] = [9, 4000];
  const noise = (): number => {
    const one = () => Math.floor(Math.log(1 - random()) / Math.log(Math.exp(-1 / 3)));
    return one() - one();
  };
  // Without anything else known the best guess is the likelier: there, when a band is shown.
  let right = 0;
  for (let i = 0; i < trials; i++) {
    const there = random() < 0.5;
    const shown = GATE.shown(n + (there ? 1 : 0) + noise());
    if (shown > 0 === there) right++;
  }
  const advantage = (2 * right) / trials - 1;
  const error = 1.96 * Math.sqrt(1 / trials);
  expect(advantage - error).toBeLessThanOrEqual(calculated);
  expect(advantage + error).toBeGreaterThan(0.1);
});
