import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem, Session } from '@lagesbild/contract';
import { exportJWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openTestDatabase, testFolder } from '../../db/testing.ts';
import { testApp } from '../../incident/testing.ts';
import { personWith } from '../testing.ts';
import { CLIENT, startProvider, type TestProvider, walk } from './provider.testing.ts';

/** A provider that knows the application by its key, not by a word they share (private_key_jwt). */
const HOST = { host: 'localhost:3000', origin: 'http://localhost:3000' };
const made = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};
const another = generateKeyPairSync('rsa', { modulusLength: 2048 });
let database: Database;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  await personWith(database, [{ role: 'administrator', municipality: null }]);
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

/** What the way in at this provider ends with, when the application signs with that key. */
async function signedInWith(provider: TestProvider, key: typeof another.privateKey) {
  const folder = testFolder();
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const app = await testApp(database, {
    ...{ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_INTERNAL: '1' },
    OIDC_ROLES: file('roles.txt', 'groups | analysts | analyst@sigtuna |\n'),
    OIDC_CLIENT_KEY: file('key.pem', key.export({ type: 'pkcs8', format: 'pem' }).toString()),
  });
  stops.push(async () => {
    await app.ready();
    app.server.close();
  });
  const began = await app.inject({
    method: 'POST',
    url: '/api/session/sso/start',
    headers: HOST,
    payload: { to: '/' },
  });
  const back = await walk(began.json<{ url: string }>().url, 'anna');
  const cookie = [began.headers['set-cookie']]
    .flat()
    .map((line) => String(line).split(';')[0])
    .join('; ');
  const payload = { answer: back.search.slice(1) };
  return app.inject({ method: 'POST', url: '/api/session/sso', headers: { ...HOST, cookie }, payload });
}

test.each(['rsa', 'ec'] as const)('the application proves itself by its %s key, and by no other', async (kind) => {
  const client_key = { ...(await exportJWK(made[kind].publicKey)), use: 'sig' };
  const provider = await startProvider({ redirect_uri: 'http://localhost:3000/login/sso', client_key });
  stops.push(() => provider.stop());
  provider.people.set('anna', {
    name: 'Anna Andersson',
    preferred_username: `anna-${kind}@kommun.se`,
    groups: ['analysts'],
  });
  const response = await signedInWith(provider, made[kind].privateKey);
  expect(response.json<{ session: Session }>().session).toMatchObject({
    standing: 'signed_in',
    account: { name: 'Anna Andersson' },
  });
  const refused = await signedInWith(provider, another.privateKey);
  expect(refused.json<Problem>().code).toBe('sso_refused');
});
