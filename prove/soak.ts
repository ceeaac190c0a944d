import { spawnSync } from 'node:child_process';
import { incidentsCsv, takeIn } from './file-in.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { onEachEngine, pause, type Stage } from './stage.ts';
import { send } from './traffic.ts';

const RATE = 20;
const ROWS = 50_000;
const RSS_MAX_MB = 2048;
/** Of the mean, from the second quarter to the last: what a leak would exceed, and a full cache doesn't. */
const RISE_MAX = 0.05;
const LOOK_MS = 2_000;

/** Promise 13: the process stays within two gigabytes, and doesn't grow while it is used and written to. */
export const proof: Proof = {
  long: { seconds: 1200 },
  run: onEachEngine(prove),
};

async function prove(stage: Stage, { seconds, seed }: ProofOptions): Promise<ProofLine> {
  const app = await stage.start();
  await takeIn(app, incidentsCsv(ROWS, 'rad'), 'kommunen');
  const sizes: number[] = [];
  let over = false;
  const looking = (async () => {
    for (; !over; await pause(LOOK_MS)) sizes.push(residentMb(app.pid));
  })();
  const writing = (async () => {
    for (let n = 0; !over; n++, await pause(seconds * 20)) await takeIn(app, incidentsCsv(200, `ny-${n}`), `ny-${n}`);
  })();
  const { answered, failures, errors } = await send(app.url, { rate: RATE, seconds, seed });
  over = true;
  await Promise.all([looking, writing]);
  await app.stop();
  const quarter = (n: number): number => mean(sizes.slice((sizes.length * n) / 4, (sizes.length * (n + 1)) / 4));
  const rise = quarter(3) / quarter(1) - 1;
  const most = Math.max(...sizes);
  return {
    promise: '13',
    what: `${Math.round(seconds / 60)} minutes of use, ${stage.engine}`,
    reached: `${Math.round(most)} MB at most, ${(rise * 100).toFixed(1)} % from the second quarter to the last, ${failures + errors} faults in ${count(answered)}`,
    wanted: `${count(RSS_MAX_MB)} MB, ${RISE_MAX * 100} %, 0`,
    kept: most <= RSS_MAX_MB && rise <= RISE_MAX && failures + errors === 0,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const residentMb = (pid: number): number =>
  Number(spawnSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' }).stdout) / 1024;
