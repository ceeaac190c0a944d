import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GATE, HIDDEN } from './design.ts';
import { toldFigure } from './figure.ts';
import { twoSidedGeometric } from './noise.ts';
import { publish, releasedQuarter } from './publication.ts';
import { cellFinder, recordKey, shownOf, type TableName, tally } from './table.ts';
import { macOf, town } from './testing.ts';

const world = town(5, { records: 600, side_km: 4 });
const name: TableName = { subject: 'incident', table: 'quarter', period: 8100, groups: [1, 2, 3, 4] };

test('a record key is the first half of half an HMAC-SHA256, as anybody can work out who has the secret', () => {
  const hex = createHmac('sha256', 'town').update('record/incident/1/abc').digest('hex');
  expect(recordKey(macOf('town'), 'incident/1/abc')).toBe(BigInt(`0x${hex.slice(0, 16)}`));
});

test('a cell of the released table can be worked out again by hand', () => {
  const { tally: counted, shown } = releasedQuarter(world, 8100);
  const at = counted.count.findIndex((n) => n > 12);
  const [cell, column] = [Math.floor(at / 4), at % 4];
  const { east, north } = world.wide;
  const seed = `cell/incident/quarter/1000/${east[cell]}/${north[cell]}/8100/${column + 1}/${counted.key[at]}`;
  expect(shown[at]).toBe(GATE.shown(counted.count[at]! + twoSidedGeometric(world.mac(seed))));
});

test('every record is counted once in its quarter’s tables and once in its year’s', () => {
  const { quarters, years } = publish(world);
  const sum = (values: Int32Array) => values.reduce((total, n) => total + n, 0);
  expect(quarters.reduce((total, { tally }) => total + sum(tally.count), 0)).toBe(600);
  expect(years.map(({ tally, total }) => [sum(tally.count), total.n])).toEqual([[600, 600]]);
});

test('the order of records doesn’t matter, and cell keys wrap round at 2⁶⁴', () => {
  const { records } = world;
  const order = Array.from(records.key, (_, i) => i).reverse();
  const turned = {
    key: BigUint64Array.from(order, (i) => records.key[i]!),
    east_m: order.map((i) => records.east_m[i]!),
    north_m: order.map((i) => records.north_m[i]!),
    quarter: order.map((i) => records.quarter[i]!),
    year: order.map((i) => records.year[i]!),
    group: order.map((i) => records.group[i]!),
  };
  expect(publish({ ...world, records: turned })).toEqual(publish(world));
});

test('empty cells get noise too: about one in twenty-four of them would pass a threshold of 8', () => {
  const { wide, mac } = town(9, { side_km: 50, records: 1 });
  const empty = { count: new Int32Array(2500 * 4), key: new BigUint64Array(2500 * 4) };
  const shown = shownOf(empty, wide, name, mac, { ...GATE, shown: (count) => (count >= 8 ? 8 : HIDDEN) });
  const share = shown.filter((band) => band > 0).length / shown.length;
  expect(share).toBeCloseTo(Math.exp(-8 / 3) / (1 + Math.exp(-1 / 3)), 2);
  expect(new Set(shownOf(empty, wide, name, mac, { ...GATE, shown: (count) => count })).size).toBeGreaterThan(20);
});

test('another table, period, group or secret gives other noise', () => {
  const bare = { ...GATE, shown: (count: number) => count };
  const counted = tally(world.records, world.wide, name);
  const noise = (one: TableName, mac = world.mac) => Array.from(shownOf(counted, world.wide, one, mac, bare)).join();
  const all = [
    noise(name),
    noise({ ...name, subject: 'unsafe' }),
    noise({ ...name, period: 8101 }),
    noise({ ...name, groups: [4, 3, 2, 1] }),
    noise({ ...name, table: 'year' }),
    noise(name, macOf('another')),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('squares begin at (0, 0): a position on an edge belongs to the square north-east of it', () => {
  const find = cellFinder({ side_m: 500, east: Int32Array.of(0, 1, -1), north: Int32Array.of(0, 0, -1) });
  expect([find(0, 0), find(499.99, 0), find(500, 499.99), find(-0.01, -0.01), find(0, 500)]).toEqual([0, 0, 1, 2, -1]);
});

test('every count has just one band, and the bands tell it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), (count) => {
      const [least, most] = GATE.range(GATE.shown(count));
      expect(count).toBeGreaterThanOrEqual(least);
      expect(count).toBeLessThanOrEqual(most);
      expect(GATE.shown(least)).toBe(GATE.shown(most));
    }),
  );
  const bands = [-40, 0, 9, 10, 14, 15, 19, 20, 29, 30, 34, 35].map((count) => GATE.shown(count));
  expect(bands).toEqual([0, 0, 0, 10, 10, 15, 15, 20, 20, 30, 30, 35]);
});

test('a figure is told in its steps, never below nothing, and near the truth', () => {
  const mac = macOf('figures');
  const told = Array.from({ length: 500 }, (_, i) => toldFigure(1234, BigInt(i), 'incident/2025', 100, mac));
  expect(new Set(told.map((value) => value % 100))).toEqual(new Set([0]));
  expect(told.reduce((sum, value) => sum + value, 0) / 500).toBeGreaterThan(1190);
  expect(told.reduce((sum, value) => sum + value, 0) / 500).toBeLessThan(1260);
  expect(Math.min(...Array.from({ length: 200 }, (_, i) => toldFigure(0, BigInt(i), 'x', 10, mac)))).toBe(0);
});
