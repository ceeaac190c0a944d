import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What may stand in an ETag as it is (RFC 9110 §8.8.3), and is short enough to. */
const PLAIN = /^[\x21\x23-\x7e]{1,200}$/;

/** A weak ETag (the same data may be packed in several ways) from what the answer depends on. */
export function etagOf(...parts: readonly (string | number)[]): string {
  const text = parts.join('/');
  return `W/"${PLAIN.test(text) ? text : createHash('sha1').update(text).digest('base64url')}"`;
}

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
  // Compared as text within the list: an ETag may hold commas, and its quotes keep it from matching a part of another.
  return known === '*' || known.includes(bare);
}
