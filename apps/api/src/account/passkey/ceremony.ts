import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import type { Config } from '../../config.ts';
import { ProblemError } from '../../errors.ts';
import { nameOf } from '../../visitor.ts';
import { countUse, credentialOf, findKey, keysOf } from './passkey.ts';

/** Where a key is used: it works at this name only, and its answer says that the browser was on this page. */
export interface Place {
  rp_id: string;
  origin: string;
}

/** Keys belong to a name: at an address in figures there are none. */
export function placeOf({ headers }: FastifyRequest, { public_url }: Pick<Config, 'public_url'>): Place | null {
  const origin = headers.origin ?? public_url ?? `http://${headers.host ?? ''}`;
  const rp_id = nameOf(URL.canParse(origin) ? new URL(origin).host : '');
  return rp_id === undefined || isIP(rp_id) !== 0 ? null : { rp_id, origin };
}

/** @throws {ProblemError} passkey_address */
export function mustHavePlace(request: FastifyRequest, config: Pick<Config, 'public_url' | 'port'>): Place {
  const place = placeOf(request, config);
  if (place !== null) return place;
  throw new ProblemError('passkey_address', { address: config.public_url ?? `http://localhost:${config.port}` });
}

/** What a browser was asked, as it is held until it answers. */
export interface Asked extends Place {
  challenge: string;
}
type Options = { challenge: string } & Record<string, unknown>;

/** Asks for a new key of this account: one that shows who holds it (a finger, a face, a PIN) and finds its account by itself. */
export async function askForNew(
  knex: Knex,
  place: Place,
  { account_id, login, name }: { account_id: string; login: string; name: string },
): Promise<{ options: Options; asked: Asked }> {
  const keys = await keysOf(knex, account_id);
  const options = await generateRegistrationOptions({
    rpName: 'Lägesbild',
    rpID: place.rp_id,
    userID: new TextEncoder().encode(account_id),
    userName: login,
    userDisplayName: name,
    attestationType: 'none',
    excludeCredentials: keys.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { options: { ...options }, asked: { ...place, challenge: options.challenge } };
}

/** The new key of this answer. @throws {ProblemError} passkey_refused */
export async function readNew(response: object, { challenge, origin, rp_id }: Asked): Promise<WebAuthnCredential> {
  const checked = await verifyRegistrationResponse({
    response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rp_id,
    requireUserVerification: true,
  }).catch(refuse);
  if (!checked.verified) throw new ProblemError('passkey_refused', { reason: 'signature' });
  return checked.registrationInfo.credential;
}

/**
 * Asks for a key: any that this browser has for us, or one of an account's own.
 * @throws {ProblemError} passkey_elsewhere when the account's keys belong to another name
 */
export async function askForKnown(
  knex: Knex,
  place: Place,
  account_id: string | null,
): Promise<{ options: Options; asked: Asked }> {
  const keys = account_id === null ? [] : await keysOf(knex, account_id);
  const here = keys.filter(({ rp_id }) => rp_id === place.rp_id);
  if (keys.length > 0 && here.length === 0) throw new ProblemError('passkey_elsewhere', { address: keys[0]!.rp_id });
  const options = await generateAuthenticationOptions({
    rpID: place.rp_id,
    userVerification: 'required',
    ...(account_id === null
      ? {}
      : { allowCredentials: here.map(({ credential_id, transports }) => ({ id: credential_id, transports })) }),
  });
  return { options: { ...options }, asked: { ...place, challenge: options.challenge } };
}

/**
 * Whose key answered; its use is counted.
 * @param account_id whose it has to be, or null for anybody's
 * @throws {ProblemError} passkey_refused
 */
export async function readKnown(
  knex: Knex,
  response: { id: string },
  { challenge, origin, rp_id }: Asked,
  account_id: string | null,
): Promise<string> {
  const key = await findKey(knex, response.id);
  if (key === undefined || key.rp_id !== rp_id || (account_id !== null && key.account_id !== account_id))
    throw new ProblemError('passkey_refused', { reason: 'unknown key' });
  const checked = await verifyAuthenticationResponse({
    response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rp_id,
    credential: credentialOf(key),
    requireUserVerification: true,
  }).catch(refuse);
  if (!checked.verified) throw new ProblemError('passkey_refused', { reason: 'signature' });
  await countUse(knex, key.passkey_id, checked.authenticationInfo.newCounter);
  return key.account_id;
}

/** What the library says of an answer is a sentence for programmers: its first words are enough of a reason. */
const refuse = (error: unknown): never => {
  throw new ProblemError('passkey_refused', { reason: error instanceof Error ? error.message.slice(0, 60) : '–' });
};
