import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Actor, PROGRAM } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { fetchFrom } from '../outgoing.ts';
import type { Desk, NewFile } from './desk.ts';
import type { Job } from './job.ts';
import { enterCall, leaveAlone, waiting } from './polisen-limit.ts';
import { uploadFolder } from './upload.ts';

const POLISEN_URL = 'https://polisen.se/api/events';
const USER_AGENT = 'Lagesbild/0.1 (municipal safety map; at most 60 calls an hour)';
const TIMEOUT_MS = 20_000;
const LARGEST = 20 * 1024 ** 2;

export interface PolisenOptions {
  data_dir: string;
  /** Who asked for it; else the program did by itself. */
  who?: Actor;
  /** Another address is for tests. */
  url?: string;
  now?: () => number;
  timeout_ms?: number;
  /** Between two rounds, and between two areas of one. */
  every_ms?: number;
  apart_ms?: number;
}

interface Fetched {
  file: NewFile;
  url: string;
  etag: string | null;
  last_modified: string | null;
}

/**
 * The newest events of a place, if there is anything new: one polite call, entered before it is made.
 *
 * @param place  as polisen.se names it: the municipality
 * @returns null when nothing has changed since the last time that was imported
 * @throws {ProblemError} polisen_wait, polisen_failed
 */
async function fetchEvents(database: Database, place: string, options: PolisenOptions): Promise<Fetched | null> {
  const { data_dir, now = Date.now, timeout_ms = TIMEOUT_MS } = options;
  const address = new URL(options.url ?? POLISEN_URL);
  address.searchParams.set('locationname', place);
  const url = address.href;
  const called_at = await enterCall(database.knex, url, now());
  const known = await database.knex.raw<{ rows: { etag: string | null; last_modified: string | null }[] }>(
    'select etag, last_modified from staff.polisen_state where url = :url',
    { url },
  );
  const headers: Record<string, string> = { 'user-agent': USER_AGENT, accept: 'application/json' };
  if (known.rows[0]?.etag) headers['if-none-match'] = known.rows[0].etag;
  if (known.rows[0]?.last_modified) headers['if-modified-since'] = known.rows[0].last_modified;
  const trusted = options.url !== undefined;
  const response = await fetchFrom(url, { headers, timeout_ms, largest_bytes: LARGEST, trusted }).catch(
    (error: unknown) => {
      throw new ProblemError('polisen_failed', { reason: reasonOf(error) });
    },
  );
  const { body } = response;
  await database.knex.raw('update staff.polisen_call set status = :status where called_at = :called_at', {
    status: response.status,
    called_at,
  });
  if (response.status === 304) return null;
  const later = Number(response.headers['retry-after'] ?? Number.NaN);
  if ((response.status === 429 || response.status === 503) && later > 0) {
    const wait_ms = Math.min(later, 86_400) * 1000;
    await leaveAlone(database.knex, new Date(now() + wait_ms));
    throw waiting(wait_ms);
  }
  if (response.status !== 200) throw new ProblemError('polisen_failed', { reason: `HTTP ${response.status}` });
  if (!/^\s*\[/.test(body.toString('utf8', 0, 100))) throw new ProblemError('polisen_failed', { reason: 'JSON?' });
  const sha256 = createHash('sha256').update(body).digest('hex');
  const path = join(uploadFolder(data_dir), randomUUID());
  await mkdir(uploadFolder(data_dir), { recursive: true, mode: 0o700 });
  await writeFile(path, body, { mode: 0o600 });
  const day = new Date(now()).toISOString().slice(0, 10);
  return {
    file: { path, file_name: `polisen.se-${place}-${day}.json`, bytes: body.length, sha256, temporary: true },
    url,
    etag: response.headers.etag ?? null,
    last_modified: response.headers['last-modified'] ?? null,
  };
}

/**
 * Fetches and imports what is new. What the server said of its age is kept only when the rows are in: a process killed in
 * between asks for the same again.
 *
 * @returns the import, or null when there was nothing new
 */
export async function importEvents(
  database: Database,
  desk: Desk,
  area: { slug: string; place: string },
  options: PolisenOptions,
): Promise<Job | null> {
  const fetched = await fetchEvents(database, area.place, options);
  if (fetched === null) return null;
  const job = await desk.add(fetched.file, { municipality: area.slug }, options.who ?? PROGRAM);
  await desk.settled(job);
  if (job.state === 'waiting') desk.run(job);
  await desk.settled(job);
  if (job.state === 'done') {
    const { url, etag, last_modified } = fetched;
    await database.knex.raw(REMEMBER, { url, etag, last_modified });
  }
  return job;
}

const REMEMBER = `
  insert into staff.polisen_state (url, etag, last_modified, fetched_at) values (:url, :etag, :last_modified, now())
  on conflict (url) do update
  set etag = excluded.etag, last_modified = excluded.last_modified, fetched_at = excluded.fetched_at`;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'timeout';
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
