import { expect, test } from 'vitest';
import { flagClusters } from './flag-clusters.ts';

/** Flags in cells, so many in each. */
const flags = (...cells: (readonly [x: number, y: number, n: number])[]) => {
  const at = cells.flatMap(([x, y, n]) => Array.from({ length: n }, () => [x * 100 + 50, y * 100 + 50] as const));
  const all = (value: number): number[] => at.map(() => value);
  return {
    channels: ['citizen_dialogue', 'resident_flag'],
    ...{ channel: all(1), precision: all(1), safe: all(0) },
    ...{ x: at.map(([x]) => x), y: at.map(([, y]) => y) },
  };
};

test('flags in cells that touch are one cluster, its densest cell first, and those apart another', () => {
  expect(flagClusters(flags([5, 5, 2], [6, 6, 4], [40, 5, 3]))).toEqual([
    {
      n: 6,
      cells: [
        { x: 6, y: 6 },
        { x: 5, y: 5 },
      ],
    },
    { n: 3, cells: [{ x: 40, y: 5 }] },
  ]);
});

test('a chain of cells ends 300 m from the densest', () => {
  const [first, second] = flagClusters(
    flags([0, 0, 9], ...Array.from({ length: 9 }, (_, i) => [i + 1, 0, 1] as const)),
  );
  expect([first!.n, first!.cells.length]).toEqual([12, 4]);
  expect([second!.n, second!.cells[0]]).toEqual([4, { x: 4, y: 0 }]);
});

test('too few, what was said at meetings, what is known more coarsely, and what feels safe are in none', () => {
  expect(flagClusters(flags([1, 1, 2]))).toEqual([]);
  const lists = flags([1, 1, 3]);
  for (const [name, value] of [
    ['channel', 0],
    ['precision', 2],
    ['safe', 1],
  ] as const)
    expect(flagClusters({ ...lists, [name]: [value, value, value] }), name).toEqual([]);
});
