import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import type { NewEntry } from '../audit/entry.ts';
import { findMunicipality, type MunicipalityRow } from '../db/municipality.ts';
import { onPatrols, type PatrolDatabase } from '../db/patrol-side.ts';

/** One transaction on the patrols' side, in the area that a request names. */
export interface InArea {
  readonly trx: Knex;
  readonly area: MunicipalityRow;
  /** What the log tells of it, last of all that is done. */
  tell(entry: Partial<NewEntry>): Promise<void>;
}

type Asked = Pick<FastifyRequest<{ Params: { municipality: string } }>, 'params' | 'who'>;
type Work<T> = (here: InArea) => Promise<T>;

/** The same as work that a transaction is given, for what is done once however often it is sent. */
export const inside =
  <T>(database: PatrolDatabase, request: Asked, work: Work<T>) =>
  async (trx: Knex.Transaction): Promise<T> => {
    const area = await findMunicipality(trx, request.params.municipality);
    const told = { who: request.who, area: area.municipality_id };
    return work({
      ...{ trx, area },
      tell: (entry) => database.record(trx, { ...entry, ...told } as NewEntry),
    });
  };

export const inArea = <T>(database: PatrolDatabase, request: Asked, work: Work<T>): Promise<T> =>
  onPatrols(database, inside(database, request, work));
