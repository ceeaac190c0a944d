import { existsSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './errors.ts';

/** Data requests under way at once. More would only wait, and everybody's answer would come too late. */
const IN_FLIGHT_MAX = 256;
/** A mean delay this long over two seconds is no hiccup of a start or a large answer: the process is drowning. */
const EVENT_LOOP_DELAY_MAX_MS = 1500;
const SAMPLE_MS = 2000;
const RESOLUTION_MS = 10;

const DATA = /^\/(api|tiles|ogc|open311)\//;
const busy = (): ProblemError => new ProblemError('busy', { seconds: 1 }, { 'retry-after': '1' });

/** How much there is to do. */
export interface Load {
  in_flight: number;
  in_flight_max: number;
  /** Since the start. */
  turned_away: number;
  /** How late the process comes to its work, on average. */
  delay_ms: number;
}

/** Turn data requests away with 503 and Retry-After when there are too many to answer in time. Health and pages answer. */
export function shedLoad(app: FastifyInstance): () => Load {
  limitConnections(app);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let drowning = false;
  let delay_ms = 0;
  const sampling = setInterval(() => {
    delay_ms = Math.max(0, Math.round(delay.mean / 1e6 - RESOLUTION_MS));
    drowning = delay_ms > EVENT_LOOP_DELAY_MAX_MS;
    delay.reset();
  }, SAMPLE_MS).unref();
  app.addHook('onClose', async () => {
    clearInterval(sampling);
    delay.disable();
  });

  const turns = new TurnByTurn();
  let inFlight = 0;
  let turned_away = 0;
  app.addHook('onRequest', (request, reply, done) => {
    if ((drowning || inFlight >= IN_FLIGHT_MAX || turns.isTooLong) && sheds(request.url)) {
      turned_away++;
      return done(busy());
    }
    inFlight++;
    // Fires once, however the answer ends: sent, failed, or left by its reader.
    reply.raw.once('close', () => inFlight--);
    if (sheds(request.url)) turns.take(done);
    else done();
  });
  return () => ({ in_flight: inFlight, in_flight_max: IN_FLIGHT_MAX, turned_away, delay_ms });
}

/** Longer than this nobody is let wait for a turn: who comes then hears at once that it is too much. */
const LINE_MAX_MS = 250;
/** How much the newest turn says of how long the next will take. */
const NEWEST_WEIGHT = 0.05;
/** So many may always wait: what one page asks for at once. */
const ALWAYS = 32;

/** So many in a row; a round of the event loop for each alone would cost a third of what can be answered. */
const IN_A_ROW = 8;

/**
 * A few at a time, and between them the process hears who else has come: a crowd that arrives in one moment would
 * otherwise be answered to the last before anybody is told how it is, or that it is too much.
 */
class TurnByTurn {
  private readonly line: (() => void)[] = [];
  private turn_ms = 0;

  get isTooLong(): boolean {
    return this.line.length >= ALWAYS && this.line.length * this.turn_ms > LINE_MAX_MS;
  }

  take(start: () => void): void {
    if (this.line.push(start) === 1) this.round();
  }

  /** Each in a callback of its own: what one leaves to be done at once is done before the next. */
  private round(): void {
    const from = performance.now();
    const turns = Math.min(IN_A_ROW, this.line.length);
    for (let i = 0; i < turns; i++) setImmediate(() => this.line[i]!());
    setImmediate(() => {
      this.line.splice(0, turns);
      this.turn_ms += NEWEST_WEIGHT * ((performance.now() - from) / turns - this.turn_ms);
      if (this.line.length > 0) this.round();
    });
  }
}

const sheds = (url: string): boolean => DATA.test(url) && !url.startsWith('/api/health');

const CONNECTIONS_MAX = 10_000;

/**
 * Strangers' connections never take more than half of the files this process may have open: the database's files and
 * everything else need theirs, and without any left the process can't even ask for its own size. Beyond it, connections are
 * closed as they come.
 */
function limitConnections(app: FastifyInstance): void {
  const files = openFilesMax();
  if (files !== null) app.server.maxConnections = Math.min(CONNECTIONS_MAX, Math.floor(files / 2));
}

const LIMITS = '/proc/self/limits';

/** @returns the limit of open files; null where there is none or the system doesn't tell */
function openFilesMax(): number | null {
  // A report tells it everywhere, and takes a quarter of a second for all else that it tells.
  const soft = existsSync(LIMITS)
    ? /^Max open files\s+(\S+)/m.exec(readFileSync(LIMITS, 'utf8'))?.[1]
    : (process.report.getReport() as ReportOfLimits).userLimits?.open_files?.soft;
  const files = Number(soft);
  return Number.isFinite(files) && files > 0 ? files : null;
}

interface ReportOfLimits {
  userLimits?: { open_files?: { soft?: number | string } };
}
