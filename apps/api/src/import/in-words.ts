import type { Import, ImportPreview, Language } from '@lagesbild/contract';
import { sentence } from '../sentence.ts';
import type { Job } from './job.ts';
import { maskPersonalNumbers } from './personal-number.ts';
import { questionInWords, reasonInWords } from './reading/reading.ts';
import type { Surveyed } from './task.ts';
import './sentences.ts';

/** The job as it goes over the wire, in the reader's language. */
export function importInWords(language: Language, job: Job): Import {
  const { surveyed } = job;
  const undecided = job.state === 'waiting' || job.state === 'reading';
  return {
    import_id: job.id,
    state: job.state,
    file_name: job.file_name,
    bytes: job.bytes,
    started_at: job.started_at.toISOString(),
    finished_at: job.finished_at?.toISOString() ?? null,
    municipality: job.municipality,
    new_area: job.new_area,
    source: job.source,
    mapping: job.mapping,
    preview: surveyed && previewInWords(language, surveyed),
    questions: undecided && surveyed ? surveyed.doubts.map((doubt) => questionInWords(language, doubt)) : [],
    progress: progressOf(job),
    rejected_by_reason: reasonsInWords(language, job.rejected),
    sentence: sentenceOf(language, job),
    problem: job.fault && sentence(language, job.fault.code, job.fault.params),
  };
}

export const reasonsInWords = (language: Language, rejected: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(rejected).map(([reason, rows]) => [reasonInWords(language, reason), rows]));

function progressOf({ counts, rows_total, loading_since, state }: Job): Import['progress'] {
  const left = rows_total === null ? null : Math.max(0, rows_total - counts.rows_read);
  const pace = loading_since === null ? 0 : counts.rows_read / (performance.now() - loading_since);
  return {
    ...counts,
    rows_total,
    taken: counts.added + counts.updated + counts.unchanged,
    seconds_left: state === 'running' && left !== null && pace > 0 ? Math.ceil(left / pace / 1000) : null,
  };
}

function sentenceOf(language: Language, job: Job): string {
  const { state, counts, rows_total, surveyed } = job;
  const say = (code: string, params = {}) => sentence(language, code, params);
  if (state === 'reading') return say('import_reading', { n: counts.rows_read });
  if (state === 'waiting') {
    const { survey } = surveyed ?? {};
    if (!survey) return say('import_waiting_fault');
    const { usable, rows_read: read, rejected, skipped } = survey;
    return [
      say('import_waiting', { usable, read }),
      ...lackingInWords(language, job.rejected, sum(rejected)),
      ...skippedInWords(language, job.mapping, sum(skipped)),
    ].join(' ');
  }
  if (state === 'running') {
    if (job.loading_since === null) return say('import_queued');
    return rows_total === null
      ? say('import_going_on_open', { n: counts.rows_read })
      : say('import_going_on', { n: counts.rows_read, total: rows_total });
  }
  if (state !== 'done') return say(`import_${state}`);
  const words = outcomeInWords(language, job);
  return job.source?.kind === 'police' ? `${words} ${say('import_police_off')}` : words;
}

/** "112 599 av 119 889 rader lästes in. 7 290 saknar koordinater." */
function outcomeInWords(language: Language, { counts, rejected, mapping }: Job): string {
  const say = (code: string, params = {}) => sentence(language, code, params);
  const { rows_read: read, added, updated, unchanged, skipped } = counts;
  const taken = added + updated + unchanged;
  const whole = taken === read ? '_whole' : '';
  const words: string[] = [];
  if (taken > 0 && taken === unchanged) words.push(say(`import_nothing_new${whole}`, { taken, read }));
  else {
    words.push(say(`import_taken${whole}`, { taken, read }));
    if (updated > 0) words.push(say('import_updated', { n: updated }));
    if (unchanged > 0) words.push(say('import_unchanged', { n: unchanged }));
  }
  words.push(...lackingInWords(language, rejected, counts.rejected));
  words.push(...skippedInWords(language, mapping, skipped));
  return words.join(' ');
}

function lackingInWords(language: Language, rejected: Record<string, number>, all: number): string[] {
  const placeless = rejected.no_coordinates ?? 0;
  const refused = sum(rejected) || all;
  const others = Math.min(refused, all) - placeless;
  const words: string[] = [];
  if (placeless > 0) words.push(sentence(language, 'import_no_coordinates', { n: placeless }));
  if (others > 0)
    words.push(sentence(language, placeless > 0 ? 'import_rejected_also' : 'import_rejected', { n: others }));
  return words;
}

/** Rows that could be read but are no incidents, or were left out on request: what they are follows from the file. */
function skippedInWords(language: Language, mapping: Job['mapping'], n: number): string[] {
  if (n === 0) return [];
  return [sentence(language, mapping?.format === 'polisen' ? 'import_summaries' : 'import_left_out', { n })];
}

const sum = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((total, n) => total + (n ?? 0), 0);

const SHOWN = 20;

function previewInWords(language: Language, { headers, survey, head }: Surveyed): ImportPreview {
  const raw = (values: readonly string[]): string[] => values.map((value) => maskPersonalNumbers(value.slice(0, 200)));
  if (survey === null) {
    const rows = head.slice(0, SHOWN).map(({ row, values }) => ({ row, raw: raw(values), ...UNREAD }));
    return { ...EMPTY_PREVIEW, headers, rows };
  }
  const rows = survey.head.slice(0, SHOWN).map(({ raw: { row, values }, outcome }) => {
    const written = { row, raw: raw(values) };
    if (outcome.kind === 'rejection')
      return { ...written, ...UNREAD, rejected: reasonInWords(language, outcome.reason) };
    if (outcome.kind === 'skipped') return { ...written, ...UNREAD, rejected: reasonInWords(language, outcome.reason) };
    if (outcome.kind === 'area_count')
      return { ...written, ...UNREAD, occurred_from: outcome.period_from, category: outcome.category };
    const { lon, lat, category } = outcome;
    return {
      ...written,
      lon,
      lat,
      category,
      occurred_from: new Date(outcome.occurred_from).toISOString(),
      rejected: null,
    };
  });
  const { points, bounds, rows_read, usable, unmapped, crowded, strays } = survey;
  return { headers, rows, points, bounds, rows_read, usable, unmapped, crowded, strays };
}

const UNREAD = { lon: null, lat: null, occurred_from: null, category: null, rejected: null };
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
};
