import { BlockList, isIP } from 'node:net';
import { ask, isPublic } from '../../outgoing.ts';
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

interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/**
 * Asks an issuer, over https (or on loopback), and nobody else.
 *
 * @param internal whether the issuer is on a private network or on this machine
 * @throws {Unasked}
 */
export const issuerFetch =
  (internal: boolean) =>
  async (href: string, { method = 'GET', headers = {}, body, signal }: Question = {}): Promise<Response> => {
    const url = new URL(href);
    const isHere = internal && isLoopbackName(url.hostname.replace(/^\[|\]$/g, ''));
    if (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:'))
      throw new Unasked(`${url.protocol}//${url.host}`);
    const answer = await ask(url, {
      ...{ method, headers: { ...headers, 'accept-encoding': 'identity' }, signal },
      ...{ timeout_ms: ANSWER_MS, largest_bytes: ANSWER_MAX_BYTES },
      body: body === undefined || body === null ? undefined : String(body),
      may: (address) => isAskable(address, internal),
    }).catch((error: Error) => {
      throw new Unasked(error.message);
    });
    const told = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    );
    const isEmpty = answer.status === 204 || answer.status === 304;
    return new Response(isEmpty ? null : new Uint8Array(answer.body), { status: answer.status, headers: told });
  };
