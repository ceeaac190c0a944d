import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, toProblem } from '../errors.ts';
import { type Format, sendList } from './answer.ts';

/** Whatever is thrown under a route of Open311, in the form that its clients read. */
export function sendFault(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request);
  const { status, detail } = problemOf(problem, request);
  reply.code(status).headers({ ...problem.headers, 'cache-control': 'no-store', vary: 'accept-language' });
  return sendList(reply, formatOf(request), {
    ...{ root: 'errors', each: 'error' },
    rows: [{ code: status, description: detail }],
  });
}

const formatOf = ({ url }: FastifyRequest): Format => (/\.json(\?|$)/.test(url) ? 'json' : 'xml');
