import { pause } from './stage.ts';

const EVERY_MS = 250;
const ANSWERED_MS = 10_000;

export interface HealthSeen {
  /** Milliseconds of each answer. */
  answered_ms: number[];
  /** Neither 200 nor in time. */
  failed: number;
}

/** Asks the application how it is, over and over, on connections of its own. @returns ends it, and tells what was seen */
export function watchHealth(url: string): () => Promise<HealthSeen> {
  const seen: HealthSeen = { answered_ms: [], failed: 0 };
  let over = false;
  const watching = (async () => {
    for (; !over; await pause(EVERY_MS)) {
      const from = performance.now();
      const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(ANSWERED_MS) }).catch(() => null);
      await answer?.text();
      if (answer?.ok) seen.answered_ms.push(performance.now() - from);
      else seen.failed++;
    }
  })();
  return async () => {
    over = true;
    await watching;
    return seen;
  };
}
