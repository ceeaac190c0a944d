import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { isLoopbackName, nameOf } from '../visitor.ts';

type Settings = Pick<Config, 'public_url' | 'port'>;

/** A browser takes this name only with Secure, Path=/ and no Domain: no neighbouring site can set it. */
export const SECURE_COOKIE = '__Host-lagesbild';
/**
 * On http://localhost, where Safari refuses Secure cookies. All ports of a machine share their cookies, so the
 * name tells them apart.
 */
const plainCookie = (request: FastifyRequest, { port }: Settings): string =>
  `lagesbild_${request.raw.socket?.localPort ?? port}`;

/** The token of the request's session, if it brings one. */
export function tokenOf(request: FastifyRequest, config: Settings): string | undefined {
  const secure = config.public_url === null ? undefined : request.cookies[SECURE_COOKIE];
  if (secure !== undefined) return secure;
  return isOnLoopback(request) ? request.cookies[plainCookie(request, config)] : undefined;
}

/** Gives the browser its session, until it is closed or the session ends. */
export function setToken(request: FastifyRequest, reply: FastifyReply, config: Settings, token: string): void {
  const secure = isPublic(request, config);
  reply.setCookie(secure ? SECURE_COOKIE : plainCookie(request, config), token, attributes(secure));
}

export function clearToken(request: FastifyRequest, reply: FastifyReply, config: Settings): void {
  if (config.public_url !== null) reply.clearCookie(SECURE_COOKIE, attributes(true));
  if (isOnLoopback(request)) reply.clearCookie(plainCookie(request, config), attributes(false));
}

const attributes = (secure: boolean): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure,
});

const isOnLoopback = (request: FastifyRequest): boolean => isLoopbackName(nameOf(request.headers.host ?? '') ?? '');

/** Behind a proxy that writes its own Host, the Origin tells how the person came. */
function isPublic(request: FastifyRequest, { public_url }: Settings): boolean {
  if (public_url === null || !public_url.startsWith('https:')) return false;
  const { origin } = request.headers;
  return origin === undefined ? !isOnLoopback(request) : origin === public_url;
}
