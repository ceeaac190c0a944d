import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { CLIENT } from './provider.testing.ts';

export interface Liar {
  issuer: string;
  /** What it answers at its token endpoint; asked with the claims that would be right. */
  says: (right: JWTPayload) => Promise<string> | string;
  /** The nonce of whoever asks now: the browser brought it along. */
  nonce: string;
  sign(claims: JWTPayload, header?: { kid?: string; typ?: string }): Promise<string>;
  /** By a key that it never published. */
  forge(claims: JWTPayload): Promise<string>;
  /** How often its token endpoint was asked. */
  asked: number;
  /** What it says of itself is another's. */
  poses_as: string | null;
  stop(): Promise<void>;
}

/** An issuer that says whatever a test wants it to say. */
export async function startLiar(): Promise<Liar> {
  const own = await generateKeyPair('ES256');
  const other = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'ES256', use: 'sig' };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const liar: Liar = {
    issuer,
    nonce: '',
    asked: 0,
    poses_as: null,
    says: (right) => liar.sign(right),
    sign: (claims, header) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'own', ...header }).sign(own.privateKey),
    forge: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'own' }).sign(other.privateKey),
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
  const right = (): JWTPayload => {
    const now = Math.floor(Date.now() / 1000);
    const person = { sub: 'anna', groups: ['analysts'], preferred_username: 'anna@kommun.se' };
    return { iss: issuer, aud: CLIENT.id, iat: now, exp: now + 300, nonce: liar.nonce, sid: 's1', ...person };
  };
  const answers: Record<string, () => Promise<object> | object> = {
    '/.well-known/openid-configuration': () => ({
      issuer: liar.poses_as ?? issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256', 'none', 'HS256'],
    }),
    '/jwks': () => ({ keys: [jwk] }),
    '/token': async () => {
      liar.asked++;
      return { access_token: 'x', token_type: 'Bearer', id_token: await liar.says(right()) };
    },
  };
  server.on('request', async (request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(answer ? JSON.stringify(await answer()) : '{}');
  });
  return liar;
}
