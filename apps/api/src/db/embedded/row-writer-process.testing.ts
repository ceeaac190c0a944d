import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const WRITER = fileURLToPath(new URL('./row-writer.testing.ts', import.meta.url));

/** A running writer: what it has said so far, and its end. */
export interface Writer {
  process: ChildProcess;
  lines: string[];
  ended: Promise<number | null>;
  /** Resolves when it has said a line that matches, or has ended. */
  said(pattern: RegExp): Promise<void>;
}

export const startWriter = (data_dir: string): Writer => {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, data_dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const input = createInterface({ input: child.stdout! }).on('line', (line) => lines.push(line));
  return {
    process: child,
    lines,
    ended,
    said: async (pattern) => {
      const heard = new Promise<void>((resolve) => input.on('line', (line) => pattern.test(line) && resolve()));
      if (!lines.some((line) => pattern.test(line))) await Promise.race([heard, ended]);
    },
  };
};
