import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Command, readOptions } from '../command.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { areaNames } from './area-names.ts';
import { checkLog } from './check.ts';
import { COMMAND } from './entry.ts';
import { entryCsv } from './entry-csv.ts';
import { HEADS_FILE, headLine, keepHead } from './head.ts';
import { verdictInWords } from './in-words.ts';
import './sentences.ts';

export const AUDIT_USAGE = `lagesbild audit verify [--heads FILE]
lagesbild audit head [FOLDER]
lagesbild audit export FILE`;

/**
 * `audit …`: whether the log is what was recorded; how far it has come, a line to be kept elsewhere, printed or added to
 * the folder's file; the whole of it as a file.
 */
export const auditCommand: Command = async ({ knex, record }, args, print, { cwd, config, language }) => {
  const { values, positionals } = readOptions(args, { heads: { type: 'string', multiple: true } }, { words: true });
  const [action, folder, ...more] = positionals;
  if (action === 'verify' && folder === undefined) {
    const verdict = await checkLog(
      knex,
      config,
      (values.heads ?? []).map((file) => resolve(cwd, file)),
    );
    for (const line of verdictInWords(language, verdict, await areaNames(knex))) print(line);
    return verdict.state === 'whole' ? 0 : 1;
  }
  if (action === 'head' && more.length === 0) {
    print(await headLine(knex, config.data_dir));
    if (folder === undefined) return 0;
    await keepHead(knex, config.data_dir, resolve(cwd, folder));
    print(sentence(language, 'audit_head_kept', { file: resolve(cwd, folder, HEADS_FILE) }));
    return 0;
  }
  if (action === 'export' && folder !== undefined && more.length === 0) {
    const file = resolve(cwd, folder);
    const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      throw new ProblemError('audit_unwritable', { file, reason: error.code ?? error.message });
    });
    await record(knex, { act: 'log_taken_out', who: COMMAND, area: null, details: { filter: '' } });
    await pipeline(entryCsv(knex, language, { areas: null }, {}), handle.createWriteStream());
    print(sentence(language, 'audit_exported', { file }));
    return 0;
  }
  print(AUDIT_USAGE);
  return 2;
};
