import type { Claim, Language } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { accountNamed, addAccount } from './account.ts';
import { makeLink, useLink } from './link.ts';
import { ensureOrganisation } from './organisation.ts';
import { isLoopbackOnly } from './origin.ts';
import { checkPassword, hashPassword } from './password.ts';
import '../start-sentences.ts';

/**
 * Makes the first account, administrator of the whole installation. From then on nobody comes in without one, for good.
 *
 * @param atMachine whether whoever asks sits at the machine, and so needs no link
 * @returns the account's number
 * @throws {ProblemError} claim_done, link_over, password_…
 */
export async function claim(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  wanted: Claim,
  atMachine: boolean,
): Promise<string> {
  checkPassword(wanted.password, [wanted.login, wanted.name]);
  const password_hash = await hashPassword(wanted.password);
  return knex.transaction(async (trx) => {
    // Of two first accounts, the second waits here and finds the installation claimed.
    const { rows } = await trx.raw<{ rows: { claimed: boolean }[] }>(
      'select claimed_at is not null as claimed from staff.installation for update',
    );
    if (rows[0]?.claimed !== false) throw new ProblemError('claim_done');
    if (wanted.token !== null && (await useLink(trx, wanted.token)).purpose !== 'claim')
      throw new ProblemError('link_over');
    if (wanted.token === null && !atMachine) throw new ProblemError('claim_needed');
    const { organisation_id } = await ensureOrganisation(trx, wanted.organisation);
    const account_id = await addAccount(trx, {
      login: wanted.login,
      name: wanted.name,
      organisation_id,
      roles: [{ role: 'administrator', municipality: null }],
      password_hash,
    });
    const who = { kind: 'account', account_id, name: wanted.login } as const;
    const object = accountNamed({ account_id, login: wanted.login });
    await record(trx, { act: 'installation_claimed', who, area: null, object });
    return account_id;
  });
}

export async function isClaimed(knex: Knex): Promise<boolean> {
  const { rows } = await knex.raw<{ rows: { claimed: boolean }[] }>(
    'select claimed_at is not null as claimed from staff.installation',
  );
  return rows[0]?.claimed !== false;
}

/** Where the pages are, as far as the settings tell. */
export const pageOrigin = ({ public_url, port }: Pick<Config, 'public_url' | 'port'>): string =>
  public_url ?? `http://localhost:${port}`;

/**
 * What the start says of accounts: nothing once there are some, else a link that makes the first one.
 * @param port the one that is listened on
 */
export async function claimLines(
  { knex }: Pick<Database, 'knex'>,
  config: Config,
  port: number,
  language: Language = 'en',
): Promise<string[]> {
  if (await isClaimed(knex)) return [];
  const { url } = await makeLink(knex, 'claim', null, pageOrigin({ ...config, port }));
  const state = sentence(language, isLoopbackOnly(config) ? 'start_claim_here' : 'start_claim_there');
  return [`  ${state}`, `  ${url}`];
}
