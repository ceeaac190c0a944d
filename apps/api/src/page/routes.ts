import { fileURLToPath } from 'node:url';
import { type Installation, RESERVED_SLUGS, ResidentAdditions, ResidentLanguage } from '@lagesbild/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { acceptedEncoding } from '../compressed.ts';
import type { Config } from '../config.ts';
import { ProblemError, problemOf, sendProblem } from '../errors.ts';
import { preferredLanguage } from '../language.ts';
import type { RoomApp } from '../room.ts';
import { type Asset, AssetFolder } from './asset.ts';
import { LanguageFolder } from './language-folder.ts';
import { PLAIN_POLICY, plainPage } from './plain-page.ts';

export interface PageOptions {
  /** the built web app; its usual place by default */
  folder?: string | undefined;
  /** What the operator adds to the page of residents. */
  resident: Config['resident'];
  basemap: Installation['basemap'];
  /** Hears, in a sentence, of a language file that can't be used. */
  onTrouble: (sentence: string) => void;
  /** what a shared link shows of an area, as elements of the page's head; null: there is no such area */
  share: (slug: string, origin: string) => Promise<string | null>;
}

const DIST = fileURLToPath(new URL('../../../web/dist', import.meta.url));
/** Workspaces of staff, in the address after the municipality. One bundle draws them all. */
const WORKSPACES = [
  'karta',
  'antal',
  'underlag',
  'underlag/:exhibit',
  'granska',
  'zoner',
  'atgarder',
  'dialog',
  'zoner/plan',
  'zoner/besok',
  'zoner/:zone/kort',
  'atgarder/:action',
  'vandringar',
  'vandringar/:walk/:step',
  'installningar',
] as const;
/** Pages within the settings. */
const SETTINGS = [
  'kallor',
  'dialoger',
  'publicering',
  'skadevikter',
  'utlamnande',
  'gallring',
  'konto',
  'konton',
  'organisationer',
  'logg',
  'system',
] as const;
/** The page of residents, where nobody signs in. */
const RESIDENT = ['plats', 'plats/kvitto'] as const;
/** The page of a unit's phone, opened by the unit's key. */
const UNIT = 'besok';
/** Files that a browser takes from beside a page, so that they count for that area's page alone. */
const BESIDE = [
  'plats-offline.js',
  'plats.webmanifest',
  'dialog-offline.js',
  'besok-offline.js',
  'vandringar-offline.js',
] as const;
/** What answers with problems as JSON, whoever asks. */
const DATA = /^\/(api|tiles|ogc|open311|basemap|release)(\/|$)/;

/** The built web app, and a proper answer for every address that is nobody's. */
export async function pageRoom(
  app: RoomApp,
  { folder = DIST, resident, basemap, share, onTrouble }: PageOptions,
): Promise<void> {
  const assets = new AssetFolder(folder);
  const built = async (name: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const page = await assets.find(name);
    return page === null ? refuse(new ProblemError('page_missing'), request, reply) : sendAsset(page, request, reply);
  };
  const staff = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    built('staff.html', request, reply);
  /** A file of the build within an area's addresses. */
  const inArea = (address: string, name: string): void => {
    app.get(`/:municipality/${address}`, { schema: { hide: true } }, async (request, reply) => {
      const { municipality } = request.params as { municipality: string };
      return isPossibleSlug(municipality) ? built(name, request, reply) : notFound(request, reply);
    });
  };

  for (const page of ['/', '/login', '/login/sso', '/tillganglighet', '/metoder'])
    app.get(page, { schema: { hide: true } }, staff);
  for (const workspace of [...WORKSPACES, ...SETTINGS.map((part) => `installningar/${part}`)])
    inArea(workspace, 'staff.html');
  for (const page of RESIDENT) inArea(page, 'plats.html');
  inArea(UNIT, 'besok.html');
  for (const file of BESIDE) inArea(file, file);

  const languages = new LanguageFolder(resident.languages_dir);
  await languages.all(onTrouble);
  app.get(
    '/api/installation/resident',
    {
      schema: {
        tags: ['installation'],
        summary: 'What this installation adds to the page of residents',
        description: 'Languages beside the shipped ones, where "leave quickly" leads, and the map underneath.',
        response: { 200: ResidentAdditions },
      },
    },
    async (_, reply) => {
      reply.header('cache-control', 'no-cache');
      return { languages: await languages.all(), leave_to: resident.leave_to, basemap };
    },
  );
  app.get(
    '/api/installation/resident/:language',
    {
      schema: {
        tags: ['installation'],
        summary: 'The sentences of a language that this installation adds',
        description: 'A file of RESIDENT_LANGUAGES_DIR, as it is. A key that it leaves out is said in Swedish.',
        params: z.object({ language: z.string().max(40).describe('as the list of additions names it') }),
        response: { 200: ResidentLanguage },
      },
    },
    async (request, reply) => {
      const found = await languages.find(request.params.language);
      if (found === null) throw new ProblemError('not_found', { path: request.url });
      reply.header('cache-control', 'no-cache');
      return found;
    },
  );

  /** The public page of an area, with the head that a shared link shows. Asked about each time: what it links to is kept. */
  const publicPage = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { municipality } = request.params as { municipality: string };
    const page = await assets.find('public.html');
    if (page === null) return refuse(new ProblemError('page_missing'), request, reply);
    const { bytes } = await page.body('identity');
    const head = await share(municipality, `${request.protocol}://${request.host}`);
    // The page itself says so and where to go on; whoever doesn't draw it hears it from the status.
    if (head === null) reply.code(404);
    const html = !head ? bytes : bytes.toString().replace(/<title>[^<]*<\/title>/, () => head);
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html);
  };
  app.get('/:municipality', { schema: { hide: true } }, async (request, reply) => {
    const { municipality } = request.params as { municipality: string };
    return isPossibleSlug(municipality) ? publicPage(request, reply) : assetOrNothing(request, reply);
  });
  app.get('/:municipality/inbaddad', { schema: { hide: true } }, async (request, reply) => {
    const { municipality } = request.params as { municipality: string };
    if (!isPossibleSlug(municipality)) return notFound(request, reply);
    // Any site may show this page in a frame: nothing can be done on it, and nobody is signed in there.
    const policy = String(reply.getHeader('content-security-policy'));
    reply.header('content-security-policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *'));
    reply.removeHeader('x-frame-options');
    return publicPage(request, reply);
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
    .headers({
      'cache-control': 'no-store',
      vary: 'accept-language, accept',
      'content-security-policy': PLAIN_POLICY,
    })
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
