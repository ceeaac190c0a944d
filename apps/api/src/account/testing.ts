import { randomUUID } from 'node:crypto';
import type { RoleGrant } from '@lagesbild/contract';
import type { Database } from '../db/database.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { ensureShipped } from '../municipality/seed.ts';
import { addAccount } from './account.ts';
import { ensureOrganisation } from './organisation.ts';
import { hashPassword } from './password.ts';
import { startSession } from './session.ts';
import { hashOfToken, newToken } from './token.ts';

export interface TestPerson {
  account_id: string;
  login: string;
  /** What their browser sends. */
  headers: Record<string, string>;
}

const HOST = 'localhost:3000';

/** What a browser sends with a session of this token, to an app that listens on port 3000. */
export const browserWith = (token: string): Record<string, string> => ({
  host: HOST,
  origin: `http://${HOST}`,
  cookie: `lagesbild_3000=${token}`,
});

/** Somebody with these roles, signed in. The first one claims the installation. */
export async function personWith(
  { knex }: Pick<Database, 'knex'>,
  roles: readonly RoleGrant[],
  password?: string,
): Promise<TestPerson> {
  const login = `p-${randomUUID()}`;
  const { organisation_id } = await ensureOrganisation(knex, { kind: 'municipality', name: 'Kommunen' });
  const password_hash = password === undefined ? null : await hashPassword(password);
  const account_id = await addAccount(knex, { login, name: 'Prov Person', organisation_id, roles, password_hash });
  return { account_id, login, headers: browserWith(await sessionOf({ knex }, account_id)) };
}

/** One more session of an account: its token. */
export const sessionOf = ({ knex }: Pick<Database, 'knex'>, account_id: string): Promise<string> =>
  startSession(knex, { whose: { account_id }, method: 'password', device: 'Prov' });

/** A second area, with an outline of its own beside Sigtuna's. */
export async function addOtherArea({ knex }: Pick<Database, 'knex'>): Promise<number> {
  const { rows } = await knex.raw<{ rows: { municipality_id: number }[] }>(`
    insert into staff.municipality (slug, code, names, time_zone, srid, outline, outline_source)
    select 'knivsta', '0330', '{"sv": "Knivsta"}', time_zone, srid, st_translate(outline, -0.5, 0.2), 'made'
    from staff.municipality where slug = 'sigtuna' returning municipality_id`);
  await ensureShipped(knex);
  return rows[0]!.municipality_id;
}

/** A unit of an area, without a key. */
export async function addUnit({ sides }: Pick<Database, 'sides'>, slug: string, name = 'Fältgruppen'): Promise<string> {
  const unit_id = randomUUID();
  await onPatrols({ sides }, (trx) =>
    trx.raw(
      `insert into patrol.unit (municipality_id, unit_id, name, organisation_kind, kind, size)
       select municipality_id, cast(:unit_id as uuid), :name, 'municipality', 'faltare', 6
       from staff.municipality where slug = :slug`,
      { unit_id, name, slug },
    ),
  );
  return unit_id;
}

/** One more session of an area's unit: its token. */
export async function unitSessionOf({ sides }: Pick<Database, 'sides'>, slug: string): Promise<string> {
  const token = newToken();
  await onPatrols({ sides }, (trx) =>
    trx.raw(
      `insert into patrol.unit_session (municipality_id, token_hash, unit_id, ends_on)
       select municipality_id, :token_hash, unit_id, current_date + 1
       from patrol.unit join staff.municipality using (municipality_id) where slug = :slug limit 1`,
      { token_hash: hashOfToken(token), slug },
    ),
  );
  return token;
}

/** What a unit's phone sends with a session of this token. */
export const phoneWith = (token: string): Record<string, string> => ({
  host: HOST,
  origin: `http://${HOST}`,
  cookie: `lagesbild_unit_3000=${token}`,
});
