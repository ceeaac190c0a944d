import type { Language, Masking, NewDisclosure } from '@lagesbild/contract';
import { sentence } from '../sentence.ts';
import { cellOf, type Masked } from './mask.ts';
import './sentences.ts';

/** What goes with a file, or with a refusal, to whoever asked. */
export interface Companion {
  decision: NewDisclosure;
  area: string;
  day: string;
  filter: string;
  sources: readonly string[];
  srid: number;
  /** null when nothing is given */
  file: { name: string; bytes: number; sha256: string; masked: Masked } | null;
}

/**
 * The text that goes with what was decided, as lines of label and value: what was asked for, how it was tried, what was given and how it
 * was masked, and how to appeal. How many incidents were withheld isn't in it: with what is given that could tell of one.
 */
export function companionText({ decision, area, day, filter, sources, srid, file }: Companion): string {
  const { language, recipient, legal_ground, secrecy_test, appeal, scope } = decision;
  const say = (code: string, params = {}): string => sentence(language, `disclosure_${code}`, params);
  const line = (label: string, value: string): string => `${say(`label_${label}`)}: ${value}`;
  const lines = [
    say('title'),
    '',
    line('reference', recipient.reference),
    line('day', day),
    line('area', area),
    line('recipient', say(`recipient_${recipient.kind}`)),
    line('ground', legal_ground),
    line('rule', secrecy_test.rule),
    line('outcome', say(`outcome_${secrecy_test.outcome}`)),
    line('reason', secrecy_test.reason),
    line('filter', filter === '' ? say('everything') : filter),
    line('sources', sources.join(', ')),
  ];
  if (file !== null && scope.masking !== null)
    lines.push('', ...givenLines(language, scope.masking, { ...file, srid }), '', say('care'));
  if (appeal !== null) lines.push('', line('appeal', appeal));
  return `${lines.join('\n')}\n`;
}

type Given = NonNullable<Companion['file']> & { srid: number };

function givenLines(language: Language, masking: Masking, { name, bytes, sha256, masked, srid }: Given): string[] {
  const say = (code: string, params = {}): string => sentence(language, `disclosure_${code}`, params);
  const line = (label: string, value: string): string => `${say(`label_${label}`)}: ${value}`;
  const cell_m = cellOf(masking);
  return [
    line('file', `${name} (${say('bytes', { n: bytes })}, SHA-256 ${sha256})`),
    line('content', say(`shape_${masking.shape}`, { n: masked.given, lines: masked.lines.length })),
    line('columns', masked.columns.join(', ')),
    line(
      'place',
      cell_m === null ? say(`place_${masking.place}`) : say('place_cell', { cell_m, srid: `EPSG:${srid}` }),
    ),
    line('time', say(`time_${masking.time}`)),
    line('category', say(`category_${masking.category}`)),
    ...(masking.category === 'group' ? GROUPS.map((group) => `  ${group}: ${say(group)}`) : []),
    ...(masking.least === null ? [] : [line('least', say(`least_${masking.shape}`, { n: masking.least }))]),
  ];
}

const GROUPS = ['group_1', 'group_2', 'group_3', 'group_4', 'group_other'];
