import type { Installation } from '@lagesbild/contract';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

/**
 * What a page of ours may load: files of this origin, and the operator's own map style if BASEMAP is an address.
 * No upgrade-insecure-requests: an installation on a local network speaks plain http.
 */
export function contentSecurityPolicy({ kind, url }: Installation['basemap']): string {
  const online = kind === 'style' && url !== null ? ` ${new URL(url).origin}` : '';
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    `img-src 'self' data: blob:${online}`,
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self'${online}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    // Text becomes a program or markup only by the rules of apps/web/src/trusted-types.ts.
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join(';');
}

/** Where one is may be asked by our own pages; nothing else of the device. */
const PERMISSIONS_POLICY = [
  'geolocation=(self)',
  ...['camera', 'microphone', 'payment', 'usb', 'serial', 'hid', 'midi', 'display-capture', 'browsing-topics'].map(
    (feature) => `${feature}=()`,
  ),
].join(', ');

/**
 * The protective headers (those of helmet), on every answer. Set from constants: helmet's plugin builds them anew for
 * each request, which took a tenth of the time of a tile that was kept.
 */
export function protectPages(
  app: FastifyInstance,
  { public_url }: Pick<Config, 'public_url'>,
  basemap: Installation['basemap'],
): void {
  const headers = {
    // A route that lets its answer be kept says so itself.
    'cache-control': 'no-store',
    'content-security-policy': contentSecurityPolicy(basemap),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': PERMISSIONS_POLICY,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    // Only where the operator has said that the address speaks https: a name on a local network may not.
    ...(public_url?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers);
    done();
  });
}
