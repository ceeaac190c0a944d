import { connect, type Socket } from 'node:net';
import type { Municipality } from '@lagesbild/contract';
import { App, Refusal } from './app.ts';
import { makeDisk } from './disk.ts';
import { incidentsCsv, takeIn } from './file-in.ts';
import { brokenIndexes } from './indexes.ts';
import type { Proof, ProofLine } from './proof.ts';
import { onStage, pause, type Stage } from './stage.ts';

const DISK_MB = 1200;
const WRITES = 20;
/** More than any room that is left over. */
const LARGE_FILE = 60_000;
/** Open files a process may have; the database and the threads take most of them. */
const FILES = 300;
const RECOVERED_MS = 60_000;
const SOURCE = 'kommunen';

/**
 * Promise 12: a full disk, a disk that can't be written to, and too many open files are said to whoever writes; what is there
 * can be read, nothing is harmed, and when the trouble is over all goes on without anyone doing anything.
 */
export const proof: Proof = {
  long: {},
  short: {},
  run: async ({ engines }) => {
    const lines: ProofLine[] = [];
    for (const engine of engines) {
      const disk = makeDisk(DISK_MB);
      if (typeof disk === 'string') {
        lines.push({
          promise: '12',
          what: `a full disk, ${engine}`,
          reached: `not tried: ${disk}`,
          wanted: 'root',
          kept: null,
        });
        continue;
      }
      try {
        const lie = async (stage: Stage) => [
          await fullDisk(stage, () => disk.fill()),
          ...(stage.engine === 'embedded' ? [await readOnlyDisk(stage, (on) => disk.readOnly(on))] : []),
        ];
        lines.push(...(await onStage(engine, lie, disk.mount)));
      } finally {
        disk.remove();
      }
    }
    lines.push(await onStage('embedded', tooManyFiles));
    return lines;
  },
};

/** What writing and reading say while something is wrong. */
async function tried(app: App, source_id: number) {
  const said = { stored: 0, told: 0, otherwise: 0, read: 0 };
  for (let n = 0; n < WRITES; n++) {
    await app.ask('PATCH', `/api/sigtuna/sources/${source_id}`, { enabled: n % 2 === 0 }).then(
      () => said.stored++,
      (error: Error) => {
        if (error instanceof Refusal && error.status === 503) return said.told++;
        console.error(error.message);
        return said.otherwise++;
      },
    );
    await app.ask<Municipality>('GET', '/api/sigtuna').then(
      () => said.read++,
      (error: Error) => console.error(error.message),
    );
  }
  return said;
}

const sourceIn = async (app: App): Promise<Municipality['sources'][number]> =>
  (await app.ask<Municipality>('GET', '/api/sigtuna')).sources.find(({ slug }) => slug === SOURCE)!;

/** @returns milliseconds until a write was taken again, or null */
async function recovered(app: App, source_id: number): Promise<number | null> {
  for (const from = performance.now(); performance.now() - from < RECOVERED_MS; await pause(250)) {
    const taken = await app
      .ask('PATCH', `/api/sigtuna/sources/${source_id}`, { enabled: true })
      .catch((error: unknown) => {
        if (!app.alive) throw error;
        return null;
      });
    if (taken !== null) return performance.now() - from;
  }
  return null;
}

async function fullDisk(stage: Stage, fill: () => () => void): Promise<ProofLine> {
  const app = await stage.start();
  await takeIn(app, incidentsCsv(2_000, 'rad'), SOURCE);
  const { source_id, incidents } = await sourceIn(app);
  const makeRoom = fill();
  const wholeFile = await takeIn(app, incidentsCsv(LARGE_FILE, 'stor'), 'stor').then(
    () => 'taken',
    () => 'refused',
  );
  const { stored, told, otherwise, read } = await tried(app, source_id);
  makeRoom();
  const back_ms = app.alive ? await recovered(app, source_id) : null;
  const kept = app.alive ? (await sourceIn(app)).incidents : 0;
  if (app.alive) await app.stop();
  if (otherwise > 0 || read < WRITES) console.error(app.said.slice(0, 4000));
  const { broken } = await brokenIndexes(stage);
  return {
    promise: '12',
    what: `a full disk, ${stage.engine}`,
    reached: `a file ${wholeFile}, ${told} of ${WRITES} writes told 503 (${stored} still had room, ${otherwise} otherwise), ${read} read, ${seconds(back_ms)}, ${incidents - kept} rows lost, ${broken.length} indexes wrong`,
    wanted: 'refused, 0 otherwise, all read, back, 0, 0',
    kept:
      wholeFile === 'refused' &&
      otherwise === 0 &&
      read === WRITES &&
      back_ms !== null &&
      kept === incidents &&
      broken.length === 0,
  };
}

const seconds = (ms: number | null): string => (ms === null ? 'not back' : `back after ${(ms / 1000).toFixed(1)} s`);

/** It can't become so under a running engine, which holds its files open for writing: so it is met at the start. */
async function readOnlyDisk(stage: Stage, set: (on: boolean) => void): Promise<ProofLine> {
  set(true);
  const refused = await App.launch(stage);
  const ended = await Promise.race([refused.ended, pause(RECOVERED_MS)]);
  set(false);
  if (refused.alive) await refused.kill();
  const sentences = refused.said.split('\n').filter((line) => line !== '');
  const app = await stage.start();
  const { incidents } = await sourceIn(app);
  await app.stop();
  return {
    promise: '12',
    what: 'a disk that is read only, embedded',
    reached: `not started, said in ${sentences.length} sentence${sentences.length === 1 ? '' : 's'}; ${incidents} rows when it can be written to`,
    wanted: '1 sentence, all rows',
    kept: ended === 1 && sentences.length === 1 && incidents > 0,
  };
}

async function tooManyFiles(stage: Stage): Promise<ProofLine> {
  const app = await stage.start({ limit: `ulimit -n ${FILES}` });
  await takeIn(app, incidentsCsv(2_000, 'rad'), SOURCE);
  const { source_id, incidents } = await sourceIn(app);
  const port = Number(new URL(app.url).port);
  const held: Socket[] = Array.from({ length: FILES * 2 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  await pause(1000);
  const during = await tried(app, source_id);
  for (const socket of held) socket.destroy();
  const back_ms = app.alive ? await recovered(app, source_id) : null;
  const kept = app.alive ? (await sourceIn(app)).incidents : 0;
  if (app.alive) await app.stop();
  else console.error(app.said);
  const { broken } = await brokenIndexes(stage);
  return {
    promise: '12',
    what: `${FILES * 2} connections with ${FILES} files, embedded`,
    reached: `${during.otherwise} answers of another kind, ${seconds(back_ms)}, ${incidents - kept} rows lost, ${broken.length} indexes wrong`,
    wanted: '0, back, 0, 0',
    kept: during.otherwise === 0 && back_ms !== null && kept === incidents && broken.length === 0,
  };
}
