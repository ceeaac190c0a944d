import { PASSWORD_MAX, PASSWORD_MIN } from '@lagesbild/contract';
import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { ProblemError } from '../errors.ts';
import { isCommon } from './common-password.ts';
import { turns } from './turn.ts';
import './sentences.ts';

/** OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane. About 25 ms. */
const COST = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Each takes 19 MiB and a processor: a crowd at the door must leave some for those inside. */
const AT_ONCE = 2;
const WAITING_MAX = 50;

const inTurn = turns(AT_ONCE, WAITING_MAX, () => new ProblemError('busy', { seconds: 2 }, { 'retry-after': '2' }));

/** å typed as one character and as two must be the same password. */
const normalised = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(normalised(password), COST));

/** A hash nobody knows the password of, made with the same cost: a name that isn't here takes as long as one that is. */
let nobodys: Promise<string> | undefined;

/** Is it the password of this hash? Without one the answer is no, after the same time. */
export async function isPassword(password: string, password_hash: string | null): Promise<boolean> {
  nobodys ??= hash(`${Math.random()}`, COST);
  const against = password_hash ?? (await nobodys);
  const right = await inTurn(() => verify(against, normalised(password)));
  return right && password_hash !== null;
}

/**
 * A password somebody chooses: long enough, and none of those that are tried first.
 * @param own  the account's names: a password may not be made of them
 * @throws {ProblemError} password_short, password_long, password_common
 */
export function checkPassword(password: string, own: readonly string[]): void {
  const length = [...normalised(password)].length;
  if (length < PASSWORD_MIN) throw new ProblemError('password_short', { n: length, min: PASSWORD_MIN });
  if (password.length > PASSWORD_MAX) throw new ProblemError('password_long', { max: PASSWORD_MAX });
  if (isCommon(normalised(password), own)) throw new ProblemError('password_common');
}
