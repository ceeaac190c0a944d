import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadOrder, LoadReport } from './http-load.ts';
import { count, median, ms, quantile } from './row.ts';

/** What a round measured: answers a second, what each took, and processor time of those that serve, a request. */
export interface Round {
  perSecond: number;
  latency: number[];
  cpu_ms: number;
  delay_ms: number;
}

/** "4,546/s, p99 7.1 ms" */
export function told(rounds: readonly Round[]): string {
  const latency = rounds.flatMap((round) => round.latency);
  return `${count(Math.round(median(rounds.map((round) => round.perSecond))))}/s, p99 ${ms(quantile(latency, 0.99))}`;
}

/** The process that asks, the same for both sides. */
export function startAsking(): { round(side: Side, order: Omit<LoadOrder, 'port'>): Promise<Round>; stop(): void } {
  const load = fork(join(import.meta.dirname, 'http-load.ts'), { execArgv: ['--import', 'tsx'] });
  const loadEnded = ended(load, 'what asks');
  loadEnded.catch(() => {}); // told to whoever waits for it
  return {
    async round(side, order) {
      const before = await side.used(true);
      load.send({ port: side.port, ...order } satisfies LoadOrder);
      const [{ answers, took_ms, latency }] = (await Promise.race([once(load, 'message'), loadEnded])) as [LoadReport];
      const after = await side.used(false);
      const cpu_ms = (after.cpu_ms - before.cpu_ms) / answers;
      return { perSecond: (answers / took_ms) * 1000, latency, cpu_ms, delay_ms: after.delay_ms };
    },
    stop: () => void load.kill(),
  };
}

/** What one side has used since it started. */
interface Used {
  cpu_ms: number;
  /** 99th percentile of the event loop's delay since the last time it was asked to start anew */
  delay_ms: number;
}

export interface Side {
  child: ChildProcess;
  port: number;
  used(anew: boolean): Promise<Used>;
}

/** @param file  beside this one: what serves, told which side it is */
export async function startSide(file: string, side: 'ours' | 'rival', argument: string): Promise<Side> {
  const child = fork(join(import.meta.dirname, file), [side, argument], { execArgv: ['--import', 'tsx'] });
  const [{ port }] = (await Promise.race([once(child, 'message'), ended(child, `the server of ${side}`)])) as [
    { port: number },
  ];
  const used = async (anew: boolean): Promise<Used> => {
    child.send({ anew });
    const [{ cpu_ms, delay_ms, backends }] = (await once(child, 'message')) as [Used & { backends: number[] }];
    return { delay_ms, cpu_ms: backends.reduce((sum, pid) => sum + processorTime(pid), cpu_ms) };
  };
  return { child, port, used };
}

const ended = async (child: ChildProcess, what: string): Promise<never> => {
  await once(child, 'exit');
  throw new Error(`${what} ended`);
};

const TICK_MS = 10;

/** Milliseconds a process on this machine has used, its threads included; 0 where that can't be told. */
function processorTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}
