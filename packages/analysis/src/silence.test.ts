import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { chance } from './chance.testing.ts';
import { type SilenceCounts, silence } from './silence.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

/** Counts without reasons. */
const counts = (happened: number[], unreported: number[]): SilenceCounts => ({
  ...{ happened, unreported, reasons: [], reasonCount: 0 },
});
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('events not reported', () => {
  test('have 95 % intervals that hold a place’s true share 93–97 % of the time where places differ, more where they don’t', () => {
    const random = chance(17);
    /** How often over many towns of 20 places whose shares are beta(strength · 0.4, strength · 0.6). */
    const coverage = (strength: number): number => {
      let [covered, all] = [0, 0];
      for (let town = 0; town < 60; town++) {
        const happened = Array.from({ length: 20 }, () => 5 + random.whole(35));
        const truth = happened.map(() => (strength === Infinity ? 0.4 : random.beta(strength * 0.4, strength * 0.6)));
        const seen = silence(
          counts(
            happened,
            happened.map((n, i) => random.binomial(n, truth[i]!)),
          ),
        );
        for (const [i, share] of truth.entries()) {
          all++;
          if (seen.low[i]! <= share && share <= seen.high[i]!) covered++;
        }
      }
      return covered / all;
    };
    for (const strength of [3, 10, 25]) {
      const covered = coverage(strength);
      expect(covered).toBeGreaterThan(0.93);
      expect(covered).toBeLessThan(0.97);
    }
    expect(coverage(Infinity)).toBeGreaterThan(0.97);
  });

  /** R 4.2.2, the same possibilities summed over (bench/reference/silence.R): share, bounds, the whole's part. */
  test('are the sums over their possibilities that R gives', () => {
    const seen = silence(counts([12, 7, 25, 40, 9, 18], [9, 2, 11, 30, 4, 6]));
    for (const [at, expected] of [
      [0.652334121670478, 0.421727795232316, 0.849884310553945, 0.428912888350084],
      [0.414996419468736, 0.17057482099506, 0.685076774227681, 0.548192878857625],
      [0.463377393331259, 0.295568958636754, 0.635584022163206, 0.280469973998324],
      [0.704115518402552, 0.558453620580405, 0.831135395074484, 0.203025262029335],
      [0.482578127758001, 0.248796894159061, 0.720558949562721, 0.492402467688332],
      [0.398444605168241, 0.212038808865456, 0.601783508077743, 0.34351135478462],
    ].entries()) {
      const found = [seen.share[at]!, seen.low[at]!, seen.high[at]!, seen.shrunk[at]!];
      for (const [i, value] of expected.entries()) expect(Math.abs(found[i]! / value - 1)).toBeLessThan(1e-10);
    }
  });

  /** R 4.2.2, a grid a hundred times as fine (bench/reference/silence.R): share, bounds, the whole's part. */
  test('are the posterior on a much finer grid, within 3e-4', () => {
    const seen = silence(counts([12, 7, 25, 40, 9, 18], [9, 2, 11, 30, 4, 6]));
    for (const [at, expected] of [
      [0.652316, 0.421684, 0.849889, 0.428896],
      [0.414964, 0.170521, 0.685082, 0.548178],
      [0.463362, 0.295543, 0.635581, 0.280451],
      [0.70411, 0.558443, 0.831134, 0.203007],
      [0.482551, 0.248745, 0.720565, 0.492386],
      [0.398424, 0.212009, 0.601778, 0.343493],
    ].entries()) {
      const found = [seen.share[at]!, seen.low[at]!, seen.high[at]!, seen.shrunk[at]!];
      for (const [i, value] of expected.entries()) expect(Math.abs(found[i]! - value)).toBeLessThan(3e-4);
    }
    const { share, low, high } = seen.whole;
    for (const [value, expected] of [
      [share, 0.518965],
      [low, 0.35644],
      [high, 0.679453],
    ] as const)
      expect(Math.abs(value - expected)).toBeLessThan(3e-4);
  });

  test('are nearer the truth shrunk than each place for itself', () => {
    const random = chance(18);
    let [shrunk, raw] = [0, 0];
    for (let town = 0; town < 40; town++) {
      const happened = Array.from({ length: 20 }, () => 5 + random.whole(20));
      const truth = happened.map(() => random.beta(6, 9));
      const unreported = happened.map((n, i) => random.binomial(n, truth[i]!));
      const seen = silence(counts(happened, unreported));
      for (const [i, share] of truth.entries()) {
        shrunk += (seen.share[i]! - share) ** 2;
        raw += (unreported[i]! / happened[i]! - share) ** 2;
      }
    }
    expect(shrunk).toBeLessThan(0.7 * raw);
  });

  test('of a small place are drawn further to the whole than of a large one', () => {
    const { share, shrunk, whole } = silence(counts([8, 400, 40, 40, 40], [8, 400, 15, 20, 22]));
    expect(shrunk[0]).toBeGreaterThan(shrunk[1]!);
    expect(share[1]).toBeGreaterThan(0.97);
    expect(share[0]).toBeLessThan(share[1]!);
    expect(whole.low).toBeLessThan(whole.share);
    expect(whole.high).toBeGreaterThan(whole.share);
  });

  test('are NaN under k, never 0, and so is the next smallest place if a single one would be told by the total', () => {
    const alone = silence(counts([4, 30, 9, 50], [0, 10, 5, 20]), { k: 5 });
    expect([...alone.suppressed]).toEqual([1, 0, 1, 0]);
    for (const values of [alone.share, alone.low, alone.high, alone.shrunk])
      expect([...values].map(Number.isNaN)).toEqual([true, false, true, false]);
    const two = silence(counts([4, 3, 9, 50, 0], [0, 1, 5, 20, 0]), { k: 5 });
    expect([...two.suppressed]).toEqual([1, 1, 0, 0, 1]);
    const nothing = silence(counts([0, 0], [0, 0]));
    expect([...nothing.share, nothing.whole.share, nothing.whole.low].every(Number.isNaN)).toBe(true);
    expect(silence(counts([3], [1])).whole.share).toBeNaN();
  });

  test('say why: reasons add up to 1 where all are shown, and one that fewer than k gave is not', () => {
    const seen = silence({
      happened: [40, 60, 3, 4],
      unreported: [30, 40, 2, 4],
      reasons: [...[10, 12, 8], ...[20, 11, 2], ...[1, 1, 0], ...[4, 0, 0]],
      reasonCount: 3,
    });
    expect(mean([...seen.reasons.subarray(0, 3)]) * 3).toBeCloseTo(1, 12);
    expect([...seen.reasons.subarray(3, 6)].map(Number.isNaN)).toEqual([false, true, true]); // 2, and the 11 that would tell it
    expect([...seen.reasons.subarray(6)].every(Number.isNaN)).toBe(true);
    expect([...seen.wholeReasons]).toEqual([35 / 69, 24 / 69, 10 / 69]);
  });

  test('do not depend on the order of places, and bounds hold the share', () => {
    const place = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const);
    fc.assert(
      fc.property(fc.array(place, { maxLength: 12 }), fc.integer({ min: 2, max: 10 }), (rows, k) => {
        const of = (list: typeof rows): SilenceCounts =>
          counts(
            list.map(([n]) => n),
            list.map(([, silent]) => silent),
          );
        const seen = silence(of(rows), { k });
        const turned = silence(of(rows.toReversed()), { k });
        for (const [at, [n]] of rows.entries()) {
          if (n < k) expect(seen.suppressed[at]).toBe(1);
          if (seen.suppressed[at] === 1) continue;
          expect(seen.low[at]).toBeLessThan(seen.share[at]!);
          expect(seen.share[at]).toBeLessThan(seen.high[at]!);
          const there = rows.length - 1 - at;
          if (turned.suppressed[there] === 0) expect(turned.share[there]).toBeCloseTo(seen.share[at]!, 9);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('are refused for counts that can’t be, with the place named', () => {
    expect(() => silence(counts([1, 2], [1]))).toThrow('2 places, 1 of them');
    expect(() => silence({ ...counts([1], [1]), reasons: [1], reasonCount: 2 })).toThrow('1 counts of 2 reasons');
    for (const [happened, unreported] of [
      [3, 4],
      [3, -1],
      [2.5, 1],
      [Number.NaN, 0],
    ] as const)
      expect(() => silence(counts([happened], [unreported]))).toThrow(
        `place 0 has ${happened} statements, ${unreported} of`,
      );
    expect(() => silence({ happened: [5], unreported: [3], reasons: [2, 4], reasonCount: 2 })).toThrow(
      'place 0 has reason 1 4 times for 3',
    );
    expect(() => silence({ happened: [5], unreported: [3], reasons: [-1], reasonCount: 1 })).toThrow(
      'place 0 has -1 of reason 0',
    );
    for (const k of [0, 1, 2.5, Number.NaN])
      expect(() => silence(counts([1], [1]), { k })).toThrow(`suppressed under ${k}`);
    expect(() => silence(counts([1], [1]), { level: 1 })).toThrow('a level of 1');
  });
});
