import type { Import } from '@lagesbild/contract';
import type { App } from './app.ts';
import { pause } from './stage.ts';

/** A file of incidents, every row a point of its own; in the middle of Märsta if nothing else is said. */
export function incidentsCsv(rows: number, name: string, [lon, lat] = [17.8, 59.6]): string {
  const line = (i: number): string =>
    `${name}-${i};2026-0${1 + (i % 9)}-${10 + (i % 18)} ${10 + (i % 14)}:15;Misshandel utomhus;${lon! + i / 1e5};${lat! + (i % 97) / 1e4}`;
  return ['id;tid;brott;longitud;latitud', ...Array.from({ length: rows }, (_, i) => line(i))].join('\n');
}

/** Takes a file in through the api, as the page does: sent, looked through, settled, loaded. @returns when it is done */
export async function takeIn(app: App, csv: string, source: string, area = 'sigtuna'): Promise<Import> {
  const form = new FormData();
  form.append('file', new Blob([csv]), `${source}.csv`);
  const sent = await app.ask<Import>('POST', `/api/imports?area=${area}`, form);
  await until(app, sent.import_id, 'waiting');
  const kind = 'municipal' as const;
  await app.ask('PATCH', `/api/imports/${sent.import_id}`, {
    source: { slug: source, name: source, kind, licence: null },
  });
  await until(app, sent.import_id, 'waiting');
  await app.ask('POST', `/api/imports/${sent.import_id}/run`);
  return until(app, sent.import_id, 'done');
}

async function until(app: App, id: string, state: Import['state']): Promise<Import> {
  for (;;) {
    const found = await app.ask<Import>('GET', `/api/imports/${id}`);
    if (found.state === state) return found;
    if (['cancelled', 'failed', 'undone'].includes(found.state))
      throw new Error(`an import ended ${found.state}: ${found.problem}`);
    await pause(20);
  }
}
