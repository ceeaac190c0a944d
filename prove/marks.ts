import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { App } from './app.ts';
import { pause } from './stage.ts';

/** The last isn't a nought, which a number as text would lose. */
const digits = (n: number): string =>
  `${Array.from({ length: n - 1 }, () => randomInt(10)).join('')}${randomInt(1, 10)}`;

const doubleOf = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
};

/** What marks of one run have in common, so that one search finds any of them. */
export class Marks {
  /** Eight bytes of every key, and two of every address. */
  readonly #run = randomBytes(8).toString('hex');
  readonly agent = `Mark-${randomBytes(6).toString('hex')}`;
  /** Written in a note: what is stored on purpose. */
  readonly control = `kontrollord${randomBytes(6).toString('hex').replace(/\d/g, 'x')}`;
  /** Written in notes of flags that are taken back. */
  readonly taken_back = `ångratord${randomBytes(6).toString('hex').replace(/\d/g, 'x')}`;
  /** Finer than the cell of 100 m that is stored, a telephone number, and a moment to the thousandth of a second. */
  readonly lat = Number(`59.621${digits(8)}`);
  readonly lon = Number(`17.857${digits(8)}`);
  readonly telephone = `07${digits(8)}`;
  readonly moment = `2026-11-27T21:43:17.${digits(6)}Z`;

  get #net(): string {
    return `2001:db8:a${this.#run.slice(0, 3)}`;
  }

  key(): string {
    return `${this.#run.slice(0, 8)}-${this.#run.slice(8, 12)}-${this.#run.slice(12)}${randomUUID().slice(18)}`;
  }

  /** Each from a network of its own. */
  address(i: number): string {
    return `${this.#net}:${(i + 1).toString(16)}::${(i + 1).toString(16)}`;
  }

  /** As text in any case, and as the bytes that a column of its own kind would hold. */
  needles(): Buffer[] {
    const key = this.key().slice(0, 18);
    const texts = [
      key,
      key.replaceAll('-', ''),
      `${this.#net}:`,
      this.agent,
      `${this.lat}`,
      `${this.lon}`,
      this.telephone,
      this.moment,
    ];
    const bytes = [this.#run, this.#net.replaceAll(':', '').replace('2001db8', '20010db8')];
    return [
      ...texts.flatMap((text) => [text, text.toUpperCase(), text.toLowerCase()]).map((text) => Buffer.from(text)),
      ...bytes.map((hex) => Buffer.from(hex, 'hex')),
      ...[this.lat, this.lon].flatMap((degrees) => [doubleOf(degrees), doubleOf(degrees).reverse()]),
    ];
  }
}

/** What is sent, and by whom: somebody with a telephone behind a proxy, marked wherever one leaves traces. */
export interface Sent {
  method?: 'GET' | 'POST';
  path: string;
  body?: object | string;
  /** Idempotency-Key */
  key?: string;
  language?: string;
  headers?: Record<string, string>;
}

/** Whoever is told to wait does so. */
export async function sendMarked(
  app: App,
  marks: Marks,
  i: number,
  { method = 'POST', path, body, key, language = 'sv', headers }: Sent,
): Promise<{ status: number; text: string }> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const sent = {
    ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    'user-agent': `${marks.agent}/${i}`,
    'accept-language': `${language}, x-${marks.agent}`,
    referer: `http://localhost/${marks.agent}`,
    'x-forwarded-for': marks.address(i),
    ...headers,
  };
  for (;;) {
    const answer = await new Promise<{ status: number; text: string }>((done, failed) => {
      const asked = request(`${app.url.replace('localhost', '127.0.0.1')}${path}`, { method, headers: sent });
      asked.on('error', failed).on('response', (got) => {
        let said = '';
        got.setEncoding('utf8').on('data', (piece) => (said += piece));
        got.on('error', failed).on('end', () => done({ status: got.statusCode ?? 0, text: said }));
      });
      asked.end(text);
    });
    if (answer.status !== 503 && answer.status !== 409) return answer;
    await pause(200);
  }
}
