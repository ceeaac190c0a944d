import type { MadeLink, Organisation } from '@lagesbild/contract';
import type { App } from './app.ts';
import type { RawClient } from './client.ts';

const PEOPLE = 10;
const PASSWORD = 'en lång mening som ingen gissar';
const JSON_TYPE = { 'content-type': 'application/json' };

/** Who asks: a session's cookie, and the address that it comes from. */
export interface Asker {
  cookie: string;
  address: string | undefined;
}

/**
 * Administrators who take turns, each time from another address: a person's allowance, and a network's, are meant for people,
 * and what they turn away at the door nobody has read.
 */
export class Crowd {
  readonly #client: RawClient;
  #turn = 0;

  private constructor(client: RawClient) {
    this.#client = client;
  }

  static async gather(app: App, client: RawClient): Promise<Crowd> {
    const claim = { token: null, login: loginOf(0), name: 'Prov', password: PASSWORD };
    await app.ask('POST', '/api/claim', { ...claim, organisation: { kind: 'municipality', name: 'Kommunen' } });
    const crowd = new Crowd(client);
    const { cookie } = await crowd.next();
    const [{ organisation_id }] = await crowd.#told<[Organisation]>('GET', '/api/organisations', cookie);
    const roles = [{ role: 'administrator', municipality: null }];
    for (let n = 1; n < PEOPLE; n++) {
      const account = { login: loginOf(n), name: 'Prov', organisation_id, roles };
      const { link } = await crowd.#told<{ link: MadeLink }>('POST', '/api/accounts', cookie, account);
      const token = new URL(link.url).hash.slice(1);
      await crowd.#signIn('/api/link/use', { token, password: PASSWORD }, undefined);
    }
    return crowd;
  }

  /** The next one, with a session of their own. A case may have ended the last. */
  async next(): Promise<Asker> {
    const n = this.#turn++;
    // Every 127.… is this machine, on Linux alone; elsewhere all come from one address, and wait when they are told to.
    const address = process.platform === 'linux' ? `127.1.${(n >> 7) & 255}.${1 + (n & 127)}` : undefined;
    return this.#signIn('/api/session', { login: loginOf(n % PEOPLE), password: PASSWORD }, address);
  }

  async #told<T>(method: string, path: string, cookie: string, body?: unknown): Promise<T> {
    const sent = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const answer = await this.#client.ask({ method, path, headers: { ...JSON_TYPE, cookie }, body: sent });
    if (answer === null || answer.status >= 300) throw new Error(`${path}: ${answer?.status} ${answer?.text}`);
    return JSON.parse(answer.text) as T;
  }

  async #signIn(path: string, body: unknown, address: string | undefined): Promise<Asker> {
    const sent = { method: 'POST', path, headers: JSON_TYPE, body: Buffer.from(JSON.stringify(body)) };
    const answer = await this.#client.ask(sent, address);
    const cookie = [answer?.headers['set-cookie'] ?? []]
      .flat()
      .map((one) => one.split(';')[0])
      .join('; ');
    if (cookie === '') throw new Error(`${path} lets nobody in: ${answer?.status} ${answer?.text}`);
    return { cookie, address };
  }
}

const loginOf = (n: number): string => `prov-${n}@example.org`;
