import {
  CHANNELS,
  DISCOVERIES,
  type DisclosureScope,
  type Filter,
  FLAG_KINDS,
  formatFilter,
  type Language,
  type Masking,
  type NewDisclosure,
  type ReportMasking,
  type ReportSelection,
} from '@lagesbild/contract';

/** What is filled in on the page; nothing of it is anywhere else before it is decided. */
export interface Draft {
  kind: NewDisclosure['recipient']['kind'];
  reference: string;
  legal_ground: string;
  /** of what: incidents, or what people say; what is filled in of the other is kept meanwhile */
  subject: 'incidents' | 'reports';
  filter: Filter;
  sources: number[];
  reports: ReportSelection;
  reportMasking: ReportMasking;
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

const REPORT_MASKING: ReportMasking = {
  ...{ shape: 'counts', place: 'cell_500', period: 'quarter', reasons: 'group' },
  ...{ columns: ['feeling', 'period', 'weightiest'], least: 5 },
};
const EVERY_REPORT: ReportSelection = {
  ...{ from: null, to: null, channels: [...CHANNELS], kinds: [...FLAG_KINDS], area: null, put_aside: false },
};

/** @param appeal how decisions are appealed, in the page's language */
export const emptyDraft = (filter: Filter, sources: number[], appeal: string): Draft => ({
  ...{ kind: 'public_record', reference: '', legal_ground: '', subject: 'incidents', filter, sources },
  ...{ reports: EVERY_REPORT, reportMasking: REPORT_MASKING },
  ...{ rule: '', outcome: 'part', reason: '', appeal, masking: MASKING, format: 'csv' },
});

export const scopeOf = ({ subject, filter, sources, masking, reports, reportMasking }: Draft): DisclosureScope =>
  subject === 'reports'
    ? { reports, masking: reportMasking }
    : { filter: formatFilter(filter).toString(), sources, masking };

const refusedScope = (scope: DisclosureScope): NewDisclosure['scope'] =>
  'reports' in scope ? { ...scope, masking: null } : { ...scope, masking: null };

/** @param notes_read  names the free texts that were read, where there are any */
export const decisionOf = (draft: Draft, language: Language, notes_read: string | null): NewDisclosure => {
  const isRefused = draft.outcome === 'refused';
  const { kind, reference, legal_ground, rule, outcome, reason, appeal, format } = draft;
  const scope = scopeOf(draft);
  return {
    scope: isRefused ? refusedScope(scope) : scope,
    recipient: { kind, reference },
    legal_ground,
    secrecy_test: { rule, outcome, reason },
    appeal: outcome === 'whole' ? null : appeal,
    format: isRefused ? null : format,
    language,
    notes_read,
  };
};

/** What is still to be chosen before anything can be shown or given; null when nothing is. */
export const lacking = ({ subject, sources, masking, reports, reportMasking, outcome }: Draft) => {
  const isGiven = outcome !== 'refused';
  if (subject === 'incidents')
    return sources.length === 0 ? 'source' : isGiven && masking.columns.length === 0 ? 'column' : null;
  if (reports.channels.length === 0) return 'channel';
  if (reports.kinds.length === 0) return 'kind';
  return isGiven && reportMasking.columns.length === 0 ? 'column' : null;
};

/** A masking that is no contradiction: the source's own word would tell more than a group. */
export const tidied = (masking: Masking): Masking => {
  if (masking.category !== 'group') return masking;
  const columns = masking.columns.filter((column) => column !== 'source_category');
  return { ...masking, columns: columns.length > 0 ? columns : ['category'] };
};

/** A masking of reports that is no contradiction: reasons tell more than their group, and free text belongs to a row of its own. */
export const tidiedReports = (masking: ReportMasking): ReportMasking => {
  const noReasons = masking.reasons === 'group';
  const noNote = masking.shape === 'counts' || masking.least !== null;
  const columns = masking.columns.filter(
    (column) => !(noReasons && column === 'reasons') && !(noNote && column === 'note'),
  );
  return { ...masking, columns: columns.length > 0 ? columns : ['feeling'] };
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
