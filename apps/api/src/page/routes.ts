import { fileURLToPath } from 'node:url';
import { RESERVED_SLUGS } from '@lagesbild/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptedEncoding } from '../compressed.ts';
import { ProblemError, problemOf, sendProblem } from '../errors.ts';
import { preferredLanguage } from '../language.ts';
import type { RoomApp } from '../room.ts';
import { type Asset, AssetFolder } from './asset.ts';
import { plainPage } from './plain-page.ts';

export interface PageOptions {
  /** the built web app; its usual place by default */
  folder?: string;
}

const DIST = fileURLToPath(new URL('../../../web/dist', import.meta.url));
/** Workspaces of staff, in the address after the municipality. One bundle draws them all. */
const WORKSPACES = ['karta', 'antal', 'underlag', 'underlag/:exhibit', 'granska', 'atgarder', 'installningar'] as const;
/** Pages within the settings. */
const SETTINGS = ['kallor', 'utlamnande', 'gallring', 'konto', 'konton', 'organisationer', 'logg', 'system'] as const;
/** What answers with problems as JSON, whoever asks. */
const DATA = /^\/(api|tiles|ogc|open311|basemap)(\/|$)/;

/** The built web app, and a proper answer for every address that is nobody's. */
export async function pageRoom(app: RoomApp, { folder = DIST }: PageOptions): Promise<void> {
  const assets = new AssetFolder(folder);
  const staff = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const page = await assets.find('staff.html');
    return page === null ? refuse(new ProblemError('page_missing'), request, reply) : sendAsset(page, request, reply);
  };

  for (const page of ['/', '/login', '/login/sso', '/tillganglighet', '/metoder'])
    app.get(page, { schema: { hide: true } }, staff);
  for (const workspace of [...WORKSPACES, ...SETTINGS.map((part) => `installningar/${part}`)])
    app.get(`/:municipality/${workspace}`, { schema: { hide: true } }, async (request, reply) => {
      const { municipality } = request.params as { municipality: string };
      return isPossibleSlug(municipality) ? staff(request, reply) : notFound(request, reply);
    });

  app.get('/:municipality', { schema: { hide: true } }, async (request, reply) => {
    const { municipality } = request.params as { municipality: string };
    if (!isPossibleSlug(municipality)) return assetOrNothing(request, reply);
    const query = request.url.indexOf('?');
    return reply.redirect(`/${municipality}/karta${query < 0 ? '' : request.url.slice(query)}`);
  });

  app.setNotFoundHandler(assetOrNothing);

  async function assetOrNothing(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const path = decoded(request.url);
    if (path !== null && !DATA.test(path) && (request.method === 'GET' || request.method === 'HEAD')) {
      const asset = path.endsWith('.html') ? null : await assets.find(path);
      if (asset !== null) return sendAsset(asset, request, reply);
    }
    return notFound(request, reply);
  }
}

const isPossibleSlug = (word: string): boolean =>
  /^[a-z][a-z0-9-]{1,48}$/.test(word) && !RESERVED_SLUGS.includes(word as never);

async function sendAsset(asset: Asset, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply.code(200).headers({
    etag: asset.etag,
    vary: 'accept-encoding',
    'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.headers['if-none-match']?.includes(asset.etag)) return reply.code(304).send();
  const { bytes, encoding } = await asset.body(acceptedEncoding(request.headers['accept-encoding']));
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type(asset.type).send(bytes);
}

const notFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  refuse(new ProblemError('not_found', { path: decoded(request.url) ?? request.url }), request, reply);

/** A problem for programs, a page for people. */
function refuse(error: ProblemError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = decoded(request.url);
  const wantsPage = (request.headers.accept ?? '').includes('text/html') && !(path !== null && DATA.test(path));
  if (!wantsPage) return sendProblem(error, request, reply);
  const { status, detail } = problemOf(error, request);
  return reply
    .code(status)
    .headers({ 'cache-control': 'no-store', vary: 'accept-language, accept' })
    .type('text/html; charset=utf-8')
    .send(plainPage(preferredLanguage(request.headers['accept-language']), status, detail));
}

function decoded(url: string): string | null {
  try {
    return decodeURIComponent(url.split('?', 1)[0]!);
  } catch {
    return null;
  }
}
