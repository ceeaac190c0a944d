import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { provisionPostgis } from '../test/provision/postgis.ts';
import { count, type Engine, type Proof, type ProofLine } from './proof.ts';

const ROOT = resolve(import.meta.dirname, '..');
const MATRIX = 'apps/api/src/account/matrix.db.test.ts';

/**
 * Promise 10: every route answers every role, held here, elsewhere or for the whole installation, as the one table of
 * permissions says. The test of it is the proof; here it tells how much it asked.
 */
export const proof: Proof = {
  long: {},
  short: {},
  run: async ({ engines }) => {
    const lines: ProofLine[] = [];
    for (const engine of engines) lines.push(await prove(engine));
    return lines;
  },
};

interface Report {
  success: boolean;
  testResults: { assertionResults: { meta: { asked?: number; wrong?: number } }[] }[];
}

async function prove(engine: Engine): Promise<ProofLine> {
  const server = engine === 'server' ? await provisionPostgis() : null;
  const folder = mkdtempSync(join(tmpdir(), 'lb-prove-authz-'));
  try {
    const file = join(folder, 'report.json');
    const args = ['vitest', 'run', '--project', `db-${engine}`, MATRIX, '--reporter=json', `--outputFile=${file}`];
    const env = { ...process.env, ...(server === null ? {} : { TEST_DATABASE_URL: server.url }) };
    await new Promise((done) => spawn('npx', args, { cwd: ROOT, env, stdio: 'ignore' }).once('exit', done));
    const { success, testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const metas = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ meta }) => meta));
    const asked = metas.reduce((sum, meta) => sum + (meta.asked ?? 0), 0);
    const wrong = metas.reduce((sum, meta) => sum + (meta.wrong ?? 0), 0);
    return {
      promise: '10',
      what: `every route × role × reach, ${engine}`,
      reached: `${count(asked - wrong)} of ${count(asked)} answered as the table says`,
      wanted: 'all',
      kept: success && wrong === 0 && asked > 1000,
    };
  } finally {
    server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
