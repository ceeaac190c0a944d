import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './errors.ts';

/** An event loop this late can't answer anybody in time; new questions are turned away so that old ones get done. */
const EVENT_LOOP_DELAY_MAX_MS = 1000;

/** Turn requests away with 503 and Retry-After while the event loop is late. Health always answers. */
export async function shedLoad(app: FastifyInstance): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: EVENT_LOOP_DELAY_MAX_MS,
    sampleInterval: 500,
    pressureHandler: (request) => {
      if (!request.url.startsWith('/api/health'))
        throw new ProblemError('busy', { seconds: 1 }, { 'retry-after': '1' });
    },
  });
}
