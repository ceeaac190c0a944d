import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { newToken } from '../token.ts';

export const CLIENT = { id: 'lagesbild', secret: 'a-secret-that-only-the-two-of-them-know' };

export interface TestProvider {
  issuer: string;
  /** By subject: what the provider says of somebody, next time they sign in. */
  people: Map<string, Record<string, unknown>>;
  stop(): Promise<void>;
}

interface Where {
  redirect_uri: string;
  /** Where it tells that somebody has signed out. */
  told_at?: string;
  /** By which it knows the application, instead of by the secret. */
  client_key?: JWK;
}

/** A real provider of OpenID Connect on this machine. Whoever names a subject is that person: it asks for no password. */
export async function startProvider({ redirect_uri, told_at, client_key }: Where): Promise<TestProvider> {
  const people: TestProvider['people'] = new Map();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const settings: Configuration = {
    clients: [
      {
        client_id: CLIENT.id,
        client_name: 'Lägesbild',
        redirect_uris: [redirect_uri],
        post_logout_redirect_uris: [],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        ...(client_key === undefined
          ? { client_secret: CLIENT.secret, token_endpoint_auth_method: 'client_secret_post' }
          : { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [client_key] } }),
        ...(told_at === undefined
          ? {}
          : { backchannel_logout_uri: told_at, backchannel_logout_session_required: true }),
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'one', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: [newToken()] },
    // Its own guard would keep it from telling an application on this machine.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
    pkce: { required: () => true },
    claims: { openid: ['sub', 'groups', 'org'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    findAccount: (_, sub) =>
      people.has(sub) ? { accountId: sub, claims: () => ({ sub, ...people.get(sub) }) } : undefined,
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  };
  const provider = new Provider(issuer, settings);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (piece) => (body += piece));
      request.on('end', () => {
        const accountId = new URLSearchParams(body).get('subject') ?? '';
        void provider.interactionFinished(request, response, { login: { accountId } });
      });
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><title>Kommunens inloggning</title><form method="post"><label>Användare <input name="subject"></label><button>Fortsätt</button></form>`,
    );
  });
  return {
    issuer,
    people,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

/** What a browser does between the address that begins and the one it comes back to: signs in there as this subject. */
export async function walk(url: string, subject: string): Promise<URL> {
  const jar = new Map<string, string>();
  let [at, form] = [new URL(url), null as URLSearchParams | null];
  for (let step = 0; step < 10; step++) {
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === null ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const next = response.headers.get('location');
    form = next === null ? new URLSearchParams({ subject }) : null;
    if (next !== null) at = new URL(next, at);
    else if (!at.pathname.startsWith('/interaction/')) throw new Error(`${at}: ${await response.text()}`);
    if (at.pathname === '/login/sso') return at;
  }
  throw new Error(`no way back from ${at}`);
}
