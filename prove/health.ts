import { fork } from 'node:child_process';
import { resolve } from 'node:path';

export interface HealthSeen {
  /** Milliseconds of each answer about how it is. */
  answered_ms: number[];
  /** Neither 200 nor in time. */
  failed: number;
  /** Milliseconds of each 503 to a question about data. */
  turnedAway_ms: number[];
  /** How late the witness itself came to its work, 95 times of 100: what it can't tell from the application's. */
  own_delay_ms: number;
}

/**
 * Asks the application how it is, and something of its data, over and over. In a process of its own: whoever sends the load is too busy to
 * measure an answer. @returns ends it, and tells what was seen
 */
export function watchHealth(url: string): () => Promise<HealthSeen> {
  const witness = fork(resolve(import.meta.dirname, 'health-process.ts'), [url], { execArgv: ['--import', 'tsx'] });
  const seen = new Promise<HealthSeen>((done, failed) => {
    witness.once('message', (told) => done(told as HealthSeen));
    witness.once('exit', (code) => failed(new Error(`The witness ended with ${code} before it told what it saw.`)));
  });
  seen.catch(() => {}); // whoever asks for it is told
  return () => {
    witness.send('over');
    return seen;
  };
}
