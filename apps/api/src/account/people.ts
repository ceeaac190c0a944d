import { LRUCache } from 'lru-cache';
import { atMost } from '../at-most.ts';
import { Freshness } from '../db/account-change.ts';
import type { Database } from '../db/database.ts';
import { onPatrols } from '../db/patrol-side.ts';
import type { Person } from './person.ts';
import { findSession, SEEN_EVERY_S } from './session.ts';
import { hashOfToken } from './token.ts';
import { findUnitSession } from './unit-session.ts';

const KEPT_MAX = 5_000;

interface InstallationState {
  claimed: boolean;
  demonstration: boolean;
}

/**
 * Who is who, as the database says. What was asked a moment ago is kept for a minute at most, and forgotten at once when
 * anything about accounts, roles or sessions changes, in this process or another. While changes can't be heard, nothing is kept.
 */
export class People {
  #database: Database;
  #kept = new LRUCache<string, { person: Person }>(atMost(KEPT_MAX));
  #installation: InstallationState | null = null;
  #freshness: Freshness;

  constructor(database: Database, opened: Promise<Database>) {
    this.#database = database;
    this.#freshness = new Freshness(opened, () => this.#drop());
  }

  /** For whoever has just changed something: the next request must see it, sooner than the database tells. */
  forget(): void {
    this.#freshness.changed();
    this.#drop();
  }

  #drop(): void {
    this.#kept.clear();
    this.#installation = null;
  }

  /** The person whose session this is, or null. */
  async withToken(token: string, inUse: boolean): Promise<Person | null> {
    const name = hashOfToken(token);
    const kept = this.#kept.get(name);
    if (kept) return kept.person;
    const mayKeep = this.#freshness.asking();
    const found = await findSession(this.#database.knex, token, inUse);
    if (found === null) return null;
    const { person, left_s } = found;
    // What didn't keep its session alive mustn't hide from the next request that it should.
    if (inUse && mayKeep())
      this.#kept.set(name, { person }, { ttl: Math.max(1, 1000 * Math.min(SEEN_EVERY_S, left_s)) });
    return person;
  }

  /** The unit whose session this is, in the area that is asked of; or null. Phones ask seldom: nothing is kept. */
  withUnitToken(token: string, municipality: string): Promise<Person | null> {
    return onPatrols(this.#database, (trx) => findUnitSession(trx, token, municipality));
  }

  async installation(): Promise<InstallationState> {
    if (this.#installation) return this.#installation;
    const mayKeep = this.#freshness.asking();
    const { rows } = await this.#database.knex.raw<{ rows: InstallationState[] }>(
      'select claimed_at is not null as claimed, demonstration from staff.installation',
    );
    const state = rows[0] ?? { claimed: true, demonstration: false };
    if (mayKeep()) this.#installation = state;
    return state;
  }
}
