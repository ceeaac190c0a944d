import { SsoAnswer, SsoDone, SsoQuestion, SsoStart } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../errors.ts';
import type { RoomApp } from '../../room.ts';
import { Attempts } from '../attempt.ts';
import { pageOrigin } from '../claim.ts';
import { clearToken, setToken, tokenOf } from '../cookie.ts';
import { entranceOf } from '../entrance.ts';
import type { InnerOptions } from '../routes.ts';
import { disconnect } from '../way.ts';
import { endSessionsOf } from './ended.ts';
import { connect, enter } from './enter.ts';
import type { Issuer, Question } from './issuer.ts';

const tags = ['account'];
const BODY_MAX_BYTES = 16 * 1024;
/** The page that the issuer sends people back to. */
const RETURN_PATH = '/login/sso';

/** Coming in by the word of the municipality's own sign-in service (OpenID Connect, code flow with PKCE). */
export async function ssoRoutes(app: RoomApp, options: InnerOptions & { issuer: Issuer | null }): Promise<void> {
  const { config, database, people } = options;
  const entrance = entranceOf(options);
  const begun = new Attempts<{ question: Question; to: string; connect_to: string | null }>();
  const theIssuer = (): Issuer => {
    if (options.issuer === null) throw new ProblemError('sso_off');
    return options.issuer;
  };
  const origin = ({ headers }: FastifyRequest): string =>
    headers.origin ?? config.public_url ?? (headers.host ? `http://${headers.host}` : pageOrigin(config));

  app.post(
    '/api/session/sso/start',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Begin single sign-on',
        description:
          'The answer is the address to send the browser to. With `connect`, whoever is signed in connects their account instead.',
        body: SsoStart,
        response: { 200: SsoQuestion },
      },
    },
    async (request, reply) => {
      const issuer = theIssuer();
      entrance.mustBeSafe(request);
      if (!(await people.installation()).claimed) throw new ProblemError('claim_needed');
      const { to, connect } = request.body;
      const { account } = connect ? await request.introduce() : { account: null };
      if (connect && account === null) throw new ProblemError('sign_in_needed');
      const { url, question } = await issuer.question(origin(request) + RETURN_PATH);
      const token = begun.begin({ question, to: ownPath(to), connect_to: account?.account_id ?? null });
      setToken(request, reply, config, token, 'attempt');
      reply.header('cache-control', 'no-store');
      return { url };
    },
  );

  app.post(
    '/api/session/sso',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'End single sign-on, with what the issuer answered',
        description: 'In the browser that began it, once, within ten minutes. `to` is where the person wanted to go.',
        body: SsoAnswer,
        response: { 200: SsoDone },
      },
    },
    async (request, reply) => {
      const issuer = theIssuer();
      entrance.mustBeSafe(request);
      const attempt = begun.take(tokenOf(request, config, 'attempt'));
      clearToken(request, reply, config, 'attempt');
      if (attempt === null) throw new ProblemError('sso_over');
      const { question, to, connect_to } = attempt;
      const vouched = await issuer.vouched(request.body.answer, question);
      if (connect_to !== null) {
        const { account } = await request.introduce();
        if (account?.account_id !== connect_to) throw new ProblemError('session_over');
        await database.knex.transaction((trx) =>
          connect({ knex: trx, record: database.record }, issuer, vouched.subject, account, request.who),
        );
        return { session: await entrance.answer(request), to };
      }
      const account_id = await enter(database, issuer, vouched);
      const session = await entrance.begin(request, reply, {
        whose: { account_id },
        method: 'sso',
        from: { issuer: issuer.url, issuer_session: vouched.session },
      });
      return { session, to };
    },
  );

  app.delete(
    '/api/account/sso',
    {
      schema: {
        tags,
        summary: 'Come in by single sign-on no more',
        description: 'Refused while the account has no other way in.',
        response: { 204: z.undefined().describe('disconnected') },
      },
    },
    async (request, reply) => {
      if (request.person.account === null) throw new ProblemError('account_needed');
      await disconnect(database, request.person.account, request.who);
      return reply.code(204).send();
    },
  );

  // The issuer itself asks this one, from its own machine, and speaks in forms.
  await app.register(async (form) => {
    form.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    form.post(
      '/api/session/sso/ended',
      {
        bodyLimit: BODY_MAX_BYTES,
        schema: {
          tags,
          summary: 'Somebody has signed out at the issuer',
          description:
            'OpenID Connect Back-Channel Logout 1.0: the sessions that came from theirs end here. The token is the issuer’s, signed.',
          body: z.object({ logout_token: z.string().max(BODY_MAX_BYTES) }),
          response: { 204: z.undefined().describe('ended') },
        },
      },
      async (request, reply) => {
        const issuer = theIssuer();
        const ended = await issuer.ended((request.body as { logout_token: string }).logout_token);
        await endSessionsOf(database, issuer, ended);
        people.forget();
        return reply.code(204).header('cache-control', 'no-store').send();
      },
    );
  });
}

/** A path of our own pages, or the first page: nothing that a browser could take for another site. */
function ownPath(to: string): string {
  const here = 'http://here.invalid';
  if (!to.startsWith('/') || !URL.canParse(to, here)) return '/';
  const { origin, pathname, search, hash } = new URL(to, here);
  const isOwn = origin === here && !pathname.startsWith('//') && !/^\/(api|login)(\/|$)/.test(pathname);
  return isOwn ? `${pathname}${search}${hash}` : '/';
}
