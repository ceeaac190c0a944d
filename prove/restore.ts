import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Municipality } from '@lagesbild/contract';
import { type Random, seededRandom } from '../apps/api/src/municipality/demonstration/random.ts';
import type { App } from './app.ts';
import { command, succeed } from './command.ts';
import { contentBySql, different } from './content.ts';
import { incidentsCsv, takeIn } from './file-in.ts';
import { mutilated } from './mutilation.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { onEachEngine, pause, type Stage } from './stage.ts';

const ROWS = { long: 100_000, short: 4_000 };
const RESTORE_MAX_S = 300;

/**
 * Promise 7: what is restored equals what was saved, within five minutes for 100,000 incidents; a damaged file is
 * refused while the application runs on; a restore that is killed leaves the one or the other.
 */
export const proof: Proof = {
  long: { n: 20 },
  short: { n: 2 },
  run: onEachEngine(prove),
};

async function prove(stage: Stage, { n, seed, short }: ProofOptions): Promise<ProofLine[]> {
  const shelf = mkdtempSync(join(tmpdir(), 'lb-prove-shelf-'));
  try {
    const rows = short ? ROWS.short : ROWS.long;
    const random = seededRandom(seed);
    let app = await stage.start();
    await takeIn(app, incidentsCsv(rows, 'rad'), 'kommunen');
    await app.stop();
    const saved = await contentBySql(stage);
    app = await stage.start();
    const file = join(shelf, 'saved.tar.gz');
    await succeed(stage, 'backup', file);
    const restored = await restoreOften(stage, app, file, n);
    const refused = await refuseOften(stage, app, file, { n, random, shelf });
    const killed = await killOften(stage, app, file, { n: Math.ceil(n / 4), random, took_ms: restored.slowest_ms });
    const wrong = different(saved, await contentBySql(stage));
    const slowest_s = restored.slowest_ms / 1000;
    return [
      {
        promise: '7',
        what: `${n} restores of ${count(rows)} incidents, ${stage.engine}`,
        reached: `${wrong.length} of ${Object.keys(saved).length} tables differ${wrong.length === 0 ? '' : ` (${wrong.join(', ')})`}, ${slowest_s.toFixed(1)} s at most`,
        wanted: `0, ${RESTORE_MAX_S} s`,
        kept: wrong.length === 0 && restored.changed === 0 && slowest_s <= RESTORE_MAX_S,
      },
      {
        promise: '7',
        what: `${n} damaged backups, ${stage.engine}`,
        reached: `${refused} refused in one sentence, nothing changed`,
        wanted: `${n}`,
        kept: refused === n,
      },
      {
        promise: '7',
        what: `${killed.n} restores killed midway, ${stage.engine}`,
        reached: `${killed.before} with all from before, ${killed.after} with all from the backup, ${killed.half} half`,
        wanted: '0 half',
        kept: killed.half === 0,
      },
    ];
  } finally {
    rmSync(shelf, { recursive: true, force: true });
  }
}

/** What a person sees of it: how many incidents, and whether their source is shown. */
async function seen(app: App): Promise<{ incidents: number; shown: boolean; version: number; source_id: number }> {
  const { data, sources } = await app.ask<Municipality>('GET', '/api/sigtuna');
  const source = sources.find(({ slug }) => slug === 'kommunen')!;
  return { incidents: data.incidents, shown: source.enabled, version: data.version, source_id: source.source_id };
}

/** Hides the source, so that there is something to bring back. */
async function hide(app: App): Promise<void> {
  const { source_id } = await seen(app);
  await app.ask('PATCH', `/api/sigtuna/sources/${source_id}`, { enabled: false });
}

async function restoreOften(stage: Stage, app: App, file: string, n: number) {
  let [slowest_ms, changed] = [0, 0];
  const before = await seen(app);
  for (let turn = 0; turn < n; turn++) {
    await hide(app);
    const hidden = await seen(app);
    const from = performance.now();
    await succeed(stage, 'restore', file, ...(turn === 0 ? [] : ['--without-saving']));
    slowest_ms = Math.max(slowest_ms, performance.now() - from);
    const now = await seen(app);
    if (now.incidents !== before.incidents || !now.shown || now.version <= hidden.version) changed++;
  }
  return { slowest_ms, changed };
}

async function refuseOften(
  stage: Stage,
  app: App,
  file: string,
  { n, random, shelf }: { n: number; random: Random; shelf: string },
): Promise<number> {
  const whole = readFileSync(file);
  const harmed = join(shelf, 'harmed.tar.gz');
  const before = JSON.stringify(await seen(app));
  let refused = 0;
  for (let turn = 0; turn < n; turn++) {
    writeFileSync(harmed, mutilated(whole, turn, random));
    const { exit, lines } = await command(stage, 'restore', harmed, '--without-saving').done;
    const unchanged = app.alive && JSON.stringify(await seen(app)) === before;
    if (exit === 1 && lines.length === 1 && unchanged) refused++;
    else console.error(`turn ${turn}: exit ${exit}, ${unchanged ? 'unchanged' : 'changed'}: ${lines.join(' / ')}`);
  }
  return refused;
}

/** On a server the command does the work, and is what is killed; embedded it is the application. */
async function killOften(
  stage: Stage,
  first: App,
  file: string,
  { n, random, took_ms }: { n: number; random: Random; took_ms: number },
) {
  const found = { n, before: 0, after: 0, half: 0 };
  let app = first;
  const whole = await seen(app);
  for (let turn = 0; turn < n; turn++) {
    await hide(app);
    const { child, done } = command(stage, 'restore', file, '--without-saving');
    await pause(random.between(took_ms / 4, took_ms));
    if (stage.engine === 'embedded') {
      await app.kill();
      await done;
      app = await stage.start();
    } else {
      child.kill('SIGKILL');
      await done;
    }
    const { shown, incidents } = await seen(app);
    if (shown && incidents === whole.incidents) found.after++;
    else if (!shown && incidents === 0) found.before++;
    else found.half++;
  }
  await succeed(stage, 'restore', file, '--without-saving');
  await app.stop();
  return found;
}
