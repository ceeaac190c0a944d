import type { Import, ImportPreview, Mapping, Question } from '@lagesbild/contract';

/** An import as a test needs it: a waiting one, with whatever the test says differently. */
export const mappingOfTest = (change: Partial<Mapping> = {}): Mapping => ({
  format: 'csv',
  columns: { occurred_from: 'Datum', category: 'Brott', x: 'E', y: 'N' },
  decimal: '.',
  date_order: 'ymd',
  time_zone: 'Europe/Stockholm',
  ignore_offset: false,
  srid: 3006,
  axes: 'xy',
  precision: 'point',
  counting_unit: 'event',
  categories: {},
  crowded: {},
  ...change,
});

export const previewOfTest = (change: Partial<ImportPreview> = {}): ImportPreview => ({
  headers: ['Datum', 'Brott', 'E', 'N'],
  rows: [],
  points: [],
  bounds: null,
  rows_read: 100,
  usable: 90,
  unmapped: [],
  crowded: [],
  strays: 0,
  future: null,
  swapped: false,
  period: null,
  wide: null,
  ...change,
});

export const question = (about: Question['about'], options: [value: string, recommended: boolean][]): Question => ({
  about,
  ...(about === 'columns' && { field: options.some(([value]) => value === '') ? 'x' : 'occurred_from' }),
  sentence: `${about}?`,
  options: options.map(([value, recommended]) => ({ value, label: value, recommended })),
});

export const importOfTest = (change: Partial<Import> = {}): Import => ({
  import_id: '6a1f0d4e-6b1c-4a52-9a0e-0f3f5c1d2e3a',
  state: 'waiting',
  file_name: 'brott.csv',
  bytes: 1000,
  started_at: '2026-11-23T10:00:00Z',
  finished_at: null,
  municipality: 'sigtuna',
  new_area: null,
  source: { slug: 'brott', name: 'brott', kind: 'municipal', licence: null },
  mapping: mappingOfTest(),
  preview: previewOfTest(),
  questions: [],
  progress: {
    rows_read: 0,
    rows_total: 100,
    taken: 0,
    added: 0,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    skipped: 0,
    seconds_left: null,
  },
  rejected_by_reason: {},
  sentence: '90 av 100 rader går att läsa in.',
  left_out: null,
  undoable: change.state === 'done',
  problem: null,
  ...change,
});
