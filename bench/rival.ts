import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program of another language that does the same job: told what to do on a line, it answers how long it took. */
export interface Rival {
  ask(job: string): Promise<{ ms: number }>;
  stop(): void;
}

/** @returns null where the program or one of its libraries isn't installed */
export async function startRival(program: string, args: readonly string[]): Promise<Rival | null> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => {}); // it may be gone before it is asked: the answer then says so
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const gone = new Promise<null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('exit', () => resolve(null));
  });
  const ask = async (job: string): Promise<{ ms: number } | null> => {
    child.stdin.write(`${job}\n`);
    const line = await Promise.race([lines.next(), gone]);
    return line === null || line.done === true ? null : { ms: Number(line.value) };
  };
  if ((await ask('gaussian')) === null) return null;
  return {
    async ask(job) {
      const answer = await ask(job);
      if (answer === null || !Number.isFinite(answer.ms)) throw new Error(`${program} ended before it answered ${job}`);
      return answer;
    },
    stop: () => void child.stdin.end(),
  };
}
