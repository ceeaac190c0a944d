import { expect, it } from 'vitest';
import { isUnplaced, repeats, shares } from './shares.ts';

it('accounts for every incident once: counted, or set aside for one reason', () => {
  const tally = { n: 286, total: 368, left_out: { discovery: 40, hourless: 12, coarse: 286 } };
  const { discovery, hourless, chosen, coarse } = shares(tally);
  expect(tally.n + discovery + hourless + chosen).toBe(tally.total);
  expect([chosen, coarse]).toEqual([30, 286]);
});

it('says of a question for no category that everything was filtered away', () => {
  expect(shares({ n: 0, total: 368, left_out: { discovery: 0, hourless: 0, coarse: 0 } }).chosen).toBe(368);
});

it('tells that nothing can be placed from that nothing is selected', () => {
  expect(isUnplaced({ n: 286, mapped: 0 })).toBe(true);
  expect(isUnplaced({ n: 286, mapped: 1 })).toBe(false);
  expect(isUnplaced({ n: 0, mapped: 0 })).toBe(false);
});

it('makes reports and rows meet, and only where both are of the same data', () => {
  const data = { incidents: 26_370, version: 4 };
  expect(repeats({ total: 25_112, data_version: 4 }, data)).toBe(1258);
  expect(repeats({ total: 26_370, data_version: 4 }, data)).toBe(0);
  expect(repeats({ total: 25_112, data_version: 5 }, data)).toBe(0);
});
