import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import serveFiles from '@fastify/static';
import Fastify from 'fastify';
import { buildApp } from '../apps/api/src/app.ts';
import { COMMAND } from '../apps/api/src/audit/entry.ts';
import { readConfig } from '../apps/api/src/config.ts';
import { openDatabase } from '../apps/api/src/db/database.ts';
import { findMunicipality } from '../apps/api/src/db/municipality.ts';
import { ensureShipped } from '../apps/api/src/municipality/seed.ts';
import { crowdedSigtuna } from '../apps/api/src/publication/testing.ts';
import { ReleaseWorks } from '../apps/api/src/publication/works.ts';

const FILES = ['release.json', 'map.geojson', 'table.csv', 'picture.png'] as const;

/**
 * A process of its own for each side of the bench of releases: `ours FOLDER` makes a release of a made-up Sigtuna, serves it, and puts its
 * files into the folder; `rival FOLDER` serves them from there. Says its port; and when asked the processor time it has used.
 */
const [side, folder = ''] = process.argv.slice(2);
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on('message', ({ anew }: { anew: boolean }) => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu_ms: (user + system) / 1000, delay_ms: delay.percentile(99) / 1e6, backends: [] });
  if (anew) delay.reset();
});
const app = await (side === 'ours' ? ours() : rival());
await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ port: (app.server.address() as { port: number }).port });

async function ours() {
  const data_dir = mkdtempSync(join(tmpdir(), 'lb-bench-data-'));
  const database = await openDatabase({ database_url: null, data_dir });
  await ensureShipped(database.knex);
  await crowdedSigtuna(database);
  const works = new ReleaseWorks((sentence) => console.error(sentence));
  await works.start(database, 'make', await findMunicipality(database.knex, 'sigtuna'), COMMAND).settled;
  await works.close();
  const app = await buildApp({
    config: readConfig({ LOG_LEVEL: 'silent', PORT: '0', DATA_DIR: data_dir }),
    database,
    web_folder: '/nonexistent',
  });
  const to = join(folder, 'release/sigtuna/year-2025');
  mkdirSync(to, { recursive: true });
  for (const file of FILES) {
    const { rawPayload } = await app.inject({ url: `/release/sigtuna/year-2025/${file}` });
    writeFileSync(join(to, file), rawPayload);
    writeFileSync(join(to, `${file}.gz`), gzipSync(rawPayload));
  }
  return app;
}

async function rival() {
  const app = Fastify();
  await app.register(serveFiles, { root: folder, preCompressed: true, immutable: true, maxAge: '1d' });
  return app;
}
