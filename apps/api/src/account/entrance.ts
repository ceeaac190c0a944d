import type { Session, SignedIn } from '@lagesbild/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../errors.ts';
import { setToken, tokenOf } from './cookie.ts';
import { canSignIn } from './origin.ts';
import { type Asked, askForKnown, askForNew, mustHavePlace } from './passkey/ceremony.ts';
import { NOBODY } from './person.ts';
import type { InnerOptions } from './routes.ts';
import { demandOf } from './second-factor.ts';
import { deviceOf, endSessionOf, type NewSession, startSession } from './session.ts';
import { sessionAnswer } from './session-answer.ts';
import { begun } from './session-told.ts';

/** What a browser was asked about a passkey: to come in by one, to make the first one and come in, to make one. */
export type PasskeyAttempt =
  | { kind: 'enter'; asked: Asked; account_id: string | null }
  | { kind: 'first'; asked: Asked; account_id: string }
  | { kind: 'new'; asked: Asked; account_id: string };

/** What every way in ends with, whatever it began with. */
export interface Entrance {
  /** Who asks, as their page wants to know it. */
  answer(request: FastifyRequest): Promise<Session>;
  /** A session always begins with a new token, and ends the one the browser had. */
  begin(request: FastifyRequest, reply: FastifyReply, session: Omit<NewSession, 'device'>): Promise<Session>;
  /** The same after a password, or what more the account asks for. @throws {ProblemError} passkey_address, passkey_elsewhere */
  beginOrAsk(
    request: FastifyRequest,
    reply: FastifyReply,
    account_id: string,
    method: 'password' | 'link',
  ): Promise<SignedIn>;
  /** @throws {ProblemError} sign_in_insecure where somebody could listen in between */
  mustBeSafe(request: FastifyRequest): void;
}

export function entranceOf({ config, database, people, attempts }: InnerOptions): Entrance {
  const entrance: Entrance = {
    answer: async (request) => sessionAnswer(await request.introduce(), request, config, await people.installation()),

    async begin(request, reply, session) {
      const before = tokenOf(request, config);
      const device = deviceOf(request.headers['user-agent']);
      const token = await database.knex.transaction(async (trx) => {
        if (before !== undefined) await endSessionOf(trx, before);
        const token = await startSession(trx, { ...session, device });
        await database.record(trx, await begun(trx, session));
        return token;
      });
      people.forget();
      setToken(request, reply, config, token);
      reply.header('cache-control', 'no-store');
      const person = await people.withToken(token, true);
      return sessionAnswer(person ?? NOBODY, request, config, await people.installation());
    },

    async beginOrAsk(request, reply, account_id, method) {
      const { needs_more, has_passkey, login, name } = await demandOf(database.knex, account_id);
      if (!needs_more)
        return { ...(await entrance.begin(request, reply, { whose: { account_id }, method })), second_step: null };
      const place = mustHavePlace(request, config);
      const { options, asked } = has_passkey
        ? await askForKnown(database.knex, place, account_id)
        : await askForNew(database.knex, place, { account_id, login, name });
      const token = attempts.begin({ kind: has_passkey ? 'enter' : 'first', asked, account_id });
      setToken(request, reply, config, token, 'attempt');
      reply.header('cache-control', 'no-store');
      const kind = has_passkey ? 'passkey' : 'new_passkey';
      const session = sessionAnswer(NOBODY, request, config, await people.installation());
      return { ...session, second_step: { kind, options } };
    },

    mustBeSafe(request) {
      if (!canSignIn(request, config))
        throw new ProblemError('sign_in_insecure', { address: config.public_url ?? 'https://…' });
    },
  };
  return entrance;
}
