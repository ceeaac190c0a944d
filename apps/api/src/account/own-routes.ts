import { OwnName, OwnSession, OwnWays, PasswordChange, Session } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../errors.ts';
import type { RoomApp } from '../room.ts';
import { accountNamed, setPassword } from './account.ts';
import { checkPassword, hashPassword, isPassword } from './password.ts';
import type { AccountOptions } from './routes.ts';
import { endOwnSession, listSessions } from './session.ts';
import { sessionAnswer } from './session-answer.ts';
import { holdWays, mustHaveWay, waysOf } from './way.ts';

const tags = ['account'];

/** What everybody sees and changes of their own account. */
export function ownRoutes(app: RoomApp, { config, database, people }: AccountOptions): void {
  /** @throws {ProblemError} account_needed, where whoever asks has none */
  const ownAccount = ({ person }: FastifyRequest) => {
    if (person.account === null) throw new ProblemError('account_needed');
    return person.account;
  };

  app.patch(
    '/api/account',
    {
      schema: {
        tags,
        summary: 'Change one’s own name',
        description: 'The name others see; what one signs in with stays.',
        body: OwnName,
        response: { 200: Session },
      },
    },
    async (request) => {
      const account = ownAccount(request);
      const { name } = request.body;
      await database.knex.transaction(async (trx) => {
        await trx.raw('update staff.account set name = :name where account_id = :account_id', {
          name,
          account_id: account.account_id,
        });
        const told = { who: request.who, area: null, object: accountNamed(account) };
        await database.record(trx, { act: 'account_renamed', ...told, details: { before: account.name, after: name } });
      });
      people.forget();
      const person = { ...request.person, account: { ...account, name } };
      return sessionAnswer(person, request, config, await people.installation());
    },
  );

  app.put(
    '/api/account/password',
    {
      bodyLimit: 16 * 1024,
      schema: {
        tags,
        summary: 'Change one’s own password, or have none',
        description:
          'Every other session of the account ends. None is possible where something else opens the account.',
        body: PasswordChange,
        response: { 204: z.undefined().describe('changed') },
      },
    },
    async (request, reply) => {
      const { account_id, login, name } = ownAccount(request);
      const { current, password } = request.body;
      const { rows } = await database.knex.raw<{ rows: { password_hash: string | null }[] }>(
        'select password_hash from staff.account where account_id = :account_id',
        { account_id },
      );
      if (!(await isPassword(current, rows[0]?.password_hash ?? null))) throw new ProblemError('password_wrong');
      if (password !== null) checkPassword(password, [login, name]);
      const password_hash = password === null ? null : await hashPassword(password);
      await database.knex.transaction(async (trx) => {
        await holdWays(trx, account_id);
        await setPassword(trx, account_id, password_hash, request.person.session_id);
        if (password === null) await mustHaveWay(trx, account_id);
        const act = password === null ? 'password_removed' : 'password_changed';
        const object = accountNamed({ account_id, login });
        await database.record(trx, { act, who: request.who, area: null, object });
      });
      people.forget();
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/account/ways',
    {
      schema: {
        tags,
        summary: 'How one comes in',
        description: 'By which means one’s own account can be signed in to.',
        response: { 200: OwnWays },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return waysOf(database.knex, ownAccount(request).account_id);
    },
  );

  app.get(
    '/api/account/sessions',
    {
      schema: {
        tags,
        summary: 'One’s own sessions',
        description: 'The newest in use first; those that have ended aren’t told.',
        response: { 200: z.array(OwnSession) },
      },
    },
    async (request, reply) => {
      const { account_id } = ownAccount(request);
      reply.header('cache-control', 'no-store');
      return listSessions(database.knex, account_id, request.person.session_id);
    },
  );

  app.delete(
    '/api/account/sessions/:session_id',
    {
      schema: {
        tags,
        summary: 'End one of one’s own sessions',
        description: 'Whoever has it is signed out with their next request.',
        params: z.object({ session_id: z.uuid() }),
        response: { 204: z.undefined().describe('ended') },
      },
    },
    async (request, reply) => {
      const account = ownAccount(request);
      await database.knex.transaction(async (trx) => {
        await endOwnSession(trx, account.account_id, request.params.session_id);
        const object = accountNamed(account);
        await database.record(trx, { act: 'session_ended', who: request.who, area: null, object });
      });
      people.forget();
      return reply.code(204).send();
    },
  );
}
