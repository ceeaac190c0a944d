import { lookup } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { isPublic } from '../../outgoing.ts';
import { isLoopbackName } from '../../visitor.ts';

const ANSWER_MAX_BYTES = 1024 * 1024;
const ANSWER_MS = 10_000;

/** No issuer, on whatever network: link-local (a cloud's metadata among them), unspecified, multicast, reserved, translated. */
const NEVER = blocked([
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['224.0.0.0', 3],
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
  ['2002::', 16],
]);

function blocked(ranges: readonly [string, number][]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of ranges) list.addSubnet(net, prefix, isIP(net) === 6 ? 'ipv6' : 'ipv4');
  return list;
}

/** May an issuer be asked at this address? On the internet always; on the operator's own networks and this machine if it is there. */
export function isAskable(address: string, internal: boolean): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return internal ? !NEVER.check(address, family) : isPublic(address);
}

/** The issuer couldn't be asked, and why. */
export class Unasked extends Error {}

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/**
 * Asks an issuer, over https (or on loopback), and nobody else: the address is judged when the connection is made, so that a
 * name can't be turned round between looking and asking; redirects aren't followed, a long answer is cut off.
 *
 * @param internal whether the issuer is on a private network or on this machine
 * @throws {Unasked}
 */
export const issuerFetch =
  (internal: boolean) =>
  (href: string, { method = 'GET', headers = {}, body, signal }: Asked = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const url = new URL(href);
      const name = url.hostname.replace(/^\[|\]$/g, '');
      const plain = url.protocol === 'http:' && internal && isLoopbackName(name);
      if (url.protocol !== 'https:' && !plain) throw new Unasked(`${url.protocol}//${url.host}`);
      if (isIP(name) !== 0 && !isAskable(name, internal)) throw new Unasked(name);
      const asked = (plain ? http : https).request(
        url,
        {
          method,
          headers: { ...headers, 'accept-encoding': 'identity' },
          agent: false,
          lookup: judgedLookup(internal),
          signal: AbortSignal.any([AbortSignal.timeout(ANSWER_MS), ...(signal ? [signal] : [])]),
        },
        (answer) => read(answer).then(resolve, reject),
      );
      asked.on('error', (error) => reject(error instanceof Unasked ? error : new Unasked(error.message)));
      asked.end(body === undefined || body === null ? undefined : String(body));
    });

const judgedLookup =
  (internal: boolean): LookupFunction =>
  (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '');
      const refused = found.find(({ address }) => !isAskable(address, internal));
      if (refused) return done(new Unasked(`${name} → ${refused.address}`), '');
      if (options.all) return done(null, found);
      done(null, found[0]!.address, found[0]!.family);
    });

async function read(answer: IncomingMessage): Promise<Response> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > ANSWER_MAX_BYTES) throw new Unasked(`> ${ANSWER_MAX_BYTES} B`);
    pieces.push(piece);
  }
  const status = answer.statusCode ?? 500;
  const headers = Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
  const empty = status === 204 || status === 304;
  return new Response(empty ? null : Buffer.concat(pieces), { status, headers });
}
