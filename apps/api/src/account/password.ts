import { PASSWORD_MAX, PASSWORD_MIN } from '@lagesbild/contract';
import { ProblemError } from '../errors.ts';
import { slowHashes } from '../slow-hash.ts';
import { isCommon } from './common-password.ts';
import './sentences.ts';

const hashes = slowHashes(2, 50);

/** å typed as one character and as two must be the same password. */
const normalised = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hashes.of(normalised(password));

/** Is it the password of this hash? Without one the answer is no, after the same time. */
export const isPassword = (password: string, password_hash: string | null): Promise<boolean> =>
  hashes.isOf(normalised(password), password_hash);

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
