import { NewDisclosure } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import {
  decisionOf,
  emptyDraft,
  lacking,
  scopeOf,
  tidied,
  tidiedReports,
  withDay,
  withEveryDiscovery,
} from './draft.ts';

const DRAFT = {
  ...emptyDraft({ from: '2026-01-01' }, [1, 2], 'Till kammarrätten.'),
  ...{ reference: 'KS 2026/1', legal_ground: 'TF 2 kap.', rule: 'OSL 35 kap. 1 §', reason: 'Ingen skada.' },
};

test('what is filled in is a decision as the api takes it, given or refused', () => {
  expect(NewDisclosure.parse(decisionOf(DRAFT, 'sv', null))).toMatchObject({
    appeal: 'Till kammarrätten.',
    format: 'csv',
  });
  const refused = NewDisclosure.parse(decisionOf({ ...DRAFT, outcome: 'refused' }, 'sv', null));
  expect(refused).toMatchObject({ format: null, scope: { masking: null, filter: 'from=2026-01-01' } });
  expect(decisionOf({ ...DRAFT, outcome: 'whole' }, 'sv', null).appeal).toBeNull();
});

test('to begin with it is masked: nothing exact is given by an oversight', () => {
  expect(scopeOf(DRAFT).masking).toMatchObject({ shape: 'counts', place: 'cell_500', time: 'month', least: 5 });
});

test('what people say is asked for and masked by itself, and what was read of it goes along', () => {
  const reports = { ...DRAFT, subject: 'reports' as const };
  expect(NewDisclosure.parse(decisionOf(reports, 'sv', 'ab'))).toMatchObject({
    scope: { reports: { put_aside: false }, masking: { shape: 'counts', reasons: 'group', least: 5 } },
    notes_read: 'ab',
  });
  expect(NewDisclosure.parse(decisionOf({ ...reports, outcome: 'refused' }, 'sv', null)).scope.masking).toBeNull();
  expect(lacking({ ...reports, sources: [] })).toBeNull();
  expect(lacking({ ...reports, reports: { ...reports.reports, channels: [] } })).toBe('channel');
  expect(lacking({ ...DRAFT, sources: [] })).toBe('source');
});

test('free text stands only in a row of its own, and reasons not beside their group', () => {
  const masking = { ...DRAFT.reportMasking, columns: ['reasons' as const, 'note' as const, 'kind' as const] };
  expect(tidiedReports(masking).columns).toEqual(['kind']);
  const open = { ...masking, shape: 'rows' as const, reasons: 'reason' as const, least: null };
  expect(tidiedReports(open).columns).toEqual(masking.columns);
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
