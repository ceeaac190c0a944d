import type { ModeratedFlag } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { clustersOf, EVERYTHING, narrowed } from './clusters.ts';

const flag = (flag_id: string, change: Partial<ModeratedFlag> = {}): ModeratedFlag =>
  ({
    ...{ flag_id, cluster: 'valsta dark', weightiest: 'dark', where: { place: 'valsta' }, burst_n: 0 },
    ...change,
  }) as ModeratedFlag;

test('neighbours that say the same are a cluster; the same further on is another', () => {
  const flags = [flag('a'), flag('b'), flag('c', { cluster: 'marsta dark' }), flag('d')];
  expect(clustersOf(flags).map((cluster) => cluster.flags.map(({ flag_id }) => flag_id))).toEqual([
    ['a', 'b'],
    ['c'],
    ['d'],
  ]);
  expect(clustersOf([])).toEqual([]);
});

test('the list is narrowed by reason, by place or cell, and to what came together', () => {
  const flags = [
    flag('a'),
    flag('b', { weightiest: 'litter' }),
    flag('c', { where: { cell: { x: 1, y: 2 } }, burst_n: 3 }),
  ];
  const ids = (change: object) => narrowed(flags, { ...EVERYTHING, ...change }).map(({ flag_id }) => flag_id);
  expect(ids({})).toEqual(['a', 'b', 'c']);
  expect(ids({ reason: 'litter' })).toEqual(['b']);
  expect(ids({ spot: '1:2' })).toEqual(['c']);
  expect(ids({ bursts: true })).toEqual(['c']);
});
