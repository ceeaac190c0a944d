import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, entryBounds, type Ranges, tightened } from './bounds.ts';

const MOST = 3;

/** Every block of whole numbers 0…MOST that fits, one after another. */
function* blocks({ rows, columns, least, most }: Block): Generator<number[][]> {
  const [n, m] = [rows.least.length, columns.least.length];
  const entries = new Array<number>(n * m).fill(0);
  const fits = (ranges: Ranges, i: number, value: number) => value >= ranges.least[i]! && value <= ranges.most[i]!;
  for (let code = 0; code < (MOST + 1) ** (n * m); code++) {
    for (let i = 0, rest = code; i < n * m; i++, rest = Math.floor(rest / (MOST + 1))) entries[i] = rest % (MOST + 1);
    const block = Array.from({ length: n }, (_, row) => entries.slice(row * m, row * m + m));
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const total = sum(entries);
    if (
      total >= least &&
      total <= most &&
      block.every((row, i) => fits(rows, i, sum(row))) &&
      columns.least.every((_, j) => fits(columns, j, sum(block.map((row) => row[j]!))))
    )
      yield block;
  }
}

/** Sums of at most MOST: then no entry can be more, and the enumeration lacks nothing. */
const range = fc
  .tuple(fc.integer({ min: 0, max: MOST }), fc.integer({ min: 0, max: MOST }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const ranges = (n: number): fc.Arbitrary<Ranges> =>
  fc.array(range, { minLength: n, maxLength: n }).map((pairs) => ({
    least: Float64Array.from(pairs, ([least]) => least),
    most: Float64Array.from(pairs, ([, most]) => most),
  }));
const shape = fc.constantFrom([1, 1], [1, 4], [2, 2], [2, 3], [3, 2], [4, 1]);

test('bounds are exactly those of all blocks that fit: of rows, columns, the whole, and each entry', () => {
  fc.assert(
    fc.property(
      shape.chain(([n, m]) => fc.tuple(ranges(n!), ranges(m!))),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      ([rows, columns], low, span) => {
        const block = { rows, columns, least: low, most: low + span };
        const all = [...blocks(block)];
        const bounds = tightened(block);
        expect(bounds === null).toBe(all.length === 0);
        if (bounds === null) return;
        const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
        const spanOf = (of: (one: number[][]) => number) => [Math.min(...all.map(of)), Math.max(...all.map(of))];
        expect([bounds.least, bounds.most]).toEqual(spanOf((one) => sum(one.flat())));
        for (let i = 0; i < rows.least.length; i++)
          expect([bounds.rows.least[i], bounds.rows.most[i]]).toEqual(spanOf((one) => sum(one[i]!)));
        for (let j = 0; j < columns.least.length; j++) {
          expect([bounds.columns.least[j], bounds.columns.most[j]]).toEqual(
            spanOf((one) => sum(one.map((row) => row[j]!))),
          );
          for (let i = 0; i < rows.least.length; i++)
            expect([...entryBounds(bounds, i, j)]).toEqual(spanOf((one) => one[i]![j]!));
        }
      },
    ),
    { numRuns: 150 },
  );
});
