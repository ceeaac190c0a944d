import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A weak ETag (the same data may be packed in several ways) from what the answer depends on. */
export const etagOf = (...parts: readonly (string | number)[]): string =>
  `W/"${createHash('sha1').update(parts.join('\n')).digest('base64url').slice(0, 22)}"`;

/**
 * Is what the client has still right (RFC 9110 §13.1.2)? Sets the headers of either answer.
 * @returns true: send 304 and nothing else
 */
export function isUnchanged(request: FastifyRequest, reply: FastifyReply, etag: string): boolean {
  // Kept, but asked about each time: a write must show at once.
  reply.headers({ etag, 'cache-control': 'private, no-cache' });
  const known = request.headers['if-none-match'];
  if (known === undefined) return false;
  const bare = etag.replace(/^W\//, '');
  return known === '*' || known.split(',').some((text) => text.trim().replace(/^W\//, '') === bare);
}
