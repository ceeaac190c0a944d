import { Writable } from 'node:stream';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { handleErrors } from './errors.ts';
import { logOptions } from './log.ts';

/** What a stranger can put into a request, and what PostgreSQL says of values. */
const SECRETS = [
  'anna.andersson@sigtuna.se',
  '203.0.113.77',
  'Fnattig/9.9 (marked)',
  'lagesbild_3000=token-of-somebody',
  'hemligt-ord-i-frågan',
  'rad från en boende',
  'wYzYs0m3T0k3nTh4tIsLongEnoughToBeOneOfOurs0000',
];

test('the log holds what happened and where, and nothing of who asked or what they sent', async () => {
  let written = '';
  const stream = new Writable({
    write(chunk, _, done) {
      written += chunk;
      done();
    },
  });
  const app = Fastify({ logger: { ...(logOptions('trace') as object), stream } });
  handleErrors(app);
  app.post('/api/:municipality/anything', async (request) => {
    request.log.warn({ req: request }, 'looked at');
    const failure = new Error(
      'insert into staff.account (login) values ($1) - invalid input syntax for type uuid: "anna.andersson@sigtuna.se\r\n\u001b[31mrad från en boende"',
    );
    throw Object.assign(failure, {
      code: '22P02',
      detail: 'Key (login)=(anna.andersson@sigtuna.se) already exists.',
      bindings: ['wYzYs0m3T0k3nTh4tIsLongEnoughToBeOneOfOurs0000'],
    });
  });
  const answer = await app.inject({
    method: 'POST',
    url: '/api/sigtuna/anything?q=hemligt-ord-i-fr%C3%A5gan&r=hemligt-ord-i-frågan%0d%0a',
    remoteAddress: '203.0.113.77',
    headers: { 'user-agent': 'Fnattig/9.9 (marked)', cookie: 'lagesbild_3000=token-of-somebody' },
    payload: { text: 'rad från en boende' },
  });
  expect(answer.statusCode).toBe(500);
  expect(SECRETS.filter((secret) => written.includes(secret) || written.includes(encodeURI(secret)))).toEqual([]);
  const lines = written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const failed = lines.find(({ msg }) => msg === 'unforeseen error');
  expect(failed.err).toMatchObject({ type: 'Error', code: '22P02', stack: expect.stringContaining('log.test.ts') });
  expect(failed.err.message).toBe(
    'insert into staff.account (login) values ($1) - invalid input syntax for type uuid: …',
  );
  expect(lines.find(({ msg }) => msg === 'looked at').req).toEqual({
    method: 'POST',
    route: '/api/:municipality/anything',
  });
  expect(written.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});
