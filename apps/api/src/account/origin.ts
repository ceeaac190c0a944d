import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { isLoopbackName, originsOf } from '../visitor.ts';

type Settings = Pick<Config, 'host' | 'public_url' | 'trust_proxy' | 'production'>;

/** A session may be started here: over https, or on this machine, where nobody listens in between. */
export function canSignIn(request: FastifyRequest, config: Settings): boolean {
  const { origin } = request.headers;
  const secure = originsOf(request.headers.host ?? '', config).filter(isSecure);
  return origin === undefined ? secure.length > 0 : secure.includes(origin);
}

const isSecure = (origin: string): boolean => origin.startsWith('https://') || isLoopbackName(new URL(origin).hostname);

/** Headers that a proxy adds. With one of them, whoever asks doesn't sit at this machine. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
const LOOPBACK_ADDRESS = /^(127\.|::1$|::ffff:127\.)/;

/** Can only this machine come in, as far as the settings say? */
export const isLoopbackOnly = ({ host, public_url, trust_proxy, production }: Settings): boolean =>
  isLoopbackName(host) && public_url === null && trust_proxy === null && !production;

/** Does this request come from somebody who sits at the machine? */
export function isAtMachine(request: FastifyRequest, config: Settings): boolean {
  return (
    isLoopbackOnly(config) &&
    LOOPBACK_ADDRESS.test(request.raw.socket?.remoteAddress ?? '') &&
    PASSED_ON.every((name) => request.headers[name] === undefined)
  );
}
