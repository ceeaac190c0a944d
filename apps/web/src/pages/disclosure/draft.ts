import {
  DISCOVERIES,
  type DisclosureScope,
  type Filter,
  formatFilter,
  type Language,
  type Masking,
  type NewDisclosure,
} from '@lagesbild/contract';

/** What is filled in on the page; nothing of it is anywhere else before it is decided. */
export interface Draft {
  kind: NewDisclosure['recipient']['kind'];
  reference: string;
  legal_ground: string;
  filter: Filter;
  sources: number[];
  rule: string;
  outcome: NewDisclosure['secrecy_test']['outcome'];
  reason: string;
  appeal: string;
  masking: Masking;
  format: 'csv' | 'geojson';
}

/** Masked as far as it goes: whoever gives out more has chosen to. */
const MASKING: Masking = {
  ...{ shape: 'counts', place: 'cell_500', time: 'month', category: 'group' },
  ...{ columns: ['occurred_from', 'category'], least: 5 },
};

/** @param appeal how decisions are appealed, in the page's language */
export const emptyDraft = (filter: Filter, sources: number[], appeal: string): Draft => ({
  ...{ kind: 'public_record', reference: '', legal_ground: '', filter, sources },
  ...{ rule: '', outcome: 'part', reason: '', appeal, masking: MASKING, format: 'csv' },
});

export const scopeOf = ({ filter, sources, masking }: Draft): DisclosureScope => ({
  filter: formatFilter(filter).toString(),
  sources,
  masking,
});

export const decisionOf = (draft: Draft, language: Language): NewDisclosure => {
  const isRefused = draft.outcome === 'refused';
  const { kind, reference, legal_ground, rule, outcome, reason, appeal, format, masking } = draft;
  return {
    scope: { ...scopeOf(draft), masking: isRefused ? null : masking },
    recipient: { kind, reference },
    legal_ground,
    secrecy_test: { rule, outcome, reason },
    appeal: outcome === 'whole' ? null : appeal,
    format: isRefused ? null : format,
    language,
  };
};

/** A masking that is no contradiction: the source's own word would tell more than a group. */
export const tidied = (masking: Masking): Masking => {
  if (masking.category !== 'group') return masking;
  const columns = masking.columns.filter((column) => column !== 'source_category');
  return { ...masking, columns: columns.length > 0 ? columns : ['category'] };
};

/** Also what the police and partners found, which a filter leaves out unless it is asked for. */
export const withEveryDiscovery = (filter: Filter, every: boolean): Filter => {
  const { discovery, ...rest } = filter;
  return every ? { ...rest, discovery: [...DISCOVERIES] } : rest;
};

/** A day of the period; an empty one is no limit. */
export const withDay = (filter: Filter, end: 'from' | 'to', day: string): Filter => {
  const { [end]: _, ...rest } = filter;
  return day === '' ? rest : { ...rest, [end]: day };
};
