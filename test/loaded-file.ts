import type { Import } from '@lagesbild/contract';

/**
 * Loads a file of incidents through the api of a running application, as it is guessed.
 * @throws {Error} when it isn't `done` in the end
 */
export async function loadFile(origin: string, name: string, text: string): Promise<Import> {
  const body = new FormData();
  body.append('file', new Blob([text]), name);
  const { import_id } = await read(`${origin}/api/imports`, { method: 'POST', body });
  await until(origin, import_id, 'waiting');
  await read(`${origin}/api/imports/${import_id}/run`, { method: 'POST' });
  return until(origin, import_id, 'done');
}

async function read(address: string, init?: RequestInit): Promise<Import> {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<Import>;
}

async function until(origin: string, import_id: string, state: Import['state']): Promise<Import> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const found = await read(`${origin}/api/imports/${import_id}`);
    if (found.state === state) return found;
    if (/failed|cancelled/.test(found.state)) throw new Error(`the import ${found.state}: ${found.problem}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the import was not ${state} in a minute`);
}

/** Seven incidents in Märsta. */
export const SEVEN_ROWS = [
  'id;tid;brott;lon;lat',
  ...Array.from({ length: 7 }, (_, i) => `K${i};2026-03-02 21:1${i};Stöld;17.84${i};59.62`),
].join('\n');
