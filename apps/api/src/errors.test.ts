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

test.each(['EMFILE', 'ENFILE'])('with no file left to open (%s), whoever asks is told when to come back', (code) => {
  const problem = toProblem(Object.assign(new Error(code), { code, syscall: 'open' }), request);
  expect([problem.code, problem.statusCode, problem.headers['retry-after']]).toEqual(['busy', 503, '5']);
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

test.each([
  ['sv', '{}', 'field: – går inte att använda (saknas).'],
  ['sv', '{"field":7}', 'field: 7 går inte att använda (ska vara text).'],
  ['sv', '{"field":"a","kernel":"flat"}', 'kernel: flat går inte att använda (välj bland gaussian, quartic).'],
  ['sv', '{"field":"a","n":1.5}', 'n: 1.5 går inte att använda (ska vara ett heltal).'],
  ['ar', '{"field":"a","n":99}', '10'],
  ['en', '{"field":"a","id":"x"}', 'id: x can’t be used (it must be a UUID).'],
  ['en', '{"field":"abcdef"}', 'field: abcdef can’t be used (at most 5 characters).'],
] as const)('what a schema refuses is said in %s: %s', async (language, payload, said) => {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  handleErrors(app);
  const body = z.object({
    field: z.string().max(5),
    kernel: z.enum(['gaussian', 'quartic']).optional(),
    n: z.number().int().max(10).optional(),
    id: z.uuid().optional(),
  });
  app.post('/', { schema: { body } }, async () => 'taken');
  const headers = { 'content-type': 'application/json', 'accept-language': language };
  const { detail } = (await app.inject({ method: 'POST', url: '/', headers, payload })).json<Problem>();
  expect(detail).toContain(said);
  if (language !== 'en') expect(detail).not.toMatch(/invalid|expected/i);
});
