import type { Import, Language } from '@lagesbild/contract';
import { sentence } from '../sentence.ts';
import type { Job } from './job.ts';
import { previewInWords } from './preview-in-words.ts';
import { questionInWords, reasonInWords } from './reading/reading.ts';
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
    left_out: leftOutOf(job),
    undoable: job.state === 'done' && job.holds_rows,
    problem: job.fault && sentence(language, job.fault.code, job.fault.params),
  };
}

const reasonsInWords = (language: Language, rejected: Record<string, number>): Record<string, number> =>
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

/** Known while the job is here: it is counted as rows come, and stands nowhere in the database. */
function leftOutOf({ state, counts, loading_since }: Job): Import['left_out'] {
  if (state !== 'done' || loading_since === null) return null;
  return { discovery: counts.unasked, coarse: counts.coarse };
}

function sentenceOf(language: Language, job: Job): string {
  const { state, counts, rows_total, surveyed } = job;
  const say = (code: string, params = {}) => sentence(language, code, params);
  if (state === 'reading') return say('import_reading', { n: counts.rows_read });
  if (state === 'waiting') {
    const { survey } = surveyed ?? {};
    if (!survey) return say('import_waiting_fault');
    const { usable, rows_read, rejected, skipped, withheld } = survey;
    const table = isTable(job);
    return [
      table
        ? say('import_waiting_table', { usable, read: rows_read - sum(skipped) })
        : say('import_waiting', { usable, read: rows_read }),
      ...withheldInWords(language, withheld),
      ...lackingInWords(language, job.rejected, sum(rejected)),
      ...skippedInWords(language, job.mapping, sum(skipped)),
    ].join(' ');
  }
  if (state === 'running') {
    if (job.loading_since === null) return say(job.queued ? 'import_queued' : 'import_starting');
    return rows_total === null
      ? say('import_going_on_open', { n: counts.rows_read })
      : say('import_going_on', { n: counts.rows_read, total: rows_total });
  }
  if (state !== 'done') return say(`import_${state}`);
  const words = outcomeInWords(language, job);
  return job.source?.kind === 'police' ? `${words} ${say('import_police_off')}` : words;
}

/** "112 599 av 119 889 rader lästes in. 7 290 saknar koordinater." */
function outcomeInWords(language: Language, job: Job): string {
  const { counts, rejected, mapping } = job;
  const say = (code: string, params = {}) => sentence(language, code, params);
  const { added, updated, unchanged, skipped, withheld } = counts;
  const table = isTable(job);
  const read = table ? counts.rows_read - skipped : counts.rows_read;
  const taken = added + updated + unchanged;
  const form = `${table ? '_table' : ''}${taken === read ? '_whole' : ''}`;
  const words: string[] = [];
  if (taken > 0 && taken === unchanged) words.push(say(`import_nothing_new${form}`, { taken, read }));
  else {
    words.push(say(`import_taken${form}`, { taken, read }));
    if (updated > 0) words.push(say('import_updated', { n: updated }));
    if (unchanged > 0) words.push(say('import_unchanged', { n: unchanged }));
  }
  words.push(...withheldInWords(language, withheld));
  words.push(...lackingInWords(language, rejected, counts.rejected));
  words.push(...skippedInWords(language, mapping, skipped));
  return words.join(' ');
}

/** Counts of areas are figures, not rows: a wide table has many in one row. */
const isTable = ({ mapping }: Job): boolean => mapping?.format === 'area_counts';

const withheldInWords = (language: Language, n: number): string[] =>
  n === 0 ? [] : [sentence(language, 'import_withheld', { n })];

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

/** Rows that are no incidents, or were left out on request; headings and notes of a table aren't worth a word. */
function skippedInWords(language: Language, mapping: Job['mapping'], n: number): string[] {
  if (n === 0 || mapping?.format === 'area_counts') return [];
  return [sentence(language, mapping?.format === 'polisen' ? 'import_summaries' : 'import_left_out', { n })];
}

const sum = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((total, n) => total + (n ?? 0), 0);
