import { Claim, Link, LinkToken, LinkUse, Role, Session, SignedIn, SignIn } from '@lagesbild/contract';
import { z } from 'zod';
import { ProblemError } from '../errors.ts';
import type { RoomApp } from '../room.ts';
import { accountNamed, setPassword } from './account.ts';
import { claim } from './claim.ts';
import { clearToken, tokenOf } from './cookie.ts';
import { Delays } from './delay.ts';
import { entranceOf } from './entrance.ts';
import { findLink, useLink } from './link.ts';
import { isAtMachine } from './origin.ts';
import { endPasskeys } from './passkey/passkey.ts';
import { checkPassword, hashPassword } from './password.ts';
import type { InnerOptions } from './routes.ts';
import { endSessionOf } from './session.ts';
import { signIn } from './sign-in.ts';
import { SignInFailures } from './sign-in-failure.ts';

const tags = ['account'];
/** A name, a password and their JSON; a megabyte of password never reaches the hash. */
const BODY_MAX_BYTES = 16 * 1024;

/** Coming in and going out: by password, by link, as the first, and to try a role on. */
export function sessionRoutes(app: RoomApp, options: InnerOptions): void {
  const { config, database, people } = options;
  const { answer, begin, beginOrAsk, mustBeSafe } = entranceOf(options);
  const delays = new Delays();
  const failures = new SignInFailures(database, (error) =>
    app.log.error({ err: error }, 'a failed sign-in is not logged'),
  );
  app.addHook('preClose', () => failures.close());

  app.get(
    '/api/session',
    {
      schema: {
        tags,
        summary: 'Who am I here, and what may I do?',
        description: 'Answers everybody; without a session the standing is `nobody`.',
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return answer(request);
    },
  );

  app.post(
    '/api/session',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Sign in with name and password',
        description:
          'The session is a cookie. Wrong passwords slow the next attempts down (429 with Retry-After). Where a password isn’t enough, `second_step` holds what the browser is to ask for.',
        body: SignIn,
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      mustBeSafe(request);
      const { login, password } = request.body;
      const account_id = await signIn(database.knex, { delays, failures }, { login, password, address: request.ip });
      return beginOrAsk(request, reply, account_id, 'password');
    },
  );

  app.delete(
    '/api/session',
    {
      schema: {
        tags,
        summary: 'Sign out',
        description: 'The session ends here and at once; the answer is who one is afterwards.',
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const token = tokenOf(request, config);
      if (token !== undefined) {
        await request.introduce();
        const { who } = request;
        await database.knex.transaction(async (trx) => {
          await endSessionOf(trx, token);
          if (who.kind === 'account' || who.kind === 'demonstration')
            await database.record(trx, { act: 'signed_out', who, area: null });
        });
      }
      people.forget();
      clearToken(request, reply, config);
      // What was fetched under the session mustn't stay behind in the browser.
      reply.header('clear-site-data', '"cache"').header('cache-control', 'no-store');
      return answer(request);
    },
  );

  app.post(
    '/api/session/demonstration',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Try a role on, where there is nothing but made-up rows',
        description:
          'Only at the machine itself, before there are accounts, on a database that holds the demonstration alone.',
        body: z.object({ role: Role }),
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const { demonstration } = await people.installation();
      if (!demonstration || !isAtMachine(request, config)) throw new ProblemError('demonstration_only');
      return begin(request, reply, { whose: { demonstration_role: request.body.role }, method: 'demonstration' });
    },
  );

  app.post(
    '/api/claim',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Make the first account, administrator of the installation',
        description:
          'By the link that the start prints; whoever sits at a machine that nobody else can reach needs none. It can be done once.',
        body: Claim,
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      mustBeSafe(request);
      const account_id = await claim(database, request.body, isAtMachine(request, config));
      return begin(request, reply, { whose: { account_id }, method: 'password' });
    },
  );

  app.post(
    '/api/link',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'What a one-time link is for',
        description: 'A token that was used, is too old or never was gives 404.',
        body: LinkToken,
        response: { 200: Link },
      },
    },
    async (request, reply) => {
      const { purpose, login, name } = await findLink(database.knex, request.body.token);
      reply.header('cache-control', 'no-store');
      return { purpose, login, name };
    },
  );

  app.post(
    '/api/link/use',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Choose a password by a one-time link',
        description: 'Uses the link up, ends the account’s other sessions, and signs in.',
        body: LinkUse,
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      mustBeSafe(request);
      const { token, password } = request.body;
      const { login, name } = await findLink(database.knex, token);
      checkPassword(password, [login ?? '', name ?? '']);
      const password_hash = await hashPassword(password);
      const account_id = await database.knex.transaction(async (trx) => {
        const link = await useLink(trx, token);
        if (link.account_id === null) throw new ProblemError('link_over'); // it makes the first account: POST /api/claim
        await setPassword(trx, link.account_id, password_hash, null);
        const own = { account_id: link.account_id, login: link.login ?? '' };
        const who = { kind: 'account', account_id: own.account_id, name: own.login } as const;
        const told = { who, area: null, object: accountNamed(own) };
        await database.record(trx, { act: 'password_set', ...told });
        if (link.ends_passkeys && (await endPasskeys(trx, own.account_id)) > 0)
          await database.record(trx, { act: 'passkeys_ended', ...told });
        return own.account_id;
      });
      return beginOrAsk(request, reply, account_id, 'link');
    },
  );
}
