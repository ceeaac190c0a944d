import { ms, quantile } from '../bench/row.ts';
import { incidentsCsv, takeIn } from './file-in.ts';
import { type HealthSeen, watchHealth } from './health.ts';
import { OTHERS_MAX, watchOthers } from './machine.ts';
import { count, type Engine, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { onStage, pause, type Stage } from './stage.ts';
import { send, type Traffic } from './traffic.ts';

const RATE = 150;
const FLOODS = [5, 10];
const ROWS = 50_000;
const P95_MS = 300;
const P99_MS = 1000;
const TURNED_AWAY_MS = 100;
const HEALTH_MS = 50;

/**
 * Promise 3: 150 mixed requests a second are answered in time; at five and ten times as many the excess is told at once when
 * to come back; ten seconds later all is as before. And promise 4's half: it says how it is all the while.
 */
export const proof: Proof = {
  long: { seconds: 1800 },
  short: { seconds: 30 },
  run: async (options) => {
    const lines: ProofLine[] = [];
    const engines = options.short ? options.engines.slice(0, 1) : options.engines;
    for (const engine of engines) lines.push(...(await onStage(engine, (stage) => prove(stage, options))));
    return lines;
  },
};

async function prove(stage: Stage, { seconds, seed }: ProofOptions): Promise<ProofLine[]> {
  const app = await stage.start();
  await takeIn(app, incidentsCsv(ROWS, 'rad'), 'kommunen');
  await send(app.url, { rate: 20, seconds: 3, seed }); // the first questions load the rows
  const othersShare = watchOthers(app.pid);
  const calmSeen = watchHealth(app.url);
  const normal = await send(app.url, { rate: RATE, seconds, seed });
  const calm = await calmSeen();
  const floods: Flood[] = [];
  for (const times of FLOODS) {
    const seen = watchHealth(app.url);
    const length = Math.min(60, Math.ceil(seconds / 2));
    const traffic = await send(app.url, { rate: RATE * times, seconds: length, seed: seed + times });
    floods.push({ rate: RATE * times, traffic, health: await seen() });
  }
  await pause(10_000);
  const after = await send(app.url, { rate: RATE, seconds: Math.min(30, Math.ceil(seconds / 3)), seed: seed + 1 });
  const others = othersShare();
  await app.stop();
  return [
    inTime(`${RATE} requests a second for ${seconds} s, ${stage.engine}`, normal, others),
    ...floods.map((flood) => turnedAway(flood, stage.engine, others)),
    inTime(`${RATE} a second, ten seconds later, ${stage.engine}`, after, others),
    healthy(`how it is, at ${RATE} a second, ${stage.engine}`, calm, others),
    ...floods.map(({ rate, health }) => healthy(`how it is, at ${rate} a second, ${stage.engine}`, health, others)),
  ];
}

interface Flood {
  rate: number;
  traffic: Traffic;
  health: HealthSeen;
}

/** What is too much hears of it at once. What can be answered at five times as many is answered: then none was turned away. */
function turnedAway({ rate, traffic, health }: Flood, engine: Engine, others: number): ProofLine {
  const loaded = quantile(traffic.turnedAway_ms, 0.95);
  const witnessed = health.turnedAway_ms.length;
  // Where the witness met none, only the load itself can tell.
  const p95 = witnessed > 0 ? quantile(health.turnedAway_ms, 0.95) : loaded;
  const served = `${count(traffic.served_ms.length)} served in p95 ${ms(quantile(traffic.served_ms, 0.95))}`;
  const away = `${count(traffic.turnedAway_ms.length)} turned away`;
  return {
    promise: '3',
    what: `${rate} a second, ${engine}`,
    reached: `${served}, ${away}, in p95 ${ms(p95 || 0)} (${witnessed} as the witness saw it, the load itself p95 ${ms(loaded || 0)}), ${traffic.without_retry} without Retry-After, ${faults(traffic)} faults${aside(others)}`,
    wanted: `${ms(TURNED_AWAY_MS)}, 0, 0`,
    kept: (!(p95 > TURNED_AWAY_MS) || others > OTHERS_MAX) && traffic.without_retry === 0 && faults(traffic) === 0,
  };
}

function healthy(what: string, { answered_ms, failed, own_delay_ms }: HealthSeen, others: number): ProofLine {
  const [p50, p95] = [0.5, 0.95].map((q) => quantile(answered_ms, q)) as [number, number];
  return {
    promise: '4',
    what,
    reached: `p50 ${ms(p50)}, p95 ${ms(p95)} of ${count(answered_ms.length)}, ${failed} without an answer (the witness itself ${ms(own_delay_ms)} late)${aside(others)}`,
    wanted: `p95 ${ms(HEALTH_MS)}, 0`,
    kept: (p95 < HEALTH_MS || others > OTHERS_MAX) && failed === 0,
  };
}

/** Where others had much of the machine, times are told and not judged. */
const aside = (others: number): string =>
  others > OTHERS_MAX ? ` (others used ${Math.round(others * 100)} % of the processors: times not judged)` : '';

const faults = ({ failures, errors }: Traffic): number => failures + errors;

function inTime(what: string, traffic: Traffic, others: number): ProofLine {
  const [p95, p99] = [0.95, 0.99].map((q) => quantile(traffic.served_ms, q)) as [number, number];
  const turned = traffic.turnedAway_ms.length;
  return {
    promise: '3',
    what,
    reached: `p95 ${ms(p95)}, p99 ${ms(p99)}, ${faults(traffic)} faults, ${turned} of ${count(traffic.answered)} turned away${aside(others)}`,
    wanted: `${ms(P95_MS)}, ${ms(P99_MS)}, 0, 0`,
    kept: ((p95 < P95_MS && p99 < P99_MS && turned === 0) || others > OTHERS_MAX) && faults(traffic) === 0,
  };
}
