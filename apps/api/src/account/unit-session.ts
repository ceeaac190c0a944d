import { readReceipt } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { onPatrols, type PatrolDatabase } from '../db/patrol-side.ts';
import { ProblemError } from '../errors.ts';
import { Allowances } from '../rate-limit.ts';
import { slowHashes } from '../slow-hash.ts';
import { UNIT_SESSION_DAYS } from './cookie.ts';
import type { Person } from './person.ts';
import { hashOfToken, newToken } from './token.ts';

/** Wrong keys of one unit: ten, then one a minute. What is counted is the unit's first three words, whoever tries. */
const TRIES = { burst: 10, a_second: 1 / 60 };

// in: municipality_id, lookup; out: the unit with these words, if it is in use
const BY_LOOKUP = `
  select unit_id, name, credential_hash from patrol.unit
  where municipality_id = :municipality_id and credential_lookup = :lookup and closed_on is null`;

// in: municipality_id, token_hash, unit_id, days; out: ends_on
const OPEN = `
  insert into patrol.unit_session (municipality_id, token_hash, unit_id, ends_on)
  values (:municipality_id, :token_hash, :unit_id, current_date + cast(:days as integer))
  returning to_char(ends_on, 'YYYY-MM-DD') as ends_on`;

const FORGET_OLD =
  'delete from patrol.unit_session where municipality_id = :municipality_id and ends_on < current_date';

interface Found {
  unit_id: string;
  name: string;
  credential_hash: string;
}

/** The door of units: six words, of which three find the unit and three open it. Who stands there isn't asked. */
export class UnitDoor {
  readonly #hashes = slowHashes(2, 100);
  readonly #allowances: Allowances;

  /** @param now milliseconds; a parameter so that a test needn't wait */
  constructor(now?: () => number) {
    this.#allowances = new Allowances(now);
  }

  /**
   * Opens a session for a phone of the unit. Words that aren't there, words whose secret is wrong and what are no words at all are
   * the same, and cost the same time.
   *
   * @throws {ProblemError} unit_key_wrong, sign_in_wait
   */
  async enter(
    database: PatrolDatabase,
    municipality_id: number,
    typed: string,
  ): Promise<{ token: string; unit_id: string }> {
    const code = readReceipt(typed);
    const lookup = code?.lookup ?? '';
    const tries = `${municipality_id} ${lookup}`;
    const seconds = this.#allowances.wait(tries, TRIES);
    if (seconds > 0) throw new ProblemError('sign_in_wait', { seconds }, { 'retry-after': String(seconds) });
    const found = await onPatrols(database, async (trx) => {
      const { rows } = await trx.raw<{ rows: Found[] }>(BY_LOOKUP, { municipality_id, lookup });
      return rows[0];
    });
    if (!(await this.#hashes.isOf(code?.secret ?? '', found?.credential_hash ?? null))) {
      this.#allowances.spend(tries, TRIES);
      throw new ProblemError('unit_key_wrong');
    }
    const { unit_id, name } = found!;
    const token = newToken();
    await onPatrols(database, async (trx) => {
      await trx.raw(FORGET_OLD, { municipality_id });
      const opened = { municipality_id, token_hash: hashOfToken(token), unit_id, days: UNIT_SESSION_DAYS };
      await trx.raw(OPEN, opened);
      await database.record(trx, { act: 'unit_entered', who: { kind: 'unit', name }, area: municipality_id });
    });
    return { token, unit_id };
  }
}

// in: token_hash, slug; out: the unit whose session it is, in the area of that name
const FIND = `
  select u.unit_id, u.name, to_char(s.ends_on, 'YYYY-MM-DD') as ends_on
  from staff.municipality m
  join patrol.unit_session s on s.municipality_id = m.municipality_id and s.token_hash = :token_hash
  join patrol.unit u on u.municipality_id = s.municipality_id and u.unit_id = s.unit_id
  where m.slug = :slug and s.ends_on >= current_date and u.closed_on is null`;

export async function findUnitSession(trx: Knex, token: string, slug: string): Promise<Person | null> {
  const { rows } = await trx.raw<{ rows: { unit_id: string; name: string; ends_on: string }[] }>(FIND, {
    ...{ token_hash: hashOfToken(token), slug },
  });
  const [found] = rows;
  if (found === undefined) return null;
  const { unit_id, name, ends_on } = found;
  return {
    standing: 'unit',
    account: null,
    session_id: null,
    grants: [],
    unit: { unit_id, name, municipality: slug, ends_on },
  };
}

export const endUnitSession = (trx: Knex, municipality_id: number, token: string): Promise<unknown> =>
  trx.raw('delete from patrol.unit_session where municipality_id = :municipality_id and token_hash = :token_hash', {
    ...{ municipality_id, token_hash: hashOfToken(token) },
  });
