import type { OwnPasskey } from '@lagesbild/contract';
import type { WebAuthnCredential } from '@simplewebauthn/server';
import type { Knex } from 'knex';
import { ProblemError } from '../../errors.ts';
import { holdWays, mustHaveWay } from '../way.ts';

/** A key as it is stored: what it signs is checked with `public_key`, which is no secret. */
interface Row {
  passkey_id: string;
  account_id: string;
  credential_id: string;
  public_key: string;
  counter: string;
  transports: string[];
  rp_id: string;
}

// in: account_id; out: its keys; order: oldest first
const LIST = `
  select passkey_id, name, rp_id, created_at, used_at from staff.passkey
  where account_id = :account_id order by created_at, passkey_id`;

export async function listPasskeys(knex: Knex, account_id: string): Promise<OwnPasskey[]> {
  const { rows } = await knex.raw<{
    rows: { passkey_id: string; name: string; rp_id: string; created_at: Date; used_at: Date | null }[];
  }>(LIST, { account_id });
  return rows.map(({ passkey_id, name, rp_id, created_at, used_at }) => ({
    passkey_id,
    name,
    address: rp_id,
    created_at: created_at.toISOString(),
    used_at: used_at?.toISOString() ?? null,
  }));
}

export const keysOf = async (knex: Knex, account_id: string): Promise<Row[]> =>
  (
    await knex.raw<{ rows: Row[] }>('select * from staff.passkey where account_id = :account_id order by created_at', {
      account_id,
    })
  ).rows;

// in: credential_id; out: the key and whose it is, or none; accounts that are switched off have none
const FIND = `
  select p.* from staff.passkey p join staff.account a on a.account_id = p.account_id
  where p.credential_id = :credential_id and a.deactivated_at is null`;

export const findKey = async (knex: Knex, credential_id: string): Promise<Row | undefined> =>
  (await knex.raw<{ rows: Row[] }>(FIND, { credential_id })).rows[0];

/** The key as the library wants it. */
export const credentialOf = ({ credential_id, public_key, counter, transports }: Row): WebAuthnCredential => ({
  id: credential_id,
  publicKey: new Uint8Array(Buffer.from(public_key, 'base64url')),
  counter: Number(counter),
  transports,
});

const ADD = `
  insert into staff.passkey (account_id, credential_id, public_key, counter, transports, rp_id, name)
  values (:account_id, :credential_id, :public_key, :counter, :transports, :rp_id, :name)
  on conflict (credential_id) do nothing returning passkey_id`;

/** @throws {ProblemError} passkey_refused when the key is somebody's already */
export async function addPasskey(
  knex: Knex,
  account_id: string,
  { id, publicKey, counter, transports = [] }: WebAuthnCredential,
  { rp_id, name }: { rp_id: string; name: string },
): Promise<void> {
  const public_key = Buffer.from(publicKey).toString('base64url');
  const key = { account_id, credential_id: id, public_key, counter, transports, rp_id, name };
  const { rows } = await knex.raw<{ rows: object[] }>(ADD, key);
  if (rows.length === 0) throw new ProblemError('passkey_refused', { reason: 'InvalidStateError' });
}

// in: the key and the counter it brought; out: nothing when another answer of the same key was counted before it
const USED = `
  update staff.passkey set counter = :counter, used_at = now()
  where passkey_id = :passkey_id and (counter < :counter or (counter = 0 and :counter = 0))
  returning 1`;

/** A counter that doesn't rise is that of a copied key. @throws {ProblemError} passkey_refused */
export async function countUse(knex: Knex, passkey_id: string, counter: number): Promise<void> {
  const { rows } = await knex.raw<{ rows: object[] }>(USED, { passkey_id, counter });
  if (rows.length === 0) throw new ProblemError('passkey_refused', { reason: 'counter' });
}

/** @throws {ProblemError} passkey_unknown */
export async function renamePasskey(knex: Knex, account_id: string, passkey_id: string, name: string): Promise<void> {
  const { rows } = await knex.raw<{ rows: object[] }>(
    'update staff.passkey set name = :name where account_id = :account_id and passkey_id = :passkey_id returning 1',
    { account_id, passkey_id, name },
  );
  if (rows.length === 0) throw new ProblemError('passkey_unknown');
}

/** Somebody has lost them: a link that an administrator made says so. @returns how many there were */
export const endPasskeys = async (trx: Knex, account_id: string): Promise<number> =>
  (await trx.raw<{ rowCount: number }>('delete from staff.passkey where account_id = :account_id', { account_id }))
    .rowCount;

/** @returns what it was called @throws {ProblemError} passkey_unknown, way_last, second_factor_last */
export async function removePasskey(trx: Knex, account_id: string, passkey_id: string): Promise<string> {
  await holdWays(trx, account_id);
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(
    'delete from staff.passkey where account_id = :account_id and passkey_id = :passkey_id returning name',
    { account_id, passkey_id },
  );
  if (!rows[0]) throw new ProblemError('passkey_unknown');
  await mustHaveWay(trx, account_id);
  return rows[0].name;
}
