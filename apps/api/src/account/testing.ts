import { randomUUID } from 'node:crypto';
import type { RoleGrant } from '@lagesbild/contract';
import type { Database } from '../db/database.ts';
import { ensureShipped } from '../municipality/seed.ts';
import { addAccount } from './account.ts';
import { ensureOrganisation } from './organisation.ts';
import { hashPassword } from './password.ts';
import { startSession } from './session.ts';

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
