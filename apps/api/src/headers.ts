import type { Installation } from '@lagesbild/contract';
import type { FastifyInstance } from 'fastify';

/**
 * What a page of ours may load: files of this origin, and the operator's own map style if BASEMAP is an address.
 * No upgrade-insecure-requests and no HSTS: an installation on a local network speaks plain http.
 */
export function contentSecurityPolicy({ kind, url }: Installation['basemap']): string {
  const online = kind === 'style' && url !== null ? ` ${new URL(url).origin}` : '';
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    `img-src 'self' data: blob:${online}`,
    "font-src 'self'",
    "worker-src 'self' blob:",
    `connect-src 'self'${online}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join(';');
}

/**
 * The protective headers (those of helmet), on every answer. Set from constants: helmet's plugin builds them anew for
 * each request, which took a tenth of the time of a tile that was kept.
 */
export function protectPages(app: FastifyInstance, basemap: Installation['basemap']): void {
  const headers = {
    'content-security-policy': contentSecurityPolicy(basemap),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
  };
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers);
    done();
  });
}
