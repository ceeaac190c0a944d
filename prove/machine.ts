import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Above this share of the processors' time in others' hands, how long something took says nothing about us. */
export const OTHERS_MAX = 0.25;

/**
 * How much of the machine others use, from now until asked. Times that are measured while something else runs beside them
 * are told, but not judged.
 *
 * @param pid the process that is measured; this one is added
 * @returns a share from 0 to 1
 */
export function watchOthers(pid: number): () => number {
  const [busy0, ours0, from] = [busyMs(), oursMs(pid), performance.now()];
  return () => {
    const available = (performance.now() - from) * cpus().length;
    return Math.max(0, busyMs() - busy0 - (oursMs(pid) - ours0)) / available;
  };
}

const busyMs = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.sys + times.irq + times.nice, 0);

/** Processor time of the measured process, all its threads, and of this one. */
function oursMs(pid: number): number {
  const { user, system } = process.cpuUsage();
  const { stdout } = spawnSync('ps', ['-o', 'cputimes=', '-p', `${pid}`], { encoding: 'utf8' });
  return (user + system) / 1000 + Number(stdout) * 1000;
}
