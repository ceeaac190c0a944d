import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { digestOf, type ReleaseFile } from './file.ts';
import type { Attacked } from './gate.ts';
import type { GateFound } from './gate-worker.ts';
import type { Area } from './ground.ts';
import type { Period } from './period.ts';

/**
 * Nothing when another process has made a release since the rows were read, this one or another: what came in between
 * would be counted in none of them.
 */
const KEEP_RELEASE = `
  insert into public_release.release (municipality_id, release, kind, period, period_from, period_to, frozen_on, digest, made_at)
  select :municipality_id, :release, :kind, :period, cast(:from as date), cast(:to as date), cast(:frozen_on as date), :digest,
    to_timestamp(cast(:read_at as double precision) / 1000)
  where (select count(*) from public_release.release where municipality_id = :municipality_id) = :before
  on conflict do nothing returning release`;
const KEEP_FILE = `
  insert into public_release.file (municipality_id, release, name, type, digest, content)
  values (:municipality_id, :release, :name, :type, :digest, :content)`;
const KEEP_ATTACK = `
  insert into staff.release_attack (municipality_id, release, subject, report)
  values (:municipality_id, :release, :subject, cast(:report as jsonb))`;

/**
 * Stores what the gate let through, oldest first, each release whole in a transaction of its own. It ends at the first that another process
 * has made: the rest is due still, and is made from what is there then.
 *
 * @param onMade  hears each; false ends it
 * @throws {ProblemError} release_attacked, when an attack succeeded: then nothing is stored
 */
export async function keepReleases(
  database: Pick<Database, 'knex' | 'record'>,
  { municipality_id }: Pick<Area, 'municipality_id'>,
  { attacked, releases, before, read_at }: GateFound,
  who: Actor,
  onMade: (release: string) => boolean,
): Promise<void> {
  refuseAttacked(attacked);
  for (const [i, { period, files }] of releases.entries()) {
    const ground = { municipality_id, read_at, before: before + i };
    if (!(await keep(database, ground, period, files, attacked, who)) || !onMade(period.release)) return;
  }
}

/** @throws {ProblemError} release_attacked */
function refuseAttacked(attacked: readonly Attacked[]): void {
  for (const { subject, report } of attacked)
    if (report.succeeded.length > 0)
      throw new ProblemError('release_attacked', {
        attacks: report.succeeded.join(', '),
        subject: { say: `release_${subject}` },
      });
}

function keep(
  database: Pick<Database, 'knex' | 'record'>,
  { municipality_id, read_at, before }: { municipality_id: number; read_at: number; before: number },
  { kind, period, release: name, from, to, frozen_on }: Period,
  files: readonly ReleaseFile[],
  attacked: readonly Attacked[],
  who: Actor,
): Promise<boolean> {
  return database.knex.transaction(async (trx: Knex.Transaction) => {
    const digest = digestOf(files);
    const row = { municipality_id, release: name, kind, period, from, to, frozen_on, digest, read_at, before };
    const { rows } = await trx.raw<{ rows: unknown[] }>(KEEP_RELEASE, row);
    if (rows.length === 0) return false;
    for (const file of files) await trx.raw(KEEP_FILE, { municipality_id, release: name, ...file });
    for (const { subject, report } of attacked)
      await trx.raw(KEEP_ATTACK, { municipality_id, release: name, subject, report: JSON.stringify(report) });
    const object = { kind: 'release', id: name, name };
    await database.record(trx, { act: 'release_made', who, area: municipality_id, object, details: { digest } });
    return true;
  });
}
