import type { Knex } from 'knex';

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
