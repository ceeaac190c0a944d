import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import { ProblemError } from './errors.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Without accounts, whoever reaches the port sees everything. A page on another site must not: it could have its own
 * name answer with 127.0.0.1 (DNS rebinding: refused by Host), or post a form here (refused by Origin).
 */
export function admitOwnPagesOnly(app: FastifyInstance, config: Pick<Config, 'host' | 'port'>): void {
  app.addHook('onRequest', async (request) => {
    const host = request.headers.host ?? '';
    const [, name, port] = /^(\[[0-9a-f:]+\]|[^:]*)(?::(\d+))?$/i.exec(host) ?? [];
    const listening = request.raw.socket?.localPort; // absent under inject(), which has no socket
    const ports = [config.port, listening ?? Number(port ?? 80)];
    if (name === undefined || !isOurName(name.toLowerCase(), config.host) || !ports.includes(Number(port ?? 80)))
      throw new ProblemError('host_refused', { host: host || '–', port: String(listening ?? config.port) });
    if (!READING.has(request.method)) refuseForeignOrigin(request, host);
  });
}

const isOurName = (name: string, host: string): boolean =>
  LOOPBACK.has(name) || name === host.toLowerCase() || name === `[${host.toLowerCase()}]`;

function refuseForeignOrigin(request: FastifyRequest, host: string): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  // Programs send neither header; browsers send Origin with every request that writes.
  const foreign =
    (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (foreign) throw new ProblemError('origin_refused', { origin: origin ?? String(site) });
}
