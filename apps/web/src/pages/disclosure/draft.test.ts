import { NewDisclosure } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { decisionOf, emptyDraft, scopeOf, tidied, withDay, withEveryDiscovery } from './draft.ts';

const DRAFT = {
  ...emptyDraft({ from: '2026-01-01' }, [1, 2], 'Till kammarrätten.'),
  ...{ reference: 'KS 2026/1', legal_ground: 'TF 2 kap.', rule: 'OSL 35 kap. 1 §', reason: 'Ingen skada.' },
};

test('what is filled in is a decision as the api takes it, given or refused', () => {
  expect(NewDisclosure.parse(decisionOf(DRAFT, 'sv'))).toMatchObject({ appeal: 'Till kammarrätten.', format: 'csv' });
  const refused = NewDisclosure.parse(decisionOf({ ...DRAFT, outcome: 'refused' }, 'sv'));
  expect(refused).toMatchObject({ format: null, scope: { masking: null, filter: 'from=2026-01-01' } });
  expect(decisionOf({ ...DRAFT, outcome: 'whole' }, 'sv').appeal).toBeNull();
});

test('to begin with it is masked: nothing exact is given by an oversight', () => {
  expect(scopeOf(DRAFT).masking).toMatchObject({ shape: 'counts', place: 'cell_500', time: 'month', least: 5 });
});

test('a group and the source’s own word for it don’t go together', () => {
  const masking = { ...DRAFT.masking, columns: ['source_category' as const] };
  expect(tidied(masking).columns).toEqual(['category']);
  expect(tidied({ ...masking, category: 'category' }).columns).toEqual(['source_category']);
});

test('a day that is emptied is no limit any more', () => {
  expect(withDay({ from: '2026-01-01', to: '2026-02-01' }, 'from', '')).toEqual({ to: '2026-02-01' });
  expect(withEveryDiscovery(withEveryDiscovery({}, true), false)).toEqual({});
});
