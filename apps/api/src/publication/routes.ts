import { MadeReleases, ReleaseIndex, ReleaseName, Withdrawal } from '@lagesbild/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AreaAddress } from '../address.ts';
import { acceptedEncoding } from '../compressed.ts';
import { findMunicipality } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { FILES } from './file.ts';
import { makeReleases, withdrawRelease } from './make.ts';
import './sentences.ts';
import { type Given, type PublicArea, Shelf } from './shelf.ts';

/** What a shared link shows of an area, as elements of the page's head; '' where nothing is known. */
export type ShareHead = (slug: string, origin: string) => Promise<string>;

const tags = ['releases'];
const One = AreaAddress.extend({ release: ReleaseName });

/** What everybody may see of an area: static files of immutable releases; and for an administrator, making and withdrawing them. */
export async function publicationRoom(app: RoomApp, { database }: RoomOptions): Promise<ShareHead> {
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
    return give(request, reply, index, 'public, max-age=60');
  });
  app.get('/release/:municipality/actions.json', { schema: { hide: true } }, async (request, reply) => {
    const { actions } = await publicArea(request);
    return give(request, reply, actions, 'public, max-age=60');
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

  app.get(
    '/api/:municipality/releases',
    {
      schema: {
        tags,
        summary: 'What has been released, newest first',
        description:
          'The files are public: `/release/{municipality}/{release}/release.json`, `table.csv`, `map.geojson`, `picture.png`.',
        params: AreaAddress,
        response: { 200: ReleaseIndex },
      },
    },
    async (request, reply) => {
      const { slug } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      const area = await shelf.area(slug);
      return { releases: [...(area?.releases ?? [])] };
    },
  );

  app.post(
    '/api/:municipality/releases',
    {
      schema: {
        tags,
        summary: 'Make what is due',
        description:
          'A quarter 30 days after its end, a year 60; what isn’t due isn’t made. Every attack is tried first, and one success stops it.',
        params: AreaAddress,
        response: { 200: MadeReleases },
      },
    },
    async (request) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const made = await makeReleases(database, area, request.who);
      if (made.length === 0) throw new ProblemError('release_not_due', { area: area.names.sv });
      shelf.forget();
      return { made };
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
    const area = await shelf.area(slug).catch(() => null); // while the database opens there is the page and nothing of it
    return area === null ? '' : shareHead(slug, area, origin);
  };
}

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
