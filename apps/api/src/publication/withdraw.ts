import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import type { Area } from './ground.ts';

/** What is public instead of a release from now on: that it was withdrawn, and why. */
export async function withdrawRelease(
  database: Pick<Database, 'knex' | 'record'>,
  { municipality_id, time_zone, names }: Area,
  name: string,
  reason: string,
  who: Actor,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: unknown[] }>(
      `insert into public_release.withdrawal (municipality_id, release, withdrawn_on, reason)
       select municipality_id, release, cast((now() at time zone :time_zone) as date), :reason from public_release.release
       where municipality_id = :municipality_id and release = :name
       on conflict do nothing returning release`,
      { municipality_id, name, reason, time_zone },
    );
    if (rows.length === 0) {
      const known = await trx('public_release.release').where({ municipality_id, release: name }).first('release');
      throw new ProblemError(known === undefined ? 'release_unknown' : 'release_withdrawn_already', {
        ...{ release: name, area: names.sv },
      });
    }
    const object = { kind: 'release', id: name, name };
    await database.record(trx, { act: 'release_withdrawn', who, area: municipality_id, object, details: { reason } });
  });
}
