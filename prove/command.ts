import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Stage } from './stage.ts';

const ROOT = resolve(import.meta.dirname, '..');

export interface Done {
  exit: number | null;
  /** Lines of the terminal, errors last. */
  lines: string[];
}

/** A command of the product in a terminal of its own; with the application running it is handed over to that. */
export function command(stage: Stage, ...args: string[]): { child: ChildProcess; done: Promise<Done> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/api/src/cli.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATA_DIR: stage.data_dir, DATABASE_URL: stage.database_url ?? '', LC_ALL: 'en' },
  });
  const texts = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (texts.out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (texts.err += text));
  const done = new Promise<Done>((finished) =>
    child.once('close', (exit) => {
      const lines = `${texts.out}\n${texts.err}`.split('\n').filter((line) => line !== '');
      finished({ exit, lines });
    }),
  );
  return { child, done };
}

/** The same, to its end. @throws when it doesn't end well */
export async function succeed(stage: Stage, ...args: string[]): Promise<string[]> {
  const { exit, lines } = await command(stage, ...args).done;
  if (exit !== 0) throw new Error(`lagesbild ${args[0]} ended with ${exit}: ${lines.join('\n')}`);
  return lines;
}
