import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './errors.ts';

/** Data requests under way at once. More would only wait, and everybody's answer would come too late. */
const IN_FLIGHT_MAX = 256;
/** A mean delay this long over two seconds is no hiccup of a start or a large answer: the process is drowning. */
const EVENT_LOOP_DELAY_MAX_MS = 1500;
const SAMPLE_MS = 2000;

const DATA = /^\/(api|tiles|ogc|open311)\//;
const busy = (): ProblemError => new ProblemError('busy', { seconds: 1 }, { 'retry-after': '1' });

/** Turn data requests away with 503 and Retry-After when there are too many to answer in time. Health and pages answer. */
export async function shedLoad(app: FastifyInstance): Promise<void> {
  let inFlight = 0;
  app.addHook('onRequest', (request, reply, done) => {
    if (inFlight >= IN_FLIGHT_MAX && sheds(request.url)) return done(busy());
    inFlight++;
    // Fires once, however the answer ends: sent, failed, or left by its reader.
    reply.raw.once('close', () => inFlight--);
    done();
  });
  await app.register(underPressure, {
    maxEventLoopDelay: EVENT_LOOP_DELAY_MAX_MS,
    sampleInterval: SAMPLE_MS,
    pressureHandler: (request) => {
      if (sheds(request.url)) throw busy();
    },
  });
}

const sheds = (url: string): boolean => DATA.test(url) && !url.startsWith('/api/health');
