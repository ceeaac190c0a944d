import {
  NewPasskey,
  OwnName,
  OwnWays,
  PasskeyAnswer,
  PasskeyQuestion,
  PasskeyStart,
  SecondFactorRoles,
  Session,
} from '@lagesbild/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../errors.ts';
import type { RoomApp } from '../../room.ts';
import { accountNamed } from '../account.ts';
import { clearToken, setToken, tokenOf } from '../cookie.ts';
import { entranceOf, type PasskeyAttempt } from '../entrance.ts';
import { isPassword } from '../password.ts';
import type { InnerOptions } from '../routes.ts';
import { demandOf, secondFactorRoles, setOwnSecondFactor, setSecondFactorRoles } from '../second-factor.ts';
import { waysOf } from '../way.ts';
import { askForKnown, askForNew, mustHavePlace, readKnown, readNew } from './ceremony.ts';
import { addPasskey, removePasskey, renamePasskey } from './passkey.ts';

const tags = ['account'];
const BODY_MAX_BYTES = 64 * 1024;
const Id = z.object({ passkey_id: z.uuid().describe('a passkey’s number, as `GET /api/account/ways` tells it') });

/** Passkeys: coming in by one, and keeping one's own. */
export function passkeyRoutes(app: RoomApp, options: InnerOptions): void {
  const { config, database, people, attempts } = options;
  const entrance = entranceOf(options);
  const ownAccount = ({ person }: FastifyRequest) => {
    if (person.account === null) throw new ProblemError('account_needed');
    return person.account;
  };
  /** Of whom, and by whom: one's own account. */
  const toldBy = (request: FastifyRequest) => ({
    who: request.who,
    area: null,
    object: accountNamed(ownAccount(request)),
  });
  const hold = (request: FastifyRequest, reply: FastifyReply, attempt: PasskeyAttempt): void =>
    setToken(request, reply, config, attempts.begin(attempt), 'attempt');
  /** What this browser was asked, once. @throws {ProblemError} passkey_over */
  const taken = <Kind extends PasskeyAttempt['kind']>(
    request: FastifyRequest,
    reply: FastifyReply,
    kind: Kind,
  ): Extract<PasskeyAttempt, { kind: Kind }> => {
    const attempt = attempts.take(tokenOf(request, config, 'attempt'));
    clearToken(request, reply, config, 'attempt');
    if (attempt?.kind !== kind) throw new ProblemError('passkey_over');
    return attempt as Extract<PasskeyAttempt, { kind: Kind }>;
  };

  app.post(
    '/api/session/passkey/start',
    {
      schema: {
        tags,
        summary: 'Begin to sign in with a passkey',
        description: 'Without a name: the key tells whose it is. The answer is what the browser asks for.',
        response: { 200: PasskeyQuestion },
      },
    },
    async (request, reply) => {
      entrance.mustBeSafe(request);
      const { options, asked } = await askForKnown(database.knex, mustHavePlace(request, config), null);
      hold(request, reply, { kind: 'enter', asked, account_id: null });
      return { options };
    },
  );

  app.post(
    '/api/session/passkey',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Sign in with a passkey',
        description: 'Alone, or after a password where the account asks for both.',
        body: PasskeyAnswer,
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      entrance.mustBeSafe(request);
      const { asked, account_id } = taken(request, reply, 'enter');
      const whose = { account_id: await readKnown(database.knex, request.body.response, asked, account_id) };
      return entrance.begin(request, reply, { whose, method: 'passkey' });
    },
  );

  app.post(
    '/api/session/passkey/first',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Make the first passkey of an account that has to have one, and sign in',
        description: 'After the password, for an account that has no passkey yet.',
        body: NewPasskey,
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      entrance.mustBeSafe(request);
      const { asked, account_id } = taken(request, reply, 'first');
      const { response, name } = request.body;
      const credential = await readNew(response, asked);
      await database.knex.transaction(async (trx) => {
        await addPasskey(trx, account_id, credential, { rp_id: asked.rp_id, name });
        const { login } = await demandOf(trx, account_id);
        const who = { kind: 'account', account_id, name: login } as const;
        const object = accountNamed({ account_id, login });
        await database.record(trx, { act: 'passkey_added', who, area: null, object, details: { name } });
      });
      return entrance.begin(request, reply, { whose: { account_id }, method: 'passkey' });
    },
  );

  app.post(
    '/api/account/passkeys/start',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Begin to make a passkey',
        description: 'With the current password, if the account has one: a page left open is no way to add a key.',
        body: PasskeyStart,
        response: { 200: PasskeyQuestion },
      },
    },
    async (request, reply) => {
      const account = ownAccount(request);
      const { rows } = await database.knex.raw<{ rows: { password_hash: string | null }[] }>(
        'select password_hash from staff.account where account_id = :account_id',
        { account_id: account.account_id },
      );
      const password_hash = rows[0]?.password_hash ?? null;
      if (password_hash !== null && !(await isPassword(request.body.password ?? '', password_hash)))
        throw new ProblemError('password_wrong');
      const { options, asked } = await askForNew(database.knex, mustHavePlace(request, config), account);
      hold(request, reply, { kind: 'new', asked, account_id: account.account_id });
      return { options };
    },
  );

  app.post(
    '/api/account/passkeys',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Keep a new passkey',
        description: 'The answer is how one comes in now.',
        body: NewPasskey,
        response: { 201: OwnWays },
      },
    },
    async (request, reply) => {
      const account = ownAccount(request);
      const { asked, account_id } = taken(request, reply, 'new');
      if (account_id !== account.account_id) throw new ProblemError('passkey_over');
      const { response, name } = request.body;
      const credential = await readNew(response, asked);
      await database.knex.transaction(async (trx) => {
        await addPasskey(trx, account_id, credential, { rp_id: asked.rp_id, name });
        // Whoever has just shown the key has shown as much as somebody who came in by it.
        await trx.raw("update staff.session set method = 'passkey' where session_id = cast(:session_id as uuid)", {
          session_id: request.person.session_id,
        });
        await database.record(trx, { act: 'passkey_added', ...toldBy(request), details: { name } });
      });
      reply.code(201);
      return waysOf(database.knex, account_id);
    },
  );

  app.patch(
    '/api/account/passkeys/:passkey_id',
    {
      schema: {
        tags,
        summary: 'Rename a passkey',
        description: 'So that one knows which it is.',
        params: Id,
        body: OwnName,
        response: { 200: OwnWays },
      },
    },
    async (request) => {
      const { account_id } = ownAccount(request);
      await renamePasskey(database.knex, account_id, request.params.passkey_id, request.body.name);
      return waysOf(database.knex, account_id);
    },
  );

  app.delete(
    '/api/account/passkeys/:passkey_id',
    {
      schema: {
        tags,
        summary: 'Remove a passkey',
        description: 'Refused for the last one, where nothing else opens the account or the account asks for one.',
        params: Id,
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const { account_id } = ownAccount(request);
      await database.knex.transaction(async (trx) => {
        const name = await removePasskey(trx, account_id, request.params.passkey_id);
        await database.record(trx, { act: 'passkey_removed', ...toldBy(request), details: { name } });
      });
      return reply.code(204).send();
    },
  );

  app.put(
    '/api/account/second-factor',
    {
      schema: {
        tags,
        summary: 'Ask for a passkey after the password, or no more',
        description: 'Switched on by whoever has come in with a passkey: they know that it works.',
        body: z.object({ on: z.boolean() }),
        response: { 200: OwnWays },
      },
    },
    async (request) => {
      const { account_id } = ownAccount(request);
      const { session_id } = request.person;
      const { on } = request.body;
      await database.knex.transaction(async (trx) => {
        await setOwnSecondFactor(trx, { account_id, session_id }, on);
        await database.record(trx, { act: on ? 'second_factor_on' : 'second_factor_off', ...toldBy(request) });
      });
      people.forget();
      return waysOf(database.knex, account_id);
    },
  );

  app.get(
    '/api/accounts/second-factor',
    {
      schema: {
        tags: ['accounts'],
        summary: 'Roles that a password alone doesn’t open',
        description: 'Accounts with one of them sign in with a passkey, or by single sign-on.',
        response: { 200: SecondFactorRoles },
      },
    },
    async () => ({ roles: await secondFactorRoles(database.knex) }),
  );

  app.put(
    '/api/accounts/second-factor',
    {
      schema: {
        tags: ['accounts'],
        summary: 'Say which roles a password alone doesn’t open',
        description: 'Sessions of theirs that began with a password alone are over with the next request.',
        body: SecondFactorRoles,
        response: { 200: SecondFactorRoles },
      },
    },
    async (request) => {
      const { roles } = request.body;
      await database.knex.transaction(async (trx) => {
        await setSecondFactorRoles(trx, request.person.session_id, roles);
        const details = { roles: [...new Set(roles)].sort().join(' ') };
        await database.record(trx, { act: 'second_factor_demanded', who: request.who, area: null, details });
      });
      people.forget();
      return { roles: await secondFactorRoles(database.knex) };
    },
  );
}
