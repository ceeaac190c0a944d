import type { Problem } from '@lagesbild/contract';
import Fastify, { type FastifyRequest } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { handleErrors, toProblem } from './errors.ts';

const request = { log: { warn: () => {}, error: () => {} } } as unknown as FastifyRequest;

test.each(['ENOSPC', 'EDQUOT', '53100'])('a full disk (%s) is said as such, and when to come back', (code) => {
  const problem = toProblem(Object.assign(new Error(code), { code, syscall: 'write' }), request);
  expect([problem.code, problem.statusCode, problem.headers['retry-after']]).toEqual(['disk_full', 503, '60']);
});

test.each([
  ['[…]', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['{…}', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['["b"]', '["b"]'],
])('a value is named as %s in its refusal, however deep it is', async (said, value) => {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  handleErrors(app);
  app.post('/', { schema: { body: z.object({ field: z.string() }) } }, async () => 'taken');
  const headers = { 'content-type': 'application/json', 'accept-language': 'en' };
  const response = await app.inject({ method: 'POST', url: '/', headers, payload: `{"field":${value}}` });
  expect([response.statusCode, response.json<Problem>().code]).toEqual([400, 'invalid_input']);
  expect(response.json<Problem>().detail).toContain(`field: ${said} `);
});
