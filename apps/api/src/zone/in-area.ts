import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import type { NewEntry } from '../audit/entry.ts';
import { findMunicipality, type MunicipalityRow } from '../db/municipality.ts';
import { onPatrols, type PatrolDatabase } from '../db/patrol-side.ts';
import { once, PATROL_SIDE } from '../resend.ts';

/** One transaction on the patrols' side, in the area that a request names. */
export interface InArea {
  readonly trx: Knex;
  readonly area: MunicipalityRow;
  /** What the log tells of it, last of all that is done. */
  tell(entry: Partial<NewEntry>): Promise<void>;
}

type Asked = FastifyRequest<{ Params: { municipality: string } }>;
type Work<T> = (here: InArea) => Promise<T>;

const within =
  <T>(database: PatrolDatabase, request: Pick<Asked, 'params' | 'who'>, work: Work<T>) =>
  async (trx: Knex.Transaction): Promise<T> => {
    const area = await findMunicipality(trx, request.params.municipality);
    const told = { who: request.who, area: area.municipality_id };
    return work({
      ...{ trx, area },
      tell: (entry) => database.record(trx, { ...entry, ...told } as NewEntry),
    });
  };

export const inArea = <T>(
  database: PatrolDatabase,
  request: Pick<Asked, 'params' | 'who'>,
  work: Work<T>,
): Promise<T> => onPatrols(database, within(database, request, work));

/** Something new, made once however often it is sent: 201. */
export const newInArea = <T>(
  database: PatrolDatabase,
  request: Asked,
  reply: FastifyReply,
  work: Work<T>,
): Promise<T> => {
  reply.code(201);
  return once(database, request as FastifyRequest, reply, within(database, request, work), PATROL_SIDE);
};
