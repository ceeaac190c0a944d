import { randomUUID } from 'node:crypto';
import type { Problem } from '@lagesbild/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type SchemaFault, schemaReason } from './input-fault.ts';
import { preferredLanguage } from './language.ts';
import { registerSentences, type SentenceParams, sentence } from './sentence.ts';

/** HTTP status of each problem code; a code that isn't here is a 400. */
const statuses = new Map<string, number>(
  Object.entries({
    starting: 503,
    database_failed: 503,
    restoring: 503,
    busy: 503,
    internal: 500,
    not_found: 404,
    api_address_unknown: 404,
    host_refused: 421,
    origin_refused: 403,
    body_too_large: 413,
    media_type_unknown: 415,
    encoding_unknown: 415,
    header_too_large: 431,
    timeout: 408,
    municipality_unknown: 404,
    question_too_slow: 503,
    database_away: 503,
    page_missing: 503,
    disk_full: 503,
    read_only: 503,
    key_broken: 503,
  }),
);

/**
 * Add a room's problems: what they say in three languages, and the status of those that aren't a plain 400.
 * Call it once, at the top of the room's module.
 */
export function registerProblems(
  added: Parameters<typeof registerSentences>[0],
  statusOf: Readonly<Record<string, number>> = {},
): void {
  registerSentences(added);
  for (const [code, status] of Object.entries(statusOf)) statuses.set(code, status);
}

