import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pai, peiStar, rri } from './accuracy.ts';

const count = fc.nat(9);
const level = fc.nat(3); // few, so that many are equal
const cells = fc.array(fc.tuple(level, count, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 7 });

/** Means over every order in which equal predictions could have been taken. */
function overOrders(predicted: number[], of: (order: number[]) => number[]): number[] {
  const sums = predicted.map(() => 0);
  let orders = 0;
  const extend = (order: number[]): void => {
    if (order.length === predicted.length) {
      orders++;
      for (const [k, value] of of(order).entries()) sums[k]! += value;
      return;
    }
    const left = predicted.map((_, cell) => cell).filter((cell) => !order.includes(cell));
    const highest = Math.max(...left.map((cell) => predicted[cell]!));
    for (const cell of left) if (predicted[cell] === highest) extend([...order, cell]);
  };
  extend([]);
  return sums.map((sum) => sum / orders);
}

const cumulative = (order: number[], values: number[]): number[] => {
  let sum = 0;
  return order.map((cell) => (sum += values[cell]!));
};

describe('prediction accuracy', () => {
  test('of 6, 3, 0 where 3, 2, 1 were predicted is PAI 2, 1.5, 1 and PEI* 1, 1, 1', () => {
    expect([...pai([3, 2, 1], [6, 3, 0])]).toEqual([2, 1.5, 1]);
    expect([...peiStar([3, 2, 1], [6, 3, 0])]).toEqual([1, 1, 1]);
  });

  test('of the wrong way round is PAI 0, 0.5, 1 and PEI* 0, a third, 1', () => {
    expect([...pai([1, 2, 3], [6, 3, 0])]).toEqual([0, 0.5, 1]);
    expect([...peiStar([1, 2, 3], [6, 3, 0])]).toEqual([0, 1 / 3, 1]);
  });

  test('takes areas into account: twice the area for the same incidents is half the PAI', () => {
    expect([...pai([2, 1], [4, 4], [1, 3])]).toEqual([2, 1]);
    // an area of 3 could have held the 4 of the small cell and two thirds of the other's
    expect(peiStar([1, 2], [4, 4], [1, 3])[0]).toBeCloseTo(4 / (4 + (4 * 2) / 3), 14);
  });

  test('of equal predictions is the mean over every order they could be taken in', () => {
    fc.assert(
      fc.property(cells, (rows) => {
        const [predicted, observed] = [rows.map(([p]) => p), rows.map(([, o]) => o)];
        fc.pre(observed.some((hits) => hits > 0));
        const all = observed.reduce((a, b) => a + b, 0);
        const hits = overOrders(predicted, (order) => cumulative(order, observed));
        const best = cumulative(
          observed.map((_, cell) => cell).sort((a, b) => observed[b]! - observed[a]!),
          observed,
        );
        pai(predicted, observed).forEach((value, k) => {
          expect(value).toBeCloseTo(hits[k]! / all / ((k + 1) / rows.length), 10);
        });
        peiStar(predicted, observed).forEach((value, k) => {
          expect(value).toBeCloseTo(hits[k]! / best[k]!, 10);
        });
        const after = rows.map(([, , area]) => area);
        const later = overOrders(predicted, (order) => cumulative(order, after));
        rri(predicted, observed, after).forEach((value, k) => {
          if (hits[k] === 0) expect(value).toBeNaN();
          else expect(value).toBeCloseTo(later[k]! / later.at(-1)! / (hits[k]! / all), 10);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('is never better than perfect, ends at 1, and is the same in any order and unit', () => {
    fc.assert(
      fc.property(cells, (rows) => {
        const [predicted, observed, areas] = [0, 1, 2].map((column) => rows.map((row) => row[column]!)) as number[][];
        fc.pre(observed!.some((hits) => hits > 0));
        const seen = { pai: pai(predicted!, observed!, areas), pei: peiStar(predicted!, observed!, areas) };
        expect([seen.pai.at(-1), seen.pei.at(-1)].map((value) => value!.toFixed(12))).toEqual([
          '1.000000000000',
          '1.000000000000',
        ]);
        for (const value of seen.pei) expect(value).toBeLessThan(1 + 1e-12);
        const turned = pai(predicted!.toReversed(), observed!.toReversed(), areas!.toReversed());
        const inMetres = peiStar(
          predicted!.map((p) => 7 * p - 3),
          observed!,
          areas!.map((area) => area * 1e6),
        );
        rows.forEach((_, k) => {
          expect(turned[k]).toBeCloseTo(seen.pai[k]!, 10);
          expect(inMetres[k]).toBeCloseTo(seen.pei[k]!, 10);
        });
      }),
    );
  });

  test('recaptured in full is an RRI of 1, and cells that held nothing before have none', () => {
    expect([...rri([3, 2, 1], [6, 3, 1], [12, 6, 2])]).toEqual([1, 1, 1]);
    expect([...rri([3, 2, 1], [6, 2, 2], [3, 3, 4])].map((value) => value.toFixed(3))).toEqual([
      '0.500',
      '0.750',
      '1.000',
    ]);
    expect(rri([3, 2], [0, 4], [1, 1])[0]).toBeNaN();
  });

  test('without incidents is unknown, without cells nothing, and a cell without a prediction comes last', () => {
    expect(
      [...pai([1, 2], [0, 0]), ...peiStar([1, 2], [0, 0]), ...rri([1, 2], [1, 1], [0, 0])].every(Number.isNaN),
    ).toBe(true);
    expect([...pai([], []), ...peiStar([], []), ...rri([], [], [])]).toEqual([]);
    expect([...pai([Number.NaN, -5], [9, 1])]).toEqual([0.2, 1]);
  });

  test('is refused for what fits nothing, by its value', () => {
    expect(() => pai([1, 2], [1])).toThrow('2 cells predicted, 1 observed and 2 areas');
    expect(() => peiStar([1], [1], [1, 2])).toThrow('1 cells predicted, 1 observed and 2 areas');
    for (const wrong of [-1, Number.NaN, Infinity]) {
      expect(() => pai([1], [wrong])).toThrow(`cell 0 has ${wrong} incidents`);
      expect(() => rri([1], [wrong], [1])).toThrow(`cell 0 has ${wrong} incidents`);
      expect(() => peiStar([1], [1], [wrong])).toThrow(`cell 0 has an area of ${wrong}`);
    }
    expect(() => pai([1], [1], [0])).toThrow('cell 0 has an area of 0');
  });
});
