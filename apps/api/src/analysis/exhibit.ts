import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { isUnchanged } from '../conditional.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import type { HeldIncidents, Incidents } from '../incident/store.ts';
import type { RoomApp } from '../room.ts';
import { AnyAnswer } from './answer.ts';

const packed = promisify(gzip);
const unpacked = promisify<Buffer, Buffer>(gunzip);

const ID_LENGTH = 24;
const ID = /^[A-Za-z0-9_-]{24}$/;
/** A county in a million cells: it can be asked again while the data are the same, but isn't kept. */
const KEPT_BYTES_MAX = 4 * 1024 * 1024;

// in: municipality_id, exhibit_id, data_version, hidden, answer; the first answer stays
const KEEP = `
  insert into staff.exhibit (municipality_id, exhibit_id, data_version, sources, answer)
  select :municipality_id, :exhibit_id, :data_version, coalesce(array_agg(s.source_id), '{}'), :answer
  from staff.source s
  where s.municipality_id = :municipality_id and s.source_id <> all (cast(:hidden as integer[]))
  on conflict (municipality_id, exhibit_id) do nothing`;

// in: municipality_id, exhibit_id, hidden; out: one row, or none
const KEPT = `
  select answer from staff.exhibit
  where municipality_id = :municipality_id and exhibit_id = :exhibit_id
    and not sources && cast(:hidden as integer[])`;

/** Answers as they were given, to be had again after later imports. */
export class Exhibits {
  private readonly database: Database;
  private readonly log: FastifyBaseLogger;

  constructor(database: Database, log: FastifyBaseLogger) {
    this.database = database;
    this.log = log;
  }

  /** The same for the same question to the same data, on every installation that has them. */
  idOf(key: string, question: string): string {
    return createHash('sha256').update(`${key} ${question}`).digest('base64url').slice(0, ID_LENGTH);
  }

  /** @returns its id; null when it couldn't be kept: the answer itself doesn't wait for a disk with room */
  async keep(
    { municipality_id, area, hidden }: HeldIncidents,
    exhibit_id: string,
    text: string,
  ): Promise<string | null> {
    const answer = await packed(text, { level: 6 });
    if (answer.length > KEPT_BYTES_MAX) return null;
    try {
      const row = { municipality_id, exhibit_id, data_version: area.version, hidden: [...hidden], answer };
      await this.database.knex.raw(KEEP, row);
      return exhibit_id;
    } catch (error) {
      this.log.warn({ err: error }, 'an exhibit could not be kept');
      return null;
    }
  }

  /**
   * @param held  what the reader may see now
   * @throws {ProblemError} exhibit_unknown, also when it is of a source that the reader may not see
   */
  async find({ municipality_id, hidden }: HeldIncidents, exhibit_id: string): Promise<string> {
    const asked = { municipality_id, exhibit_id, hidden: [...hidden] };
    const found = ID.test(exhibit_id)
      ? await this.database.knex.raw<{ rows: { answer: Buffer }[] }>(KEPT, asked)
      : { rows: [] };
    if (found.rows[0] === undefined) throw new ProblemError('exhibit_unknown', { exhibit_id });
    return (await unpacked(found.rows[0].answer)).toString();
  }
}

export function exhibitRoute(app: RoomApp, incidents: Incidents, exhibits: Exhibits): void {
  app.get(
    '/api/:municipality/exhibits/:exhibit_id',
    {
      schema: {
        tags: ['analysis'],
        summary: 'An answer as it was given',
        description: 'The same figures as on the day it was asked for, whatever has been imported or taken back since.',
        params: z.object({ municipality: z.string(), exhibit_id: z.string().describe('`exhibit` of an answer') }),
        response: { 200: AnyAnswer, 304: z.undefined().describe('unchanged') },
      },
    },
    async (request, reply) => {
      readFilter(queryOf(request));
      const { municipality, exhibit_id } = request.params;
      const held = await incidents.of(municipality, request.person);
      const answer = await exhibits.find(held, exhibit_id);
      if (isUnchanged(request, reply, `W/"exhibit-${exhibit_id}"`)) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(answer as never);
    },
  );
}
