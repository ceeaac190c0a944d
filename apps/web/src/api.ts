import { PlaceProperties, Problem } from '@lagesbild/contract';
import type { FeatureCollection, Geometry } from 'geojson';
import { z } from 'zod';
import { loseSession, saysLost } from './account/lost.ts';
import { serverEvents } from './event-stream.ts';
import { answered, RESEND_HEADER, resendKey } from './resend-key.ts';
import { answeredBy, lostContact, refusedBy } from './shell/connection.ts';

/** Places and study areas of a municipality, as `GET /api/{municipality}/places` gives them. */
export type Places = FeatureCollection<Geometry, PlaceProperties>;

/** Geometry goes through unread: big GeoJSON in a schema costs more than it tells. */
export const Places: z.ZodType<Places> = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: PlaceProperties,
      geometry: z.custom<Geometry>((value) => typeof value === 'object' && value !== null),
    }),
  ),
});

/** What the api said no with, or that it couldn't be reached: `code` is `unreachable` then. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
  get code(): string {
    return this.problem.code;
  }
  get status(): number {
    return this.problem.status;
  }
}

export interface ApiOptions {
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** The interface language decides the language of the api's sentences, not the browser's own setting. */
const language = (): string => (typeof document === 'undefined' ? 'sv' : document.documentElement.lang || 'sv');

const local = (code: string, status: number, title: string, detail: string): ApiProblem =>
  new ApiProblem({ type: `urn:lagesbild:problem:${code}`, code, status, title, detail });

/** Nothing answered: what failed, as what a page shows for it. */
export const unreachable = (error: unknown): ApiProblem =>
  local('unreachable', 0, 'unreachable', error instanceof Error ? error.message : String(error));

async function refusal(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  try {
    const problem = Problem.safeParse(JSON.parse(text));
    if (problem.success) {
      if (saysLost(problem.data.code)) loseSession();
      refusedBy(problem.data.code);
      return new ApiProblem(problem.data);
    }
  } catch {
    // Not JSON: a proxy's page. The status is all it tells.
  }
  return local('unexpected', response.status, response.statusText, `${response.status} ${response.statusText}`.trim());
}

/**
 * One request to the api of this origin.
 * @throws {ApiProblem} when it says no or can't be reached; a caller's own abort passes through unchanged
 */
export async function request(method: string, path: string, body: BodyInit | null, options: ApiOptions = {}) {
  const headers: Record<string, string> = { 'Accept-Language': language(), ...options.headers };
  let response: Response;
  try {
    response = await fetch(path, { method, headers, body, signal: options.signal ?? null, credentials: 'same-origin' });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    lostContact();
    throw unreachable(error);
  }
  if (!response.ok && response.status !== 304) throw await refusal(response);
  answeredBy(method !== 'GET');
  return response;
}

const read = async <T>(response: Response, schema: z.ZodType<T>): Promise<T> =>
  parsed(response, response.status === 204 ? undefined : await response.json(), schema);

function parsed<T>(response: Response, value: unknown, schema: z.ZodType<T>): T {
  const found = schema.safeParse(value);
  if (found.success) return found.data;
  const first = found.error.issues[0];
  const where = `${response.url}: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`;
  throw local('unexpected', response.status, 'unexpected answer', where);
}

const json = async <T>(method: string, path: string, value: unknown, schema: z.ZodType<T>, options: ApiOptions = {}) =>
  read(
    await request(method, path, value === undefined ? null : JSON.stringify(value), {
      ...options,
      headers: { ...(value === undefined ? {} : { 'Content-Type': 'application/json' }), ...options.headers },
    }),
    schema,
  );

/** Refusals after which it isn't known whether it was done, or the same may be sent again. */
const isOpen = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 0 || error.status >= 500 || error.code === 'resend_under_way');

/** Sent again after no answer came, it is done once. */
async function post<T>(path: string, value: unknown, schema: z.ZodType<T>, options: ApiOptions = {}): Promise<T> {
  const content = `${path} ${JSON.stringify(value)}`;
  const key = resendKey(content);
  const headers = { ...(key === null ? {} : { [RESEND_HEADER]: key }), ...options.headers };
  try {
    const answer = await json('POST', path, value, schema, { ...options, headers });
    answered(content);
    return answer;
  } catch (error) {
    if (!isOpen(error)) answered(content);
    throw error;
  }
}

/** How far long work is. */
const Step = z.object({ done: z.number(), of: z.number() });
type Step = z.infer<typeof Step>;

/** Long work, which tells how far it is; a caller's abort ends it there, too. */
async function follow<T>(
  path: string,
  schema: z.ZodType<T>,
  { onStep, ...options }: ApiOptions & { onStep?: ((step: Step) => void) | undefined },
): Promise<T> {
  const response = await request('GET', path, null, { ...options, headers: { Accept: 'text/event-stream' } });
  try {
    for await (const { event, data } of serverEvents(response.body!)) {
      const value: unknown = JSON.parse(data);
      if (event === 'answer') return parsed(response, value, schema);
      if (event === 'problem') throw new ApiProblem(parsed(response, value, Problem));
      if (event === 'step') onStep?.(parsed(response, value, Step));
    }
  } catch (error) {
    if (error instanceof ApiProblem || options.signal?.aborted) throw error;
    throw unreachable(error);
  }
  throw unreachable(`${path}: no answer`);
}

/** The api, spoken in contract shapes. */
export const api = {
  get: async <T>(path: string, schema: z.ZodType<T>, options?: ApiOptions): Promise<T> =>
    read(await request('GET', path, null, options), schema),
  follow,
  post,
  patch: <T>(path: string, value: unknown, schema: z.ZodType<T>, options?: ApiOptions): Promise<T> =>
    json('PATCH', path, value, schema, options),
  put: <T>(path: string, value: unknown, schema: z.ZodType<T>, options?: ApiOptions): Promise<T> =>
    json('PUT', path, value, schema, options),
  delete: async (path: string, options?: ApiOptions): Promise<void> => {
    await request('DELETE', path, null, options);
  },
};
