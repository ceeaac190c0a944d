import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { ProblemError, registerProblems } from './errors.ts';

registerProblems(
  {
    sv: {
      outgoing_refused: '{address} går inte att hämta från: ange en https-adress som vem som helst på internet når.',
    },
    en: {
      outgoing_refused:
        'Nothing is fetched from {address}: give an https address that anybody on the internet reaches.',
    },
    ar: { outgoing_refused: 'لا يُجلب شيء من {address}: أعطِ عنوان https يصل إليه أي شخص على الإنترنت.' },
  },
  {},
);

/** Networks that aren't the internet: this machine, its neighbours, and what is reserved. IANA's special-purpose registries. */
const NOT_PUBLIC = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  NOT_PUBLIC.addSubnet(network, bits, 'ipv4');
// Of IPv6 only 2000::/3 is given out; in it, what leads back to IPv4 or is for documents.
const GIVEN_OUT = new BlockList();
GIVEN_OUT.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  NOT_PUBLIC.addSubnet(network, bits, 'ipv6');

/** Is this an address that anybody on the internet reaches? */
export const isPublic = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !NOT_PUBLIC.check(address, 'ipv4');
  return family === 6 && GIVEN_OUT.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6');
};

/** Who was to be asked and mustn't be: said before any packet is sent. */
class NotAllowed extends Error {}

export interface Asked {
  method?: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** From the first packet to the last. */
  timeout_ms: number;
  largest_bytes: number;
  /** May this address be asked? */
  may(address: string): boolean;
  /** Whoever asks may have gone. */
  signal?: AbortSignal | undefined;
  /** How names are looked up; a parameter so that a test can lie. */
  resolve?: typeof lookup;
}

export interface Fetched {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * The one way out. The name is looked up once, every address of it is judged, and what was judged is what is connected to, so that it can't
 * become another in between. A redirect is an answer like any other and isn't followed; what is larger or slower than allowed is
 * broken off.
 *
 * @throws {NotAllowed} before any packet is sent; any other error is the network's
 */
export async function ask(url: URL, asked: Asked): Promise<Fetched> {
  const { method = 'GET', headers, body, timeout_ms, largest_bytes, may, resolve = lookup } = asked;
  const name = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(name) !== 0 && !may(name)) throw new NotAllowed(name);
  const judged: LookupFunction = (host, wanted, done) =>
    resolve(host, { ...wanted, all: true }, (error, found) => {
      const addresses = found as LookupAddress[];
      if (error) return done(error, '', 0);
      const refused = addresses.find(({ address }) => !may(address));
      if (addresses.length === 0 || refused !== undefined)
        return done(new NotAllowed(`${host} → ${refused?.address ?? '–'}`), '', 0);
      if (wanted.all) done(null, addresses);
      else done(null, addresses[0]!.address, addresses[0]!.family);
    });
  const signal = AbortSignal.any([AbortSignal.timeout(timeout_ms), ...(asked.signal ? [asked.signal] : [])]);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((done, fail) => {
    const sent = request(url, { method, headers, lookup: judged, signal, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > largest_bytes) sent.destroy(new Error(`> ${largest_bytes / 1024 ** 2} MB`));
        else parts.push(part);
      });
      answer.on('error', fail);
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', (error) => fail(signal.aborted ? signal.reason : error)).end(body);
  });
}

export interface Outgoing extends Pick<Asked, 'headers' | 'timeout_ms' | 'largest_bytes' | 'resolve'> {
  /** An address that the operator has set, or a test: it may be a neighbour's, and speak http. */
  trusted?: boolean;
}

/**
 * A GET to an address that may have come from somebody else: only https, only to the internet.
 * @throws {ProblemError} outgoing_refused, before any packet is sent; any other error is the network's
 */
export async function fetchFrom(address: string, { trusted = false, ...asked }: Outgoing): Promise<Fetched> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const refused = () => new ProblemError('outgoing_refused', { address });
  if (url === null || !/^https?:$/.test(url.protocol) || `${url.username}${url.password}` !== '') throw refused();
  if (!trusted && url.protocol !== 'https:') throw refused();
  try {
    return await ask(url, { ...asked, may: (one) => trusted || isPublic(one) });
  } catch (error) {
    throw error instanceof NotAllowed ? refused() : error;
  }
}
