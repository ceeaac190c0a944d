/** Nothing answered, or nothing that can be read: the same may be sent again. */
export class Unreachable extends Error {}

/** The api said no. `detail` is its own sentence. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  /** What else it sent along. */
  readonly problem: Readonly<Record<string, unknown>>;
  readonly retryAfterS: number | null;
  constructor(status: number, problem: Readonly<Record<string, unknown>>, retryAfter: string | null) {
    super(String(problem.detail ?? ''));
    this.status = status;
    this.code = String(problem.code ?? '');
    this.problem = problem;
    this.retryAfterS = Number(retryAfter ?? '') || null;
  }
}

const PATIENCE_MS = 20_000;

/**
 * One question to the api of this origin. Its answers are taken as the contract says they are: schemas would be half the page.
 *
 * @throws {Unreachable} {@link Refusal}
 */
export async function ask<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  // No cookie: whoever works here is nobody on the page of residents.
  credentials: RequestCredentials = 'omit',
): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials,
    headers: {
      'Accept-Language': document.documentElement.lang,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    throw new Unreachable(String(error));
  });
  const text = await response.text().catch((error: unknown) => {
    throw new Unreachable(String(error));
  });
  if (response.ok) return (text === '' ? undefined : read(text)) as T;
  // A proxy's page instead of ours: its status is all it tells.
  const problem = text.startsWith('{') ? (read(text) as Record<string, unknown>) : {};
  throw new Refusal(response.status, problem, response.headers.get('retry-after'));
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreachable(String(error));
  }
}
