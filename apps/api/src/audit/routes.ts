import { AuditPage, AuditQuery, AuditVerdict, type Language } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../errors.ts';
import { preferredLanguage } from '../language.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { areaNames } from './area-names.ts';
import { entryCsv } from './entry-csv.ts';
import { actInWords, verdictInWords, whoInWords } from './in-words.ts';
import { type ListedEntry, listEntries, PLACE, placeOf, placeText, type Readable } from './list.ts';
import type { LogWatch } from './watch.ts';
import './sentences.ts';

const tags = ['audit'];
const PAGE = 50;
/** A log of a million entries takes seconds to check. */
const CHECK_MS = 10 * 60_000;

const Asked = AuditQuery.extend({
  before: z
    .string()
    .regex(PLACE)
    .optional()
    .meta({ description: '`next` of the page before', examples: ['1790000000000-1-57'] }),
});

export interface AuditOptions extends RoomOptions {
  log: LogWatch;
}

/** Who did what: read by those who manage an area, and by everybody what concerns their own account. */
export async function auditRoom(app: RoomApp, { database, log }: AuditOptions): Promise<void> {
  const language = (request: FastifyRequest): Language => preferredLanguage(request.headers['accept-language']);
  const page = async (request: FastifyRequest, whose: Readable, { before, ...query }: z.infer<typeof Asked>) => {
    const place = before === undefined ? null : placeOf(before);
    // One more than is shown tells whether there is more.
    const found = await listEntries(database.knex, whose, query, { before: place, limit: PAGE + 1 });
    const entries = found.slice(0, PAGE);
    const next = found.length > PAGE ? placeText(entries.at(-1)!) : null;
    return { entries: entries.map((entry) => told(language(request), entry)), next };
  };

  app.get(
    '/api/audit',
    {
      schema: {
        tags,
        summary: 'Who did what, the newest first',
        description: 'Whoever manages some areas sees what was done in those; the rest needs the whole installation.',
        querystring: Asked,
        response: { 200: AuditPage },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return page(request, { areas: request.admittedAreas('read_log') }, request.query);
    },
  );

  app.get(
    '/api/audit/export.csv',
    {
      handlerTimeout: CHECK_MS,
      schema: {
        tags,
        summary: 'The same as CSV, whole',
        description: 'UTF-8 with its mark, times in UTC, nothing that a spreadsheet would run. The log tells of it.',
        querystring: AuditQuery,
        response: { 200: { content: { 'text/csv': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const areas = request.admittedAreas('read_log');
      const filter = Object.entries(request.query)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ');
      await database.record(database.knex, { act: 'log_taken_out', who: request.who, area: null, details: { filter } });
      return reply
        .type('text/csv; charset=utf-8')
        .headers({ 'content-disposition': 'attachment; filename="audit.csv"', 'cache-control': 'no-store' })
        .send(entryCsv(database.knex, language(request), { areas }, request.query) as never);
    },
  );

  app.get(
    '/api/audit/verdict',
    {
      handlerTimeout: CHECK_MS,
      schema: {
        tags,
        summary: 'Check the log: is it what was recorded?',
        description: 'Every seal is computed again, and the ends are held against the heads that were kept outside.',
        response: { 200: AuditVerdict },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const verdict = await log.check(database);
      const sentences = verdictInWords(language(request), verdict, await areaNames(database.knex));
      return { state: verdict.state, checked_at: new Date().toISOString(), entries: verdict.entries, sentences };
    },
  );

  app.get(
    '/api/account/log',
    {
      schema: {
        tags,
        summary: 'What one did oneself, and what was done to one’s own account',
        description: 'The newest first.',
        querystring: Asked,
        response: { 200: AuditPage },
      },
    },
    async (request, reply) => {
      const { account } = request.person;
      if (account === null) throw new ProblemError('account_needed');
      reply.header('cache-control', 'no-store');
      return page(request, { account_id: account.account_id }, request.query);
    },
  );
}

function told(language: Language, entry: ListedEntry): AuditPage['entries'][number] {
  const { area, entry_no, at, act, who_kind, object_kind, object } = entry;
  return {
    ...{ area, entry_no, at: at.toISOString(), act, what: actInWords(language, entry) },
    ...{ who: whoInWords(language, entry), who_kind, object_kind, object },
  };
}
