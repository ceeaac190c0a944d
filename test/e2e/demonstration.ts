import type { PermitArea, Unit, ZonePlanEntry } from '@lagesbild/contract';
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

/** Takes its zones and permits away and closes its units, for those who begin with their own. */
export async function clearPresence({ url }: App): Promise<void> {
  const area = `${url}/api/sigtuna`;
  const get = async <T>(path: string): Promise<T[]> => (await fetch(`${area}/${path}`)).json();
  const headers = { origin: url, 'content-type': 'application/json' };
  const send = async (method: string, path: string, body?: string): Promise<void> => {
    const { ok, status } = await fetch(`${area}/${path}`, { method, headers: body ? headers : { origin: url }, body });
    expect(ok, `${path}: ${status}`).toBe(true);
  };
  for (const { plan_id } of await get<ZonePlanEntry>('zone-plans')) await send('DELETE', `zone-plans/${plan_id}`);
  for (const { permit_id } of await get<PermitArea>('permit-areas')) await send('DELETE', `permit-areas/${permit_id}`);
  for (const { unit_id } of await get<Unit>('units')) await send('POST', `units/${unit_id}/close`, '{}');
}
