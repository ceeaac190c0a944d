import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const START_MS = 90_000;
const STOP_MS = 10_000;

export interface Application {
  url: string;
  stop(): Promise<void>;
}

/** Lägesbild as `npm start` runs it, on a free port and an empty folder of its own. */
export async function startApplication(): Promise<Application> {
  const folder = mkdtempSync(join(tmpdir(), 'lb-e2e-'));
  await finished(spawn('node', ['prepare.mjs', '--pages'], { cwd: ROOT, stdio: 'inherit' }));
  const { DATABASE_URL, DATABASE_REPLICA_URLS, BASEMAP, ...rest } = process.env;
  const child = spawn('node', ['--import', 'tsx', 'apps/api/src/server.ts'], {
    cwd: ROOT,
    env: { ...rest, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    const gone = child.exitCode === null ? new Promise((done) => child.once('exit', done)) : Promise.resolve();
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(kill);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address it says when its database is open. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    const late = setTimeout(() => failed(new Error(`Not started after ${START_MS / 1000} s:\n${said}`)), START_MS);
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (address === undefined) return;
      clearTimeout(late);
      found(address);
    });
    child.once('exit', (code) => failed(new Error(`Ended with ${code} before it listened:\n${said}`)));
  });
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => (code === 0 ? done() : failed(new Error(`The pages were not built (${code}).`))));
  });
}
