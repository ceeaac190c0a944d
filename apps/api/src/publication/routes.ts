import {
  type ReleaseAttack,
  ReleaseIndex,
  ReleaseName,
  ReleaseOverview,
  ReleaseWork,
  Withdrawal,
} from '@lagesbild/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AreaAddress } from '../address.ts';
import { acceptedEncoding } from '../compressed.ts';
import { findMunicipality } from '../db/municipality.ts';
import { ProblemError, problemOf } from '../errors.ts';
import { progressEvents } from '../progress-events.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { FILES } from './file.ts';
import { type Area, missing, readCalendar } from './ground.ts';
import { nextPeriods } from './period.ts';
import './sentences.ts';
import { type Given, type PublicArea, Shelf } from './shelf.ts';
import { withdrawRelease } from './withdraw.ts';
import { isOver, type ReleaseWorks, type Work } from './works.ts';

/** What a shared link shows of an area, as elements of the page's head; '' while nothing is known, null: there is no such area. */
export type ShareHead = (slug: string, origin: string) => Promise<string | null>;

const tags = ['releases'];
/** What is withdrawn or approved is so for everybody at once: a browser keeps the list, and asks each time whether it is still that. */
const LIST = 'public, no-cache';
const One = AreaAddress.extend({ release: ReleaseName });

