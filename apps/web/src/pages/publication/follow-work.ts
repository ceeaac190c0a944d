import { ReleaseWork } from '@lagesbild/contract';
import { ApiProblem, api, request } from '../../api.ts';
import { eventsIn } from '../../import/event-stream.ts';

const POLL_MS = 1000;
const TIRED_AFTER = 20;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Nothing more will happen to it. */
export const isOver = ({ state }: Pick<ReleaseWork, 'state'>): boolean => state === 'done' || state === 'failed';

/**
 * Follows the releases that are being made or tried until they are: by their event stream, and by asking each second where a proxy holds
 * the stream back.
 * @throws {ApiProblem} when it is gone, or the api hasn't answered for long
 */
export async function followWork(slug: string, hear: (work: ReleaseWork) => void, signal: AbortSignal): Promise<void> {
  const path = `/api/${slug}/releases/work`;
  const over = (work: ReleaseWork): boolean => {
    if (!signal.aborted) hear(work);
    return signal.aborted || isOver(work);
  };
  try {
    const response = await request('GET', `${path}/progress`, null, { signal });
    for await (const data of eventsIn(response.body)) if (over(ReleaseWork.parse(JSON.parse(data)))) return;
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof ApiProblem && error.status === 404) throw error;
  }
  for (let failures = 0; !signal.aborted; await pause(POLL_MS)) {
    try {
      if (over(await api.get(path, ReleaseWork, { signal }))) return;
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      if (++failures >= TIRED_AFTER || (error instanceof ApiProblem && error.status === 404)) throw error;
    }
  }
}
