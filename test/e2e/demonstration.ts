import { type App, expect } from './app.ts';

/** The made-up years of Sigtuna, loaded by whoever sits at the machine. */
export async function loadDemonstration({ url }: App): Promise<void> {
  const headers = { origin: url, 'content-type': 'application/json' };
  const body = JSON.stringify({ municipality: 'sigtuna' });
  expect((await fetch(`${url}/api/demonstration`, { method: 'POST', headers, body })).status).toBe(202);
  const loaded = async (): Promise<number> => {
    const { sources } = (await (await fetch(`${url}/api/sigtuna`)).json()) as { sources: { incidents: number }[] };
    return Math.max(0, ...sources.map(({ incidents }) => incidents));
  };
  await expect.poll(loaded, { timeout: 170_000 }).toBeGreaterThan(1000);
}

/** What of it is due to be published is, by whoever sits there. */
export async function publishDemonstration({ url }: App): Promise<void> {
  const headers = { origin: url };
  expect((await fetch(`${url}/api/sigtuna/releases`, { method: 'POST', headers })).status).toBe(202);
  const state = async (): Promise<string> =>
    (await (await fetch(`${url}/api/sigtuna/releases/work`)).json()).state as string;
  await expect.poll(state, { timeout: 240_000 }).toBe('done');
}
