import type { Language, Masking, NewDisclosure, ReportMasking } from '@lagesbild/contract';
import { sentence } from '../sentence.ts';
import type { Asked } from './asked.ts';
import { cellOf, type Masked } from './mask.ts';
import './sentences.ts';

/** What goes with a file, or with a refusal, to whoever asked. */
export interface Companion {
  decision: NewDisclosure;
  asked: Pick<Asked, 'subject' | 'area' | 'filter' | 'sources' | 'groups'>;
  day: string;
  /** null when nothing is given */
  file: { name: string; bytes: number; sha256: string; masked: Masked } | null;
}

/** What is said in other words of what people say than of incidents. */
const OWN_WORDS = new Set(['shape_rows', 'shape_counts', 'place_cell', 'place_place', 'least_rows', 'care']);

/** How one speaks of a subject in a language. */
const speaker = (language: Language, subject: Asked['subject']) => {
  const say = (code: string, params = {}): string =>
    sentence(language, `disclosure_${subject === 'reports' && OWN_WORDS.has(code) ? 'reports_' : ''}${code}`, params);
  const line = (label: string, value: string): string => `${say(`label_${label}`)}: ${value}`;
  return { say, line };
};

/**
 * The text that goes with what was decided, as lines of label and value: what was asked for, how it was tried, what was given and how it
 * was masked, and how to appeal. How many incidents were withheld isn't in it: with what is given that could tell of one.
 */
export function companionText({ decision, asked, day, file }: Companion): string {
  const { language, recipient, legal_ground, secrecy_test, appeal, scope } = decision;
  const { subject, area, filter, sources } = asked;
  const { say, line } = speaker(language, subject);
  const lines = [
    say('title'),
    '',
    line('reference', recipient.reference),
    line('day', day),
    line('area', area.slug),
    line('recipient', say(`recipient_${recipient.kind}`)),
    line('ground', legal_ground),
    line('rule', secrecy_test.rule),
    line('outcome', say(`outcome_${secrecy_test.outcome}`)),
    line('reason', secrecy_test.reason),
    line('subject', say(`subject_${subject}`)),
    line('filter', filter === '' ? say('everything') : filter),
    ...(subject === 'incidents' ? [line('sources', sources.map(({ name }) => name).join(', '))] : []),
  ];
  if (file !== null && scope.masking !== null)
    lines.push('', ...givenLines(language, asked, scope.masking, file), '', say('care'));
  if (appeal !== null) lines.push('', line('appeal', appeal));
  return `${lines.join('\n')}\n`;
}

function givenLines(
  language: Language,
  { subject, area, groups }: Companion['asked'],
  masking: Masking | ReportMasking,
  { name, bytes, sha256, masked }: NonNullable<Companion['file']>,
): string[] {
  const { say, line } = speaker(language, subject);
  const cell_m = cellOf(masking);
  const ofGroups = 'reasons' in masking ? masking.reasons === 'group' : masking.category === 'group';
  return [
    line('file', `${name} (${say('bytes', { n: bytes })}, SHA-256 ${sha256})`),
    line('content', say(`shape_${masking.shape}`, { n: masked.given, lines: masked.lines.length })),
    line('columns', masked.columns.join(', ')),
    line(
      'place',
      cell_m === null ? say(`place_${masking.place}`) : say('place_cell', { cell_m, srid: `EPSG:${area.srid}` }),
    ),
    line('time', say('reasons' in masking ? `time_${masking.period}` : `time_${masking.time}`)),
    'reasons' in masking
      ? line('reasons', say(`reasons_${masking.reasons}`))
      : line('category', say(`category_${masking.category}`)),
    ...(ofGroups ? groups(language).map((group) => `  ${group}`) : []),
    ...(masking.least === null ? [] : [line('least', say(`least_${masking.shape}`, { n: masking.least }))]),
  ];
}
