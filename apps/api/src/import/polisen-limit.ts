import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';

const SECOND = 1000;
/** The rules of polisen.se's open API: at least `gap_ms` between calls, at most so many in each window. */
export const POLISEN_RULES = {
  gap_ms: 10 * SECOND,
  windows: [
    { ms: 3600 * SECOND, calls: 60 },
    { ms: 24 * 3600 * SECOND, calls: 1440 },
  ],
} as const;

/** Any number that is ours: processes ask for the next call one after another. */
const CALL_LOCK = 1910_04;

/**
 * How long until the next call is allowed, by the calls made so far? Milliseconds, 0 for now.
 * @param calls  times of earlier calls, ms since 1970, the newest first
 */
export function waitFor(calls: readonly number[], now: number): number {
  const last = calls[0];
  let wait = last === undefined ? 0 : last + POLISEN_RULES.gap_ms - now;
  for (const { ms, calls: allowed } of POLISEN_RULES.windows) {
    // With the window full, the oldest call that fills it must leave first.
    const oldest = calls[allowed - 1];
    if (oldest !== undefined) wait = Math.max(wait, oldest + ms - now);
  }
  return Math.max(0, wait);
}

/**
 * Enters a call before it is made, so that one which is cut off counts too: the limits hold across restarts and
 * between processes.
 *
 * @throws {ProblemError} polisen_wait, with the seconds
 */
export async function enterCall(knex: Knex, url: string, now: number): Promise<Date> {
  return knex.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(:lock)', { lock: CALL_LOCK });
    await trx.raw('delete from staff.polisen_call where called_at < :before', {
      before: new Date(now - POLISEN_RULES.windows[1].ms),
    });
    const { rows } = await trx.raw<{ rows: { called_at: Date }[] }>(
      'select called_at from staff.polisen_call order by called_at desc limit :most',
      { most: POLISEN_RULES.windows[1].calls },
    );
    const asked = await trx.raw<{ rows: { until: Date }[] }>(
      'select fetched_at as until from staff.polisen_state where url = :url',
      { url: NOT_BEFORE },
    );
    const wait = Math.max(
      waitFor(
        rows.map(({ called_at }) => called_at.getTime()),
        now,
      ),
      (asked.rows[0]?.until.getTime() ?? 0) - now,
    );
    if (wait > 0) throw waiting(wait);
    const called_at = new Date(now);
    await trx.raw('insert into staff.polisen_call (called_at, url) values (:called_at, :url)', { called_at, url });
    return called_at;
  });
}

/** Stands among the addresses for what the server asked of all calls. */
const NOT_BEFORE = 'not before';

/** The server asked to be left alone for a while (Retry-After): no call is made before, for whatever area. */
export async function leaveAlone(knex: Knex, until: Date): Promise<void> {
  await knex.raw(
    `insert into staff.polisen_state (url, fetched_at) values (:url, :until)
     on conflict (url) do update set fetched_at = excluded.fetched_at`,
    { url: NOT_BEFORE, until },
  );
}

export const waiting = (ms: number): ProblemError => {
  const seconds = Math.ceil(ms / SECOND);
  return new ProblemError('polisen_wait', { seconds }, { 'retry-after': String(seconds) });
};
