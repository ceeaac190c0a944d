import { type App, expect } from './app.ts';

/** The made-up years of Sigtuna, loaded by whoever sits at the machine. */
export async function loadDemonstration({ url }: App): Promise<void> {
  const headers = { origin: url, 'content-type': 'application/json' };
  const body = JSON.stringify({ municipality: 'sigtuna' });
  expect((await fetch(`${url}/api/demonstration`, { method: 'POST', headers, body })).status).toBe(202);
  const loaded = async (): Promise<number> =>
    (await (await fetch(`${url}/api/sigtuna`)).json()).sources[0]?.incidents ?? 0;
  await expect.poll(loaded, { timeout: 120_000 }).toBeGreaterThan(1000);
}
