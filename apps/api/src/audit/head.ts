import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { z } from 'zod';
import { ProblemError } from '../errors.ts';
import { sealed } from './entry.ts';
import { openAuditKey } from './key.ts';

/** Beside the backups: a line for each, so that what is cut off the log afterwards is missed. */
export const HEADS_FILE = 'audit-heads.jsonl';
/** In the data folder: the newest only, for those who can change the database and not this machine's files. */
export const LAST_HEAD_FILE = 'audit-head.json';

const Heads = z.object({
  product: z.literal('lagesbild'),
  made_at: z.iso.datetime(),
  heads: z.array(z.object({ municipality_id: z.number().int(), entry_no: z.number().int(), seal: z.string() })),
  key_id: z.string(),
  seal: z.string(),
});
/** How far every chain had come at one moment. */
export type Heads = z.infer<typeof Heads>;

/** How far the log has come, as one line to be kept where nobody who has the database can change it. */
export async function headLine(knex: Knex, data_dir: string): Promise<string> {
  const heads = await headsOf(knex);
  const { key, key_id } = openAuditKey(data_dir);
  const made_at = new Date().toISOString();
  return JSON.stringify({ product: 'lagesbild', made_at, heads, key_id, seal: sealOfHeads(key, { made_at, heads }) });
}

export async function headsOf(knex: Knex): Promise<Heads['heads']> {
  const { rows } = await knex.raw<{ rows: Heads['heads'] }>(
    'select municipality_id, entry_no, seal from staff.audit_head order by municipality_id',
  );
  return rows.map(({ municipality_id, entry_no, seal }) => ({ municipality_id, entry_no, seal }));
}

const sealOfHeads = (key: string, { made_at, heads }: Pick<Heads, 'made_at' | 'heads'>): string =>
  sealed(key, ['heads', made_at, JSON.stringify(heads)]);

/** Adds the line to the folder's file. */
export async function keepHead(knex: Knex, data_dir: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await appendFile(join(folder, HEADS_FILE), `${await headLine(knex, data_dir)}\n`, { mode: 0o600, flush: true });
}

/** Puts the line into the data folder, in the place of the one before. */
export async function keepLastHead(knex: Knex, data_dir: string): Promise<void> {
  const path = join(data_dir, LAST_HEAD_FILE);
  await writeFile(`${path}.new`, `${await headLine(knex, data_dir)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}

/**
 * The lines of such a file that one of the keys has sealed; another installation's, and what isn't such a line, say nothing of this
 * log and are left out. None when there is no file.
 */
export async function readHeads(path: string, keys: ReadonlyMap<string, string>): Promise<Heads[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => fitting(line, keys) ?? []);
}

/**
 * All lines of a file that somebody names in order to hold the log against it: one that was mistyped, spoiled or altered
 * must not pass for a check.
 *
 * @throws {ProblemError} `audit_heads_unreadable` when it can't be read; `audit_head_unfit` when a line is no head sealed by one of the keys
 */
export async function readNamedHeads(path: string, keys: ReadonlyMap<string, string>): Promise<Heads[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError('audit_heads_unreadable', { file: path, reason: error.code ?? error.message });
  });
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, i) => {
      const heads = fitting(line, keys);
      if (heads === null) throw new ProblemError('audit_head_unfit', { file: path, line: i + 1 });
      return heads;
    });
}

/** The heads of a line, if one of the keys has sealed them. */
function fitting(line: string, keys: ReadonlyMap<string, string>): Heads | null {
  const heads = parsed(line);
  const key = heads === null ? undefined : keys.get(heads.key_id);
  return heads !== null && key !== undefined && sealOfHeads(key, heads) === heads.seal ? heads : null;
}

function parsed(line: string): Heads | null {
  try {
    return Heads.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null; // a line that was cut off, or none of ours
  }
}