/** What everybody may see of an area: static files of immutable releases; and for an administrator, making and withdrawing them. */
export async function publicationRoom(
  app: RoomApp,
  { database, works }: RoomOptions & { works: ReleaseWorks },
): Promise<ShareHead> {
  const shelf = new Shelf(database);

  /** Nothing can be chosen of what is public: an address with anything after it is refused, whatever it says. */
  const publicArea = async (request: FastifyRequest): Promise<PublicArea> => {
    if (request.url.includes('?')) throw new ProblemError('release_parameter');
    const { municipality } = request.params as { municipality: string };
    const area = await shelf.area(municipality);
    if (area === null) throw new ProblemError('release_area_unknown', { slug: municipality });
    return area;
  };

  app.get('/release/:municipality/index.json', { schema: { hide: true } }, async (request, reply) => {
    const { index } = await publicArea(request);
    return give(request, reply, index, LIST);
  });
  app.get('/release/:municipality/actions.json', { schema: { hide: true } }, async (request, reply) => {
    const { actions } = await publicArea(request);
    return give(request, reply, actions, LIST);
  });
  app.get('/release/:municipality/:release/:file', { schema: { hide: true } }, async (request, reply) => {
    const area = await publicArea(request);
    const { release, file } = request.params as { release: string; file: string };
    const known = area.releases.find((one) => one.release === release);
    if (known === undefined) throw new ProblemError('release_unknown', { release, area: area.names.sv });
    if (known.withdrawn !== null) throw new ProblemError('release_withdrawn', { release, ...known.withdrawn });
    const found = isFile(file) ? await shelf.file(area.municipality_id, release, file) : null;
    if (found === null) throw new ProblemError('release_file_unknown', { release, file });
    // A day, not for ever: it never changes, but it can be withdrawn.
    return give(request, reply, found, 'public, max-age=86400, immutable');
  });

  const workOf = async (request: FastifyRequest): Promise<Work> => {
    const area = await findMunicipality(database.knex, (request.params as { municipality: string }).municipality);
    const work = works.of(area);
    if (work === null) throw new ProblemError('release_work_none', { area: area.names.sv });
    return work;
  };

  app.get(
    '/api/:municipality/releases',
    {
      schema: {
        tags,
        summary: 'What has been released, newest first; what is due, and what is being made',
        description:
          'The files are public: `/release/{municipality}/{release}/release.json`, `table.csv`, `map.geojson`, `picture.png`.',
        params: AreaAddress,
        response: { 200: ReleaseOverview },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      shelf.forget(); // another process may have made some
      const { releases = [] } = (await shelf.area(area.slug)) ?? {};
      const attacks = await readAttacks(database, area);
      const calendar = await readCalendar(database, area);
      const work = works.of(area);
      return {
        releases: releases.map((one) => ({ ...one, attacks: attacks.get(one.release) ?? [] })),
        due: missing(calendar),
        next: calendar.first === null ? [] : nextPeriods(calendar.today),
        work: work && workInWords(request, work),
      };
    },
  );

  app.post(
    '/api/:municipality/releases',
    {
      schema: {
        tags,
        summary: 'Make what is due',
        description:
          'A quarter 30 days after its end, a year 60; what isn’t due isn’t made. Every attack is tried first, and one success stops it. The answer comes at once: `releases/work` says how far it is. Whoever asks while it is being made joins.',
        params: AreaAddress,
        response: { 202: ReleaseWork },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      if (missing(await readCalendar(database, area)).length === 0)
        throw new ProblemError('release_not_due', { area: area.names.sv });
      reply.code(202);
      return workInWords(
        request,
        works.start(database, 'make', area, request.who, () => shelf.forget()),
      );
    },
  );

  app.post(
    '/api/:municipality/releases/check',
    {
      schema: {
        tags,
        summary: 'Try every attack on all that has been released',
        description: 'Nothing is changed. The answer comes at once: `releases/work` says how far it is.',
        params: AreaAddress,
        response: { 202: ReleaseWork },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      reply.code(202);
      return workInWords(request, works.start(database, 'check', area, request.who));
    },
  );

  app.get(
    '/api/:municipality/releases/work',
    {
      schema: {
        tags,
        summary: 'How far the releases are that are being made or tried, or what came of the last',
        description: 'As the process that was asked knows it; 404 when it has made none since it started.',
        params: AreaAddress,
        response: { 200: ReleaseWork },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return workInWords(request, await workOf(request));
    },
  );

  app.get(
    '/api/:municipality/releases/work/progress',
    {
      schema: {
        tags,
        summary: 'The same at each change, as server-sent events',
        description: '`data:` is the work as `releases/work` gives it; the stream ends when it is over.',
        params: AreaAddress,
      },
    },
    async (request, reply) => {
      const work = await workOf(request);
      reply
        .type('text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no');
      const events = progressEvents({
        now: () => workInWords(request, work),
        watch: (listener) => works.watch(work, listener),
        isOver: () => isOver(work),
      });
      return reply.send(events);
    },
  );

  app.post(
    '/api/:municipality/releases/:release/withdraw',
    {
      schema: {
        tags,
        summary: 'Withdraw a release',
        description: 'Its files are answered with 410 and the reason from then on. It can’t be made anew.',
        params: One,
        body: Withdrawal,
        response: { 200: ReleaseIndex },
      },
    },
    async (request) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      await withdrawRelease(database, area, request.params.release, request.body.reason, request.who);
      shelf.forget();
      return { releases: [...((await shelf.area(area.slug))?.releases ?? [])] };
    },
  );

  return async (slug, origin) => {
    const area = await shelf.area(slug).catch(() => undefined); // while the database opens there is the page and nothing of it
    if (area === undefined) return '';
    return area && shareHead(slug, area, origin);
  };
}

const ATTACKS = `
  select release, jsonb_agg(jsonb_build_object('subject', subject, 'report', report) order by subject) as attacks
  from staff.release_attack where municipality_id = :municipality_id group by release`;

/** What the attacks found before each release was made. */
async function readAttacks(
  { knex }: Pick<RoomOptions['database'], 'knex'>,
  { municipality_id }: Pick<Area, 'municipality_id'>,
): Promise<Map<string, ReleaseAttack[]>> {
  const { rows } = await knex.raw<{ rows: { release: string; attacks: ReleaseAttack[] }[] }>(ATTACKS, {
    municipality_id,
  });
  return new Map(rows.map(({ release, attacks }) => [release, attacks]));
}

const workInWords = (
  request: FastifyRequest,
  { kind, state, done, of, made, changed, attacked, problem }: Work,
): ReleaseWork => ({
  ...{ kind, state, done, of, made, changed },
  attacks: attacked.map(({ subject, report }) => ({
    subject,
    report: { ...report, succeeded: [...report.succeeded] },
  })),
  problem: problem && problemOf(problem, request),
});

const isFile = (name: string): boolean => (FILES as readonly string[]).includes(name);

function give(request: FastifyRequest, reply: FastifyReply, { type, etag, bytes }: Given, kept: string): FastifyReply {
  reply.headers({
    etag,
    vary: 'accept-encoding',
    'cache-control': kept,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
  const encoding = acceptedEncoding(request.headers['accept-encoding']);
  const body = bytes[encoding];
  // One that wasn't worth packing is the same in all encodings.
  if (encoding !== 'identity' && body !== bytes.identity) reply.header('content-encoding', encoding);
  return reply.type(type).send(body);
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

function shareHead(slug: string, { names, releases }: PublicArea, origin: string): string {
  const newest = releases.find(({ withdrawn }) => withdrawn === null);
  const title = escaped(`Trygghet i ${names.sv}`);
  const picture = newest === undefined ? null : `${origin}/release/${slug}/${newest.release}/picture.png`;
  const meta = (name: string, content: string) => `<meta property="og:${name}" content="${escaped(content)}" />`;
  return [
    `<title>${title} – Lägesbild</title>`,
    `<meta property="og:title" content="${title}" />`,
    meta('type', 'website'),
    meta('url', `${origin}/${slug}`),
    ...(picture === null
      ? []
      : [
          meta('image', picture),
          meta('image:width', '1200'),
          meta('image:height', '630'),
          meta('image:alt', `Karta över ${names.sv} i rutor om en kilometer`),
        ]),
  ].join('\n    ');
}
