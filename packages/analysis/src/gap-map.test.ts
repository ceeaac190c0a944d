import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type Chance, chance, off } from './chance.testing.ts';
import { type Flags, GAP_CLASSES, gapMap } from './gap-map.ts';
import { sharesTest } from './hypergeometric.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

describe('the exact comparison of two shares', () => {
  test('is that of R 4.2.2 phyper, twice the smaller tail (bench/reference/gap-map.R)', () => {
    for (const [a, b, first, second, p, least] of [
      [9, 3, 120, 900, 1.05938074365095e-6, 8.49827803724566e-12],
      [0, 14, 120, 900, 0.342615859876297, 9.67494414085635e-14],
      [3, 3, 40, 60, 0.911323629733055, 0.00643995180077654],
      [30, 4, 400, 2000, 8.56708948616381e-20, 2.08462388368789e-27],
      [1, 0, 5, 5, 1, 1],
      [250, 90, 5000, 80_000, 7.55364826707165e-229, 0],
      [7, 100, 10, 120, 0.497995852681883, 8.58904343130323e-9],
    ] as const) {
      const seen = sharesTest(a, b, first, second);
      expect(off(seen.p, p)).toBeLessThan(1e-11);
      expect(off(seen.least, least)).toBeLessThan(1e-11);
    }
  });

  test('is the same the other way round, and never below what it could show at best', () => {
    const counts = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(200), fc.nat(200));
    fc.assert(
      fc.property(counts, ([a, b, moreFirst, moreSecond]) => {
        const [first, second] = [a + moreFirst + 1, b + moreSecond + 1];
        const seen = sharesTest(a, b, first, second);
        const turned = sharesTest(b, a, second, first);
        expect(off(turned.p, seen.p)).toBeLessThan(1e-9);
        expect(off(turned.least, seen.least)).toBeLessThan(1e-9);
        expect(seen.p).toBeGreaterThanOrEqual(seen.least * (1 - 1e-9));
      }),
    );
  });
});

const CELLS = 400;
const VOICES = 600;
const INCIDENTS = 3000;
/** A town: a few cells in which much happens, many in which little does. */
const town = (random: Chance): number[] => Array.from({ length: CELLS }, () => Math.exp(1.2 * random.normal()));

