import { expect, it } from 'vitest';
import { shares } from './shares.ts';

it('accounts for every incident once: counted, or set aside for one reason', () => {
  const tally = { n: 286, total: 368, left_out: { discovery: 40, hourless: 12, coarse: 286 } };
  const { discovery, hourless, chosen, coarse } = shares(tally);
  expect(tally.n + discovery + hourless + chosen).toBe(tally.total);
  expect([chosen, coarse]).toEqual([30, 286]);
});

it('says of a question for no category that everything was filtered away', () => {
  expect(shares({ n: 0, total: 368, left_out: { discovery: 0, hourless: 0, coarse: 0 } }).chosen).toBe(368);
});
