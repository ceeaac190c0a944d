import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type ApiProblem, api } from './api.ts';

/** What was sent: the key of each request, answered as told. */
const answers: (() => Response | Promise<Response>)[] = [];
const keys: (string | null)[] = [];
vi.stubGlobal('fetch', async (path: string, { headers }: RequestInit) => {
  if (path === '/api/health') throw new TypeError('Failed to fetch'); // the page looks whether the server is back
  keys.push(new Headers(headers).get('Idempotency-Key'));
  return answers.shift()!();
});
afterEach(() => {
  keys.length = 0;
});

const done = (): Response => Response.json({ ok: true }, { status: 201 });
const lost = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
const refused = (status: number, code: string) => (): Response =>
  Response.json({ type: `urn:${code}`, code, title: code, status, detail: code }, { status });
const send = async (body: object): Promise<string> => {
  try {
    await api.post('/api/organisations', body, z.object({ ok: z.boolean() }));
    return 'done';
  } catch (error) {
    return (error as ApiProblem).code;
  }
};

test('what got no answer is sent again with the same key, and everything else with a new one', async () => {
  answers.push(lost, refused(503, 'busy'), refused(409, 'resend_under_way'), done, done);
  const same = { name: 'Polisen' };
  expect([await send(same), await send(same), await send(same), await send(same), await send(same)]).toEqual([
    'unreachable',
    'busy',
    'resend_under_way',
    'done',
    'done',
  ]);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(new Set(keys.slice(0, 4)).size).toBe(1);
  expect(keys[4]).not.toBe(keys[0]);
});

test('another content has another key, and so has what was refused', async () => {
  answers.push(lost, lost, refused(409, 'organisation_taken'), done);
  await send({ name: 'a' });
  await send({ name: 'b' });
  await send({ name: 'a' });
  await send({ name: 'a' });
  expect(keys[1]).not.toBe(keys[0]);
  expect(keys[2]).toBe(keys[0]);
  expect(keys[3]).not.toBe(keys[0]);
});
