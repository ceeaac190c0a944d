import type { MethodName } from '@lagesbild/contract';
import { perceptionReports } from '@lagesbild/incidents';
import type { Knex } from 'knex';
import { readReports } from '../db/perception-reports.ts';
import type { HeldIncidents } from '../incident/held.ts';
import type { Asked } from './question.ts';

/** Methods whose answers tell of what people say, and are for those who may see that. */
export const OF_PERCEPTION: ReadonlySet<string> = new Set<MethodName>(['gap-map', 'silence']);

/** The question with what people say now, where its method asks for that: other reports make another question of it. */
export async function withVoices(knex: Knex, held: HeldIncidents, asked: Asked): Promise<Asked> {
  if (!OF_PERCEPTION.has(asked.method)) return asked;
  const { municipality_id, area } = held;
  const { lists, fingerprint } = await readReports(knex, { municipality_id, srid: area.srid });
  const perception = { ...asked.ground.perception, reports: perceptionReports(lists) };
  return { ...asked, ground: { ...asked.ground, perception }, text: `${asked.text} ${fingerprint}` };
}