function draw(random: Chance, weights: readonly number[], n: number): number[] {
  const sums: number[] = [];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  return Array.from({ length: n }, () => {
    const at = random.random() * sums.at(-1)!;
    let [low, high] = [0, weights.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}

const tallied = (cells: readonly number[]): Float64Array => {
  const counts = new Float64Array(CELLS);
  for (const cell of cells) counts[cell]!++;
  return counts;
};

/** Each on a day of its own, in a burst of its own. */
const apart = (cell: readonly number[]): Flags & { cell: number[]; day: number[]; burst: number[] } => ({
  cell: [...cell],
  day: cell.map((_, i) => i),
  burst: cell.map((_, i) => i),
});

const classOf = (name: (typeof GAP_CLASSES)[number]): number => GAP_CLASSES.indexOf(name);
const isGap = (of: number): boolean => of === classOf('felt_more') || of === classOf('recorded_more');

describe('the gap map', () => {
  test('finds no gap in 95 of 100 towns that have none, bursts of thirty or not', () => {
    const random = chance(31);
    const towns = 300;
    let [falseAlone, falseWithBursts] = [0, 0];
    for (let round = 0; round < towns; round++) {
      const weights = town(random);
      const incidents = tallied(draw(random, weights, INCIDENTS));
      const flags = apart(draw(random, weights, VOICES));
      if (gapMap(flags, incidents).classes.some(isGap)) falseAlone++;
      for (const [burst, cell] of draw(
        random,
        weights.map(() => 1),
        8,
      ).entries())
        for (let pupil = 0; pupil < 30; pupil++) {
          flags.cell.push(cell);
          flags.day.push(5000 + burst);
          flags.burst.push(burst % 2 === 0 ? 5000 + burst : -1); // some marks are gone already
        }
      if (gapMap(flags, incidents).classes.some(isGap)) falseWithBursts++;
    }
    expect(falseAlone / towns).toBeLessThanOrEqual(0.05);
    expect(falseWithBursts / towns).toBeLessThanOrEqual(0.05);
  });

  test('would see gaps in those bursts if every flag were a voice', () => {
    const random = chance(32);
    const weights = town(random);
    const incidents = tallied(draw(random, weights, INCIDENTS));
    const flags = apart(draw(random, weights, VOICES));
    const quiet = weights.indexOf(Math.min(...weights));
    for (let pupil = 0; pupil < 30; pupil++) {
      flags.cell.push(quiet);
      flags.day.push(5000 + pupil);
      flags.burst.push(5000 + pupil);
    }
    expect(gapMap(flags, incidents).classes[quiet]).toBe(classOf('felt_more'));
    for (const together of [flags.burst, undefined]) {
      const onOneDay = {
        ...flags,
        day: flags.day.map((day) => Math.min(day, 5000)),
        burst: together?.map((b) => Math.min(b, 5000)),
      };
      const seen = gapMap(onOneDay, incidents);
      expect(isGap(seen.classes[quiet]!)).toBe(false);
      expect(seen.repeated).toBe(29);
    }
  });

  test('finds four of five planted gaps of either kind: ten times what two voices or ten incidents would be', () => {
    const random = chance(33);
    let [felt, recorded, planted, gaps, false_] = [0, 0, 0, 0, 0];
    for (let round = 0; round < 60; round++) {
      const weights = town(random);
      const worthTwo = (2 / VOICES) * weights.reduce((a, b) => a + b);
      const [feared, silent] = [
        [0, 1, 2, 3, 4],
        [5, 6, 7, 8, 9],
      ];
      for (const cell of [...feared, ...silent]) weights[cell] = worthTwo;
      const felt_ = weights.map((weight, cell) => (feared.includes(cell) ? weight * 10 : weight));
      const recorded_ = weights.map((weight, cell) => (silent.includes(cell) ? weight * 10 : weight));
      const seen = gapMap(apart(draw(random, felt_, VOICES)), tallied(draw(random, recorded_, INCIDENTS)));
      planted += 5;
      for (const cell of feared) if (seen.classes[cell] === classOf('felt_more')) felt++;
      for (const cell of silent) if (seen.classes[cell] === classOf('recorded_more')) recorded++;
      for (const [cell, of] of seen.classes.entries())
        if (isGap(of)) {
          gaps++;
          if (!feared.includes(cell) && !silent.includes(cell)) false_++;
        }
    }
    expect(felt / planted).toBeGreaterThanOrEqual(0.8);
    expect(recorded / planted).toBeGreaterThanOrEqual(0.8);
    expect(false_ / gaps).toBeLessThanOrEqual(0.05);
  });

  test('calls both what is felt and recorded alike and more than its area, and neither the rest', () => {
    const incidents = new Float64Array(50).fill(2);
    incidents[7] = 60;
    const cell = Array.from({ length: 50 }, (_, at) => at).concat(Array(30).fill(7));
    const seen = gapMap(apart(cell), incidents);
    expect(seen.classes[7]).toBe(classOf('both'));
    expect(seen.classes.filter((of) => of === classOf('neither')).length).toBe(49);
    const areas = new Float64Array(50).fill(1);
    areas[7] = 40; // the cell is as large as what happens there
    expect(gapMap(apart(cell), incidents, { areas }).classes[7]).toBe(classOf('neither'));
  });

  test('takes ratio and p from the cell’s shares, and leaves out what lies outside', () => {
    const cell = [0, 0, 1, 2, 3, -1];
    const seen = gapMap(apart(cell), [1, 4, 0, 7], { areas: [1, 1, 2, 0] });
    expect([...seen.voices]).toEqual([2, 1, 1, 0]);
    expect(seen.outside).toEqual({ flags: 2, incidents: 7 });
    expect([...seen.ratio]).toEqual([2 / 4 / (1 / 5), 1 / 4 / (4 / 5), Infinity, Number.NaN]);
    expect(seen.p[0]).toBe(sharesTest(2, 1, 4, 5).p);
    expect(seen.p[3]).toBeNaN();
    expect(seen.fdr[2]).toBeNaN(); // one voice could never show anything
  });

  test('does not depend on the order of flags or of cells', () => {
    const flag = fc.tuple(fc.integer({ min: -1, max: 7 }), fc.nat(4), fc.integer({ min: -1, max: 5 }));
    const counts = fc.array(fc.nat(20), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(flag, { maxLength: 60 }), counts, (rows, incidents) => {
        const flags = (list: typeof rows): Flags => ({
          cell: list.map(([cell]) => cell),
          day: list.map(([, day]) => day),
          burst: list.map(([, , burst]) => burst),
        });
        const seen = gapMap(flags(rows), incidents);
        expect(gapMap(flags(rows.toReversed()), incidents)).toEqual(seen);
        const mirrored = gapMap(
          flags(rows.map(([cell, day, burst]) => [cell < 0 ? cell : 7 - cell, day, burst])),
          incidents.toReversed(),
        );
        expect(mirrored.classes.toReversed()).toEqual(seen.classes);
        const voices = seen.voices.reduce((a, b) => a + b, 0);
        expect(voices + seen.repeated + seen.outside.flags).toBe(rows.length);
      }),
    );
  });

  test('of nothing on either side is unknown and no gap', () => {
    for (const [flags, incidents] of [
      [apart([]), [1, 2]],
      [apart([0, 1]), [0, 0]],
      [apart([]), []],
    ] as const) {
      const seen = gapMap(flags, incidents);
      expect([...seen.ratio, ...seen.p, ...seen.fdr].every(Number.isNaN)).toBe(true);
      expect(seen.classes.every((of) => of === 0)).toBe(true);
    }
  });

  test('is refused for what fits nothing, by its value', () => {
    expect(() => gapMap({ cell: [1], day: [] }, [1, 1])).toThrow('1 flags, 0 days and 1 burst marks');
    expect(() => gapMap({ cell: [1], day: [1], burst: [] }, [1, 1])).toThrow('1 flags, 1 days and 0 burst marks');
    for (const cell of [2, -2, 0.5, Number.NaN])
      expect(() => gapMap(apart([cell]), [1, 1])).toThrow(`flag 0 is in cell ${cell} of 2`);
    expect(() => gapMap({ cell: [0], day: [Number.NaN] }, [1])).toThrow('flag 0 was received on day NaN');
    for (const count of [-1, 0.5, Number.NaN, Infinity])
      expect(() => gapMap(apart([0]), [count])).toThrow(`cell 0 has ${count} incidents`);
    expect(() => gapMap(apart([0]), [1, 2], { areas: [1] })).toThrow('2 cells with incidents and 1 areas');
    expect(() => gapMap(apart([0]), [1], { areas: [Infinity] })).toThrow('cell 0 has an area of Infinity');
    expect(() => gapMap(apart([0]), [1], { level: 0 })).toThrow('a level of 0');
  });
});
