import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { atMost } from './at-most.ts';
import { ProblemError, registerProblems } from './errors.ts';
import { NetworkKeys } from './network-key.ts';

registerProblems(
  {
    sv: {
      rate_limited:
        'Det kommer för många förfrågningar härifrån. Vänta {seconds|en sekund|# sekunder} och försök igen.',
    },
    en: { rate_limited: 'Too many requests come from here. Wait {seconds|a second|# seconds} and try again.' },
    ar: { rate_limited: 'تصل من هنا طلبات كثيرة جدًا. انتظر {seconds} ثانية ثم حاول مرة أخرى.' },
  },
  { rate_limited: 429 },
);

/** How many at once, and how many a second after that. */
export interface Rate {
  burst: number;
  a_second: number;
}
/** A map that is dragged asks for a hundred tiles at a time; somebody without an account only signs in, or looks. */
export const RATES = {
  signed_in: { read: { burst: 3000, a_second: 100 }, write: { burst: 600, a_second: 5 } },
  nobody: { read: { burst: 600, a_second: 20 }, write: { burst: 600, a_second: 1 } },
} as const satisfies Record<string, Record<'read' | 'write', Rate>>;

const KEPT_MAX = 100_000;

/** What each asker has left. Those that were away longest are forgotten first. */
export class Allowances {
  #left = new LRUCache<string, { n: number; at: number }>(atMost(KEPT_MAX));
  #now: () => number;

  /** @param now milliseconds; a parameter so that a test needn't wait */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** @returns seconds until one more is allowed; 0: now */
  wait(who: string, rate: Rate): number {
    return Math.max(0, Math.ceil((1 - this.#have(who, rate)) / rate.a_second));
  }

  spend(who: string, rate: Rate): void {
    this.#left.set(who, { n: Math.max(0, this.#have(who, rate) - 1), at: this.#now() });
  }

  #have(who: string, { burst, a_second }: Rate): number {
    const kept = this.#left.get(who);
    return kept === undefined ? burst : Math.min(burst, kept.n + ((this.#now() - kept.at) / 1000) * a_second);
  }
}

/** Data only: files of the pages are never counted, and health has to answer always. */
const COUNTED = /^\/(api|tiles|ogc|open311)\/(?!health(\/|\?|$)|docs(\/|\?|$)|openapi\.json)/;
const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';
const tooMany = (seconds: number): ProblemError =>
  new ProblemError('rate_limited', { seconds }, { 'retry-after': String(seconds) });

/**
 * Nobody takes the server from everybody else. Whoever is signed in is counted by account; strangers by network, of which
 * nothing is kept but a hash in memory whose key changes each day. A network that strangers have used up is still open to
 * those who are signed in there.
 *
 * Call it before and `limitAccounts` after the person is known.
 */
export function limitStrangers(app: FastifyInstance, allowances: Allowances): void {
  const networks = new NetworkKeys();
  const whoAndRate = (request: FastifyRequest): [string, Rate] => {
    const kind = isRead(request) ? 'read' : 'write';
    return [networks.of(kind, request.ip), RATES.nobody[kind]];
  };
  app.addHook('onRequest', async (request) => {
    if (!COUNTED.test(request.url)) return;
    const seconds = allowances.wait(...whoAndRate(request));
    if (seconds > 0 && (await request.introduce()).standing === 'nobody') throw tooMany(seconds);
  });
  app.addHook('onResponse', (request, _reply, done) => {
    if (COUNTED.test(request.url) && request.person?.standing === 'nobody') allowances.spend(...whoAndRate(request));
    done();
  });
}

/** Each account and each unit by itself; whoever sits at a machine of their own is not counted. */
export function limitAccounts(app: FastifyInstance, allowances: Allowances): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { account, unit } = request.person;
    const asker = account?.account_id ?? unit?.unit_id;
    if (asker === undefined || !COUNTED.test(request.url)) return done();
    const kind = isRead(request) ? 'read' : 'write';
    const who = `${kind} ${asker}`;
    const seconds = allowances.wait(who, RATES.signed_in[kind]);
    if (seconds > 0) return done(tooMany(seconds));
    allowances.spend(who, RATES.signed_in[kind]);
    done();
  });
}
