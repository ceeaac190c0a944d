import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { HealthSeen } from './health.ts';
import { pause } from './stage.ts';

const EVERY_MS = 20;
const ANSWERED_MS = 10_000;
const RESOLUTION_MS = 5;

/** The witness: few questions, one at a time, and nothing else to do. */
async function main(url: string): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const seen: HealthSeen = { answered_ms: [], failed: 0, turnedAway_ms: [], own_delay_ms: 0 };
  const ask = async (path: string): Promise<{ status: number | null; ms: number }> => {
    const from = performance.now();
    const answer = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(ANSWERED_MS) }).catch(() => null);
    await answer?.text().catch(() => null);
    return { status: answer?.status ?? null, ms: performance.now() - from };
  };
  let over = false;
  process.once('message', () => (over = true));
  for (; !over; await pause(EVERY_MS)) {
    const health = await ask('/api/health');
    if (health.status === 200) seen.answered_ms.push(health.ms);
    else seen.failed++;
    const data = await ask('/api/sigtuna/places');
    if (data.status === 503) seen.turnedAway_ms.push(data.ms);
  }
  seen.own_delay_ms = Math.max(0, delay.percentile(95) / 1e6 - RESOLUTION_MS);
  process.send!(seen, () => process.exit(0));
}

await main(String(process.argv[2]));
