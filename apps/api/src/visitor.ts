import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import { ProblemError } from './errors.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

type Settings = Pick<Config, 'host' | 'public_url'>;

/** The name in a Host header, without port and brackets; undefined when it isn't one. */
export function nameOf(host: string): string | undefined {
  return parsed(host)?.name;
}

/** Is this a name of the machine itself, which no other machine can answer to? */
export const isLoopbackName = (name: string): boolean => LOOPBACK.has(name.replace(/^\[|\]$/g, '').toLowerCase());

/**
 * The origins our own pages have, for a request that came with this Host. Behind a proxy that is the public address, also
 * when the proxy writes a Host of its own.
 */
export function originsOf(host: string, { public_url }: Settings): string[] {
  if (public_url === null) return [`http://${host.toLowerCase()}`];
  return isLoopbackName(nameOf(host) ?? '') ? [public_url, `http://${host.toLowerCase()}`] : [public_url];
}

/**
 * Another site's page mustn't use us through somebody's browser: it could have its own name answer with our address
 * (DNS rebinding: refused by Host), or post a form here (refused by Origin).
 */
export function admitOwnPagesOnly(app: FastifyInstance, config: Pick<Config, 'host' | 'port' | 'public_url'>): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const host = request.headers.host ?? '';
    const listening = request.raw.socket?.localPort; // absent under inject(), which has no socket
    if (!isOurHost(host, config, listening)) {
      const address = config.public_url ?? `http://localhost:${listening ?? config.port}`;
      throw new ProblemError('host_refused', { host: host || '–', address });
    }
    if (!READING.has(request.method)) refuseForeignOrigin(request, host, config);
    done();
  });
}

function isOurHost(host: string, config: Settings & { port: number }, listening: number | undefined): boolean {
  if (config.public_url !== null && host.toLowerCase() === new URL(config.public_url).host) return true;
  const { name, port } = parsed(host) ?? {};
  if (name === undefined || ![config.port, listening ?? Number(port ?? 80)].includes(Number(port ?? 80))) return false;
  // An address in figures can't be rebound: only a name can.
  const beyond = !isLoopbackName(config.host);
  return isLoopbackName(name) || name === config.host.toLowerCase() || (beyond && isIP(name) !== 0);
}

function parsed(host: string): { name: string; port: string | undefined } | undefined {
  const [, name, port] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(host) ?? [];
  return name === undefined ? undefined : { name: name.replace(/^\[|\]$/g, '').toLowerCase(), port };
}

function refuseForeignOrigin(request: FastifyRequest, host: string, config: Settings): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  // Browsers send Origin with every request that writes. Programs send neither header: those that come with a cookie
  // have to, since a browser too old for both would look the same.
  const foreign =
    (origin !== undefined && !originsOf(host, config).includes(origin)) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin === undefined && site === undefined && request.headers.cookie !== undefined);
  if (foreign) throw new ProblemError('origin_refused', { origin: origin ?? String(site ?? '–') });
}
