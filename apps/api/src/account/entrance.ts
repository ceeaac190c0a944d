import type { Session } from '@lagesbild/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../errors.ts';
import { setToken, tokenOf } from './cookie.ts';
import { canSignIn } from './origin.ts';
import { NOBODY } from './person.ts';
import type { AccountOptions } from './routes.ts';
import { deviceOf, endSessionOf, type NewSession, startSession } from './session.ts';
import { sessionAnswer } from './session-answer.ts';
import { begun } from './session-told.ts';

/** What every way in ends with, whatever it began with. */
export interface Entrance {
  /** Who asks, as their page wants to know it. */
  answer(request: FastifyRequest): Promise<Session>;
  /** A session always begins with a new token, and ends the one the browser had. */
  begin(request: FastifyRequest, reply: FastifyReply, session: Omit<NewSession, 'device'>): Promise<Session>;
  /** @throws {ProblemError} sign_in_insecure where somebody could listen in between */
  mustBeSafe(request: FastifyRequest): void;
}

export function entranceOf({ config, database, people }: Omit<AccountOptions, 'opened'>): Entrance {
  return {
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

    mustBeSafe(request) {
      if (!canSignIn(request, config))
        throw new ProblemError('sign_in_insecure', { address: config.public_url ?? 'https://…' });
    },
  };
}
