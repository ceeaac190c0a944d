import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { isLoopbackName, nameOf } from '../visitor.ts';

type Settings = Pick<Config, 'public_url' | 'port'>;

/** Days that a unit's phone stays signed in. */
export const UNIT_SESSION_DAYS = 30;

/** What a browser is given: its session, what it has begun and must bring back, or the session of a unit. */
export type CookieKind = 'session' | 'attempt' | 'unit';
/** Names that a browser takes only with Secure, Path=/ and no Domain: no neighbouring site can set them. */
const SECURE_COOKIE = {
  session: '__Host-lagesbild',
  attempt: '__Host-lagesbild-attempt',
  unit: '__Host-lagesbild-unit',
} as const;
/**
 * On http://localhost, where Safari refuses Secure cookies. All ports of a machine share their cookies, so the
 * name tells them apart.
 */
const plainCookie = (request: FastifyRequest, { port }: Settings, kind: CookieKind): string =>
  `lagesbild${kind === 'session' ? '' : `_${kind}`}_${request.raw.socket?.localPort ?? port}`;

/** The token that the request brings, if it brings one. */
export function tokenOf(request: FastifyRequest, config: Settings, kind: CookieKind = 'session'): string | undefined {
  const secure = config.public_url === null ? undefined : request.cookies[SECURE_COOKIE[kind]];
  if (secure !== undefined) return secure;
  return isOnLoopback(request) ? request.cookies[plainCookie(request, config, kind)] : undefined;
}

/** Gives the browser a token, until it is closed or what the token stands for ends. */
export function setToken(
  request: FastifyRequest,
  reply: FastifyReply,
  config: Settings,
  token: string,
  kind: CookieKind = 'session',
): void {
  const secure = isPublic(request, config);
  reply.setCookie(secure ? SECURE_COOKIE[kind] : plainCookie(request, config, kind), token, attributes(secure, kind));
}

export function clearToken(
  request: FastifyRequest,
  reply: FastifyReply,
  config: Settings,
  kind: CookieKind = 'session',
): void {
  if (config.public_url !== null) reply.clearCookie(SECURE_COOKIE[kind], attributes(true, kind));
  if (isOnLoopback(request)) reply.clearCookie(plainCookie(request, config, kind), attributes(false, kind));
}

const attributes = (secure: boolean, kind: CookieKind): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  // A session comes along when somebody follows a link to us; what was begun on our page is brought back by it alone.
  sameSite: kind === 'session' ? 'lax' : 'strict',
  secure,
  // A unit's phone is put away for days between shifts; its browser may be closed meanwhile.
  ...(kind === 'unit' ? { maxAge: UNIT_SESSION_DAYS * 24 * 3600 } : {}),
});

const isOnLoopback = (request: FastifyRequest): boolean => isLoopbackName(nameOf(request.headers.host ?? '') ?? '');

/** Behind a proxy that writes its own Host, the Origin tells how the person came. */
function isPublic(request: FastifyRequest, { public_url }: Settings): boolean {
  if (public_url === null || !public_url.startsWith('https:')) return false;
  const { origin } = request.headers;
  return origin === undefined ? !isOnLoopback(request) : origin === public_url;
}
