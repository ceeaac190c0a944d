import type { Knex } from 'knex';
import type { Database } from './database.ts';

/** Triggers notify here when an account, a role, a session or the installation's state changes, whoever changed it. */
export const ACCOUNT_CHANNEL = 'account_change';

/** For what passes the triggers by (a restore). */
export async function announceAccountChange(trx: Knex): Promise<void> {
  await trx.raw("select pg_notify(:channel, '')", { channel: ACCOUNT_CHANNEL });
}

/**
 * `changed`: what is kept of accounts may be old. `deaf`: changes can't be heard for now, so nothing may be kept;
 * `hearing`: they can again.
 */
export type AccountNews = 'changed' | 'deaf' | 'hearing';
export type AccountListener = (news: AccountNews) => void;

/** Those in this process who keep something about accounts. */
export class AccountListeners {
  #listeners = new Set<AccountListener>();

  /** @returns stops listening */
  add(listener: AccountListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  hear(channel: string): void {
    if (channel === ACCOUNT_CHANNEL) this.tell('changed');
  }

  tell(news: AccountNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}

/**
 * Whether an answer about accounts, roles or who sees a source may be kept: not one that was asked for before something changed,
 * and none while changes can't be heard.
 */
export class Freshness {
  #changes = 0;
  #deaf = false;

  /** @param forget drops what is kept; called at each change, in this process or another */
  constructor(opened: Promise<Pick<Database, 'onAccountChange'>>, forget: () => void) {
    opened
      .then((open) =>
        open.onAccountChange((news) => {
          this.#deaf = news === 'deaf' || (this.#deaf && news !== 'hearing');
          this.changed();
          forget();
        }),
      )
      .catch(() => {}); // said by every route
  }

  /** For whoever has just changed something, sooner than the database tells. */
  changed(): void {
    this.#changes++;
  }

  /** To be called before asking. @returns whether the answer may be kept, to be called after */
  asking(): () => boolean {
    const before = this.#changes;
    return () => !this.#deaf && before === this.#changes;
  }
}
