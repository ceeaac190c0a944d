import { createHash } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportDecision } from '@lagesbild/contract';
import type { Database } from '../db/database.ts';
import { testFolder } from '../db/testing.ts';
import { Desk } from './desk.ts';
import type { Job } from './job.ts';

/** A desk on a folder of its own, and files to drop on it. */
export function testDesk(database: Database) {
  const folder = testFolder();
  const troubles: string[] = [];
  const desk = new Desk(database, folder, (sentence) => troubles.push(sentence));
  const put = (text: string, file_name = 'handelser.csv') => {
    const path = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 12)}-${file_name}`);
    writeFileSync(path, text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { path, file_name, bytes: statSync(path).size, sha256, temporary: false };
  };
  /** Drops the text as a file and loads it as proposed, or as decided. */
  const take = async (text: string, decided: ImportDecision = {}, file_name?: string): Promise<Job> => {
    const job = await desk.add(put(text, file_name), decided);
    await desk.settled(job);
    if (job.state !== 'waiting') return job;
    desk.run(job);
    await desk.settled(job);
    return job;
  };
  return { desk, folder, troubles, put, take };
}

export const visible = async ({ knex }: Database): Promise<number> =>
  (await knex.raw('select count(*)::integer as n from staff.visible_incident')).rows[0].n;

/** Rows of incidents in the middle of Märsta: id, time, category, place. */
export function csvOf(rows: { id?: string; at?: string; category?: string; lon?: number; lat?: number }[]): string {
  const line = ({ id = '', at = '2026-03-02 21:15', category = 'Misshandel utomhus', lon = 17.85, lat = 59.62 }) =>
    [id, at, category, lon, lat].join(';');
  return ['id;tid;brott;longitud;latitud', ...rows.map(line)].join('\n');
}
