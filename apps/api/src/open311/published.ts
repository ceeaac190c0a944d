import type { Language, Names, PublishedAction } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { FlagArea } from '../flag/area.ts';
import { sentence } from '../sentence.ts';
import { NOT_TOLD, type ServiceRequest } from './request.ts';

/** The service that answers belong to: nobody can send one, so it isn't in the list of services. */
const ANSWERED = 'answered';
const LISTED = 200;

// in: municipality_id, action_id or null, limit; order: what is under way first, then the newest
const PUBLISHED = `
  select a.action_id, a.public_text as text, a.status, p.names as place
  from flag.public_action a
  left join flag.place p on p.municipality_id = a.municipality_id and p.slug = a.place
  where a.municipality_id = :municipality_id
    and (cast(:action_id as uuid) is null or a.action_id = cast(:action_id as uuid))
  order by a.done_on desc nulls first, a.action_id limit :limit`;

type Row = Pick<PublishedAction, 'text' | 'status'> & { action_id: string; place: Names | null };

/**
 * What is published of actions, as requests of GeoReport: the municipality's own answers, which anybody may read. What somebody told
 * isn't among them, before or after it was answered.
 *
 * @param action_id of one of them; null: all
 */
export async function readPublished(
  trx: Knex,
  { municipality_id, names }: Pick<FlagArea, 'municipality_id' | 'names'>,
  language: Language,
  action_id: string | null = null,
): Promise<ServiceRequest[]> {
  const asked = { municipality_id, action_id, limit: LISTED };
  const { rows } = await trx.raw<{ rows: Row[] }>(PUBLISHED, asked as never);
  const inWords = (text: Names): string => text[language] ?? text.sv;
  return rows.map(({ action_id, text, status, place }) => ({
    service_request_id: action_id,
    status: status === 'done' || status === 'stopped' ? 'closed' : 'open',
    status_notes: inWords(text),
    service_name: sentence(language, 'open311_answered'),
    service_code: ANSWERED,
    agency_responsible: inWords(names),
    service_notice: '',
    address: inWords(place ?? names),
    ...NOT_TOLD,
  }));
}
