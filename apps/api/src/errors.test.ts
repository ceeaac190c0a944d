import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { toProblem } from './errors.ts';

const request = { log: { warn: () => {}, error: () => {} } } as unknown as FastifyRequest;

test.each(['ENOSPC', 'EDQUOT', '53100'])('a full disk (%s) is said as such, and when to come back', (code) => {
  const problem = toProblem(Object.assign(new Error(code), { code, syscall: 'write' }), request);
  expect([problem.code, problem.statusCode, problem.headers['retry-after']]).toEqual(['disk_full', 503, '60']);
});
