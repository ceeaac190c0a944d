import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { App } from './app.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Restores a backup into an engine of its own and answers one statement. */
const PROGRAM = `
  const [folder, backup, sql] = process.argv.slice(1);
  const { openDatabase } = await import('./apps/api/src/db/database.ts');
  const { restoreCommand } = await import('./apps/api/src/backup/command.ts');
  const { readConfig } = await import('./apps/api/src/config.ts');
  const database = await openDatabase({ data_dir: folder, database_url: null });
  const place = { cwd: folder, config: readConfig({ DATA_DIR: folder }), language: 'en', signal: new AbortController().signal };
  await restoreCommand(database, [backup, '--without-saving'], () => {}, place);
  const { rows } = await database.knex.raw(sql);
  await database.close();
  process.stdout.write(JSON.stringify(rows), () => process.exit(0));`;

/** What a statement finds in the very rows that an application has, asked past the application: of a backup, in an engine of its own. */
export async function ownSql<Row>(app: App, sql: string): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lb-own-sql-'));
  try {
    const backup = join(folder, 'saved.tar.gz');
    await app.command('backup', backup);
    const words = ['--import', 'tsx', '--input-type=module', '--eval', PROGRAM, join(folder, 'data'), backup, sql];
    const { stdout } = await promisify(execFile)('node', words, { cwd: ROOT });
    return JSON.parse(stdout) as Row[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
