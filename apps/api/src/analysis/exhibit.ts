import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { ExhibitEntry } from '@lagesbild/contract';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isUnchanged } from '../conditional.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import type { HeldIncidents } from '../incident/held.ts';
import type { Incidents } from '../incident/store.ts';
import type { RoomApp } from '../room.ts';
import { AnyAnswer } from './answer.ts';

const packed = promisify(gzip);
const unpacked = promisify<Buffer, Buffer>(gunzip);
/** As far as the bytes go. */
const unpackedPart = (part: Buffer): Promise<Buffer> =>
  promisify(gunzip)(part, { finishFlush: constants.Z_SYNC_FLUSH });

const ID_LENGTH = 24;
const ID = /^[A-Za-z0-9_-]{24}$/;
/** A county in a million cells: it can be asked again while the data are the same, but isn't kept. */
const KEPT_BYTES_MAX = 4 * 1024 * 1024;

// in: municipality_id, exhibit_id, data_version, hidden, perception, answer; the first answer stays
const KEEP = `
  insert into staff.exhibit (municipality_id, exhibit_id, data_version, sources, perception, answer)
  select :municipality_id, :exhibit_id, :data_version, coalesce(array_agg(s.source_id), '{}'), :perception, :answer
  from staff.source s
  where s.municipality_id = :municipality_id and s.source_id <> all (cast(:hidden as integer[]))
  on conflict (municipality_id, exhibit_id) do nothing`;

// in: municipality_id, exhibit_id, hidden, perception (may it tell of what people say?); out: one row, or none
const KEPT = `
  select answer, made_at from staff.exhibit
  where municipality_id = :municipality_id and exhibit_id = :exhibit_id
    and not sources && cast(:hidden as integer[]) and (:perception or not perception)`;

/** The head of an answer, packed: what was asked and of how many. A filter that doesn't fit is read from the whole. */
const HEAD_BYTES = 4096;
const LISTED_MAX = 100;

// in: municipality_id, hidden, perception, bytes, limit; out: the newest first
const LISTED = `
  select exhibit_id, made_at, substring(answer from 1 for :bytes) as start from staff.exhibit
  where municipality_id = :municipality_id and not sources && cast(:hidden as integer[])
    and (:perception or not perception)
  order by made_at desc, exhibit_id limit :limit`;

const HEAD = ExhibitEntry.omit({ exhibit: true, made_at: true });
type Head = z.infer<typeof HEAD>;

/** What stands before `refused` in an answer; null where the text ends before it, or where not all of it stands there. */
function startOf(text: string): Head | null {
  const end = text.indexOf(',"refused":');
  return end < 0 ? null : (HEAD.safeParse(JSON.parse(`${text.slice(0, end)}}`)).data ?? null);
}

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

  /**
   * @param perception  it tells of what people say of places
   * @returns its id; null when it couldn't be kept: the answer itself doesn't wait for a disk with room
   */
  async keep(
    { municipality_id, area, hidden }: HeldIncidents,
    exhibit_id: string,
    text: string,
    perception = false,
  ): Promise<string | null> {
    const answer = await packed(text, { level: 6 });
    if (answer.length > KEPT_BYTES_MAX) return null;
    try {
      const row = { municipality_id, exhibit_id, data_version: area.version, hidden: [...hidden], perception, answer };
      await this.database.knex.raw(KEEP, row);
      return exhibit_id;
    } catch (error) {
      this.log.warn({ err: error }, 'an exhibit could not be kept');
      return null;
    }
  }

  /**
   * @param held  what the reader may see now
   * @param perception  may they see what people say of places?
   * @throws {ProblemError} exhibit_unknown, also when it is of a source that the reader may not see
   */
  async find(
    { municipality_id, hidden }: HeldIncidents,
    exhibit_id: string,
    perception: boolean,
  ): Promise<{ text: string; made_at: Date }> {
    const asked = { municipality_id, exhibit_id, hidden: [...hidden], perception };
    const found = ID.test(exhibit_id)
      ? await this.database.knex.raw<{ rows: { answer: Buffer; made_at: Date }[] }>(KEPT, asked)
      : { rows: [] };
    const [row] = found.rows;
    if (row === undefined) throw new ProblemError('exhibit_unknown', { exhibit_id });
    return { text: (await unpacked(row.answer)).toString(), made_at: row.made_at };
  }

  /** The newest that the reader may see, each by what it is of. */
  async list(held: HeldIncidents, perception: boolean): Promise<ExhibitEntry[]> {
    const { municipality_id, hidden } = held;
    const asked = { municipality_id, hidden: [...hidden], perception, bytes: HEAD_BYTES, limit: LISTED_MAX };
    const { rows } = await this.database.knex.raw<{ rows: { exhibit_id: string; made_at: Date; start: Buffer }[] }>(
      LISTED,
      asked,
    );
    return Promise.all(
      rows.map(async ({ exhibit_id, made_at, start }) => {
        const part = startOf((await unpackedPart(start)).toString());
        const head = part ?? HEAD.parse(JSON.parse((await this.find(held, exhibit_id, perception)).text));
        return { exhibit: exhibit_id, ...head, made_at: made_at.toISOString() };
      }),
    );
  }
}

/** An answer that sets what people say beside incidents is for whoever may see both. */
function seesGaps(request: FastifyRequest, municipality: string): boolean {
  const areas = request.admittedAreas('see_gaps');
  return areas === null || areas.includes(municipality);
}

export function exhibitRoutes(app: RoomApp, incidents: Incidents, exhibits: Exhibits): void {
  app.get(
    '/api/:municipality/exhibits',
    {
      schema: {
        tags: ['analysis'],
        summary: 'Answers that were kept',
        description: `The ${LISTED_MAX} newest, each by what was asked, of how many and when.`,
        params: z.object({ municipality: z.string() }),
        response: { 200: z.array(ExhibitEntry) },
      },
    },
    async (request) => {
      readFilter(queryOf(request));
      const { municipality } = request.params;
      return exhibits.list(await incidents.of(municipality, request.person), seesGaps(request, municipality));
    },
  );
  app.get(
    '/api/:municipality/exhibits/:exhibit_id',
    {
      schema: {
        tags: ['analysis'],
        summary: 'An answer as it was given',
        description:
          'The same figures as on the day it was asked for, whatever has been imported or taken back since. Last-Modified says ' +
          'when that was.',
        params: z.object({ municipality: z.string(), exhibit_id: z.string().describe('`exhibit` of an answer') }),
        response: { 200: AnyAnswer, 304: z.undefined().describe('unchanged') },
      },
    },
    async (request, reply) => {
      readFilter(queryOf(request));
      const { municipality, exhibit_id } = request.params;
      const held = await incidents.of(municipality, request.person);
      const { text, made_at } = await exhibits.find(held, exhibit_id, seesGaps(request, municipality));
      reply.header('last-modified', made_at.toUTCString());
      if (isUnchanged(request, reply, `W/"exhibit-${exhibit_id}"`)) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(text as never);
    },
  );
}
