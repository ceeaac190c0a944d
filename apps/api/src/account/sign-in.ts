import { setTimeout } from 'node:timers/promises';
import { Login } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { findLogin } from './account.ts';
import type { Delays } from './delay.ts';
import { isPassword } from './password.ts';
import type { SignInFailures } from './sign-in-failure.ts';

export interface Attempt {
  login: string;
  password: string;
  /** Where it comes from; kept only as a keyed hash, in memory. */
  address: string;
}

/**
 * Whose name and password are these? A name that isn't here, one without a password, one that is switched off and a wrong password
 * get the same answer after the same time.
 *
 * @returns the account's number
 * @throws {ProblemError} sign_in_wrong, sign_in_wait
 */
export async function signIn(
  knex: Knex,
  { delays, failures }: { delays: Delays; failures: SignInFailures },
  { password, address, ...given }: Attempt,
): Promise<string> {
  // What can't be a name is looked up as one that nobody has: that takes as long as any other.
  const login = Login.safeParse(given.login).data ?? '';
  const { refused_s, held_s } = delays.before(login, address);
  if (refused_s > 0)
    throw new ProblemError('sign_in_wait', { seconds: refused_s }, { 'retry-after': String(refused_s) });
  // Counted before it is known to be wrong: a hundred sent at once are a hundred.
  delays.failed(login, address);
  if (held_s > 0) await setTimeout(held_s * 1000);
  const account = await findLogin(knex, login);
  const right = await isPassword(password, account?.password_hash ?? null);
  if (account === null || !right) {
    failures.add(account && { account_id: account.account_id, login });
    throw new ProblemError('sign_in_wrong');
  }
  delays.succeeded(login, address);
  return account.account_id;
}
