import type { ImportPreview, Language } from '@lagesbild/contract';
import { maskPersonalNumbers } from './personal-number.ts';
import { reasonInWords } from './reading/reading.ts';
import type { Surveyed } from './task.ts';

const SHOWN = 20;

/** What a survey found, in the reader's language: the first rows and what becomes of them. */
export function previewInWords(language: Language, { headers, survey, head, wide, swapped }: Surveyed): ImportPreview {
  const raw = (values: readonly string[]): string[] => values.map((value) => maskPersonalNumbers(value.slice(0, 200)));
  if (survey === null) {
    const rows = head.slice(0, SHOWN).map(({ row, values }) => ({ row, raw: raw(values), ...UNREAD }));
    return { ...EMPTY_PREVIEW, headers, rows, swapped, wide: wideOf(wide) };
  }
  const rows = survey.head.slice(0, SHOWN).map(({ raw: { row, values }, outcome }) => {
    const written = { row, raw: raw(values) };
    if (outcome.kind === 'rejection')
      return { ...written, ...UNREAD, rejected: reasonInWords(language, outcome.reason) };
    if (outcome.kind === 'skipped') return { ...written, ...UNREAD, rejected: reasonInWords(language, outcome.reason) };
    if (outcome.kind === 'area_count')
      return { ...written, ...UNREAD, occurred_from: outcome.period_from, category: outcome.category, n: outcome.n };
    const { lon, lat, category } = outcome;
    return {
      ...written,
      lon,
      lat,
      category,
      n: null,
      occurred_from: new Date(outcome.occurred_from).toISOString(),
      rejected: null,
    };
  });
  const { points, bounds, rows_read, usable, unmapped, crowded, strays, period } = survey;
  const future = survey.future && { ...survey.future, value: maskPersonalNumbers(survey.future.value) };
  const found = { points, bounds, rows_read, usable, unmapped, crowded, strays, future, period };
  return { headers, rows, ...found, swapped, wide: wideOf(wide) };
}

const UNREAD = { lon: null, lat: null, occurred_from: null, category: null, n: null, rejected: null };
const EMPTY_PREVIEW: ImportPreview = {
  headers: [],
  rows: [],
  points: [],
  bounds: null,
  rows_read: 0,
  usable: 0,
  unmapped: [],
  crowded: [],
  strays: 0,
  future: null,
  swapped: false,
  period: null,
  wide: null,
};

const wideOf = (wide: Surveyed['wide']): ImportPreview['wide'] =>
  wide && { into: wide.into, columns: wide.cells.map(({ header }) => header), left_out: [...wide.left_out] };
