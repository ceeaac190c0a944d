import type { Import, Language } from '@lagesbild/contract';
import { sentence } from '../sentence.ts';
import type { Desk } from './desk.ts';
import { importInWords } from './in-words.ts';
import type { Job } from './job.ts';
import './sentences.ts';

const ANSWERS_SHOWN = 12;
const UNMAPPED_SHOWN = 10;

/** How a file is understood, as lines for a terminal: what the page shows before it is confirmed. */
export function describe(found: Import, language: Language, print: (line: string) => void): void {
  const { mapping, preview, source, municipality, new_area } = found;
  const fact = (name: string, value: string): void =>
    print(`  ${sentence(language, `command_fact_${name}`).padEnd(12)} ${value}`);
  print(`${found.file_name}: ${found.problem ?? found.sentence}`);
  if (mapping) {
    const fixed = mapping.format === 'polisen' || mapping.format === 'police_uk';
    const axis: Record<string, string> = mapping.axes === 'yx' ? { x: 'y', y: 'x' } : {};
    const columns = Object.entries(mapping.columns).map(([field, header]) => `${axis[field] ?? field}=${header}`);
    if (!fixed) fact('columns', columns.join(', '));
    if (preview?.swapped) {
      const { x = '', y = '' } = mapping.columns;
      const how = mapping.axes === 'yx' ? 'turned' : 'as_written';
      print(`  ${sentence(language, x === y ? `command_axes_${how}_together` : `command_axes_${how}`, { x, y })}`);
    }
    const { format, srid, time_zone, date_order } = mapping;
    fact('read', fixed ? `${format}, ${time_zone}` : `${format}, EPSG:${srid}, ${time_zone}, ${date_order}`);
  }
  if (municipality !== null) fact('area', municipality);
  else if (new_area !== null) {
    const { slug, names, time_zone, srid } = new_area;
    fact('new_area', `${slug}, ${names.sv}, ${time_zone}, EPSG:${srid}`);
  }
  if (source) fact('source', `${source.slug} (${source.kind})`);
  for (const [reason, rows] of Object.entries(found.rejected_by_reason)) print(`  ${rows} × ${reason}`);
  if (preview && preview.strays > 0) print(`  ${sentence(language, 'command_strays', { n: preview.strays })}`);
  if (preview?.future) {
    const how = mapping?.future === 'accept' ? 'taken' : 'left_out';
    print(`  ${sentence(language, `command_future_${how}`, { ...preview.future })}`);
  }
  for (const { value, rows } of preview?.unmapped.slice(0, UNMAPPED_SHOWN) ?? [])
    fact('unmapped', `${value === '' ? '–' : value} (${rows})`);
  for (const { sentence: asked, options } of found.questions) {
    print(`  ? ${asked}`);
    for (const { label, recommended } of options.slice(0, ANSWERS_SHOWN))
      print(`    ${recommended ? '*' : '-'} ${label}`);
  }
}

/** One line a second while it runs, and the last one. */
export async function follow(desk: Desk, job: Job, language: Language, print: (line: string) => void): Promise<void> {
  let last = performance.now();
  const stop = desk.watch(job, () => {
    if (job.state !== 'running' || performance.now() - last < 1000) return;
    last = performance.now();
    const { sentence: now, progress } = importInWords(language, job);
    const left = progress.seconds_left;
    print(left === null ? `  ${now}` : `  ${now} ${sentence(language, 'command_seconds_left', { n: left })}`);
  });
  await desk.settled(job);
  stop();
  const found = importInWords(language, job);
  print(`  ${found.problem ?? found.sentence} (${found.import_id})`);
  const strays = found.preview?.strays ?? 0;
  if (found.state === 'done' && strays > 0) print(`  ${sentence(language, 'command_strays', { n: strays })}`);
  for (const [what, n] of Object.entries(found.left_out ?? {}))
    if (n > 0) print(`  ${sentence(language, `command_left_out_${what}`, { n })}`);
}
