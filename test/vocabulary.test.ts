import * as contract from '@lagesbild/contract';
import { resolveCriteria } from '@lagesbild/incidents';
import { expect, test } from 'vitest';

/**
 * The columns hold numbers for words, and the engine takes their order for granted: which precisions are drawn, which
 * time precisions know an hour. It can't import the contract, so the two are compared here.
 */
test('the engine and the contract mean the same by the numbers in the columns', () => {
  expect(contract.PRECISIONS).toEqual(['point', 'segment', 'area', 'municipality', 'county']);
  expect(contract.TIME_PRECISIONS).toEqual(['minute', 'hour', 'day', 'month']);
  const criteria = resolveCriteria({}, { categories: [], polygons: new Map(), vocabulary: contract });
  const resident = contract.DISCOVERIES.indexOf('resident_reported');
  const unknown = contract.DISCOVERIES.indexOf('unknown');
  expect(criteria.discoveries).toBe((1 << resident) | (1 << unknown));
});
