import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Makes, once, what a start would otherwise wait for: the pages' bundle and a database folder that is migrated and
 * seeded. Run by `npm ci` and by `npm start` (which asks for the pages only: a database without its prepared folder is
 * made at first start, eight seconds later). Each is kept until what it was made from changes.
 */
const root = dirname(fileURLToPath(import.meta.url));
const pagesOnly = process.argv.includes('--pages');

await preparePages();
if (!pagesOnly) {
  // Without it the first start takes some seconds longer: no reason for an installation to fail.
  await prepareDatabase().catch((error) => console.warn(`The empty database was not prepared: ${error.message}`));
  process.exit(0);
}

async function preparePages() {
  const key = pagesKey();
  const keyFile = join(root, 'apps/web/dist/.key');
  if (existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) return;
  const vite = await import('vite').catch(() => null);
  if (vite === null) return; // an installation without development packages brings its bundle along
  console.log('Building the pages (once for this version) …');
  await vite.build({ root: join(root, 'apps/web'), logLevel: 'warn' });
  writeFileSync(keyFile, key);
}

/** Changes when any file the bundle is made from does. */
function pagesKey() {
  const hash = createHash('sha256');
  for (const folder of ['apps/web', 'packages/contract', 'packages/incidents', 'packages/analysis']) {
    for (const file of filesUnder(join(root, folder))) {
      if (/[/\\](node_modules|dist)[/\\]|\.test\.tsx?$/.test(file)) continue;
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
    }
  }
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function prepareDatabase() {
  const { register } = await import('tsx/esm/api');
  register();
  const { ensurePrepared } = await import('./apps/api/src/db/embedded/prepared.ts');
  const { openDatabase } = await import('./apps/api/src/db/database.ts');
  await ensurePrepared(async (data_dir) => {
    console.log('Preparing an empty database (once for this version) …');
    const database = await openDatabase({ database_url: null, data_dir });
    await database.close();
  });
}