/** Something that went wrong and can be said in one sentence. Throw it anywhere under a route. */
export class ProblemError extends Error {
  readonly code: string;
  readonly params: SentenceParams;
  /** Extra response headers, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>>;
  constructor(code: string, params: SentenceParams = {}, headers: Readonly<Record<string, string>> = {}) {
    super(sentence('en', code, params));
    this.name = 'ProblemError';
    this.code = code;
    this.params = params;
    this.headers = headers;
  }
  get statusCode(): number {
    return statuses.get(this.code) ?? 400;
  }
}

/** The problem as it goes over the wire, in the reader's language. */
export function problemOf(error: ProblemError, request: Pick<FastifyRequest, 'headers'>): Problem {
  const language = preferredLanguage(request.headers['accept-language']);
  return {
    type: `urn:lagesbild:problem:${error.code}`,
    code: error.code,
    title: sentence(language, `title_${error.statusCode}`),
    status: error.statusCode,
    detail: sentence(language, error.code, error.params),
    ...(error.code === 'internal' ? { instance: `urn:uuid:${String(error.params.instance)}` } : {}),
  };
}

const FASTIFY: Record<string, (error: FastifyError, request: FastifyRequest) => ProblemError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (_, request) =>
    new ProblemError('body_too_large', { limit: request.routeOptions.bodyLimit ?? 0 }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (_, request) =>
    new ProblemError('media_type_unknown', { type: request.headers['content-type'] ?? '–', read: readBy(request) }),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new ProblemError('body_unreadable', { type: 'JSON' }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new ProblemError('body_unreadable', { type: 'JSON' }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new ProblemError('body_unreadable', { type: 'HTTP' }),
  FST_ERR_MAX_PARAM_LENGTH: (_, request) => new ProblemError('not_found', { path: request.url }),
  FST_ERR_BAD_URL: (_, request) => new ProblemError('malformed_url', { path: request.url }),
  FST_ERR_HANDLER_TIMEOUT: () => new ProblemError('timeout'),
  // The database's own codes: this question took too long, or another's sake ended its connection.
  '57014': () => new ProblemError('timeout'),
  '57P01': () => busy(3),
  // A NUL: JSON may carry one, no text of the database can.
  '22021': () => new ProblemError('text_unstorable'),
};

/** The format that a route reads. */
const readBy = ({ routeOptions }: FastifyRequest): string =>
  (routeOptions.schema as { consumes?: readonly string[] } | undefined)?.consumes?.[0] ?? 'application/json';

const busy = (seconds: number): ProblemError =>
  new ProblemError('busy', { seconds }, { 'retry-after': String(seconds) });

const valueIn = (source: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    source,
  );

/** Fields whose value is nobody's to read, not even back. */
const SECRET_FIELD = /password|token|secret/;

function valueAt(source: unknown, path: readonly string[]): string {
  const value = valueIn(source, path);
  if (value !== undefined && SECRET_FIELD.test(path.at(-1) ?? '')) return '•••';
  if (value === '') return '””';
  if (value === undefined || typeof value === 'string') return value ?? '–';
  try {
    return JSON.stringify(value);
  } catch {
    return Array.isArray(value) ? '[…]' : '{…}'; // nested deeper than the stack
  }
}

/** SQLSTATE classes and system errors that pass by themselves: connection lost, out of resources, shut down. */
const PASSING = /^(08|53|57P)|^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT)$/;

/** What the driver says of a connection that went while it was asked, without a code; knex puts the statement before it. */
const CONNECTION_LOST = /Connection terminated|Client has encountered a connection error/;

/** Is it the disk that has no room: ours, or the database's? */
export const isDiskFull = (error: unknown): boolean => /^(ENOSPC|EDQUOT|53100)$/.test(String(Object(error).code));

/** Has this process, or the machine, as many files and connections open as it may? Somebody closes one soon. */
const isOutOfFiles = (error: unknown): boolean => /^(EMFILE|ENFILE)$/.test(String(Object(error).code));

/** What the database couldn't do now but may in a moment; null for anything else. */
export function databaseTrouble(error: unknown): ProblemError | null {
  if (isDiskFull(error)) return new ProblemError('disk_full', {}, { 'retry-after': '60' });
  if (isOutOfFiles(error)) return busy(5);
  if (Object(error).code === '25006') return new ProblemError('read_only', {}, { 'retry-after': '30' });
  const { code = '', name, syscall, message } = Object(error) as Partial<NodeJS.ErrnoException>;
  if (code === '57014') return new ProblemError('question_too_slow', {}, { 'retry-after': '5' });
  if (name === 'KnexTimeoutError') return busy(1);
  const passing = PASSING.test(String(code)) && (syscall === undefined || syscall === 'connect' || syscall === 'read');
  const lost = code === '' && CONNECTION_LOST.test(String(message));
  return passing || lost ? new ProblemError('database_away', {}, { 'retry-after': '2' }) : null;
}

/** Any error as a problem; what nobody foresaw becomes `internal` with a number that stands in the log. */
export function toProblem(error: unknown, request: FastifyRequest): ProblemError {
  if (error instanceof ProblemError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0];
    const path = (first?.instancePath ?? '').split('/').filter((key) => key !== '');
    const context = (error as FastifyError).validationContext;
    const source =
      context === 'params' ? request.params : context === 'querystring' ? request.query : (request.body ?? {});
    return new ProblemError('invalid_input', {
      parameter: path.join('.') || (context ?? ''),
      value: valueAt(source, path),
      reason: first === undefined ? '' : schemaReason(first as unknown as SchemaFault, valueIn(source, path)),
    });
  }
  const code = (error as FastifyError | null)?.code;
  const away = databaseTrouble(error);
  if (away !== null) {
    request.log.warn({ err: error }, 'the database did not answer');
    return away;
  }
  const known = code === undefined ? undefined : FASTIFY[code];
  if (known) return known(error as FastifyError, request);
  const instance = randomUUID();
  request.log.error({ err: error, instance }, 'unforeseen error');
  return new ProblemError('internal', { instance });
}

/** Answer with a problem (RFC 9457), in the reader's language. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request);
  const body = problemOf(problem, request);
  // A refusal is about this moment and this reader: an ETag or a lifetime meant for the answer doesn't hold for it.
  reply.removeHeader('etag').removeHeader('content-encoding');
  return reply
    .code(body.status)
    .headers({ ...problem.headers, 'cache-control': 'no-store', vary: 'accept-language' })
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(body);
}

/** One handler for everything thrown under any route. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
}
