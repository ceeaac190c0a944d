import type { NewOrganisation, Organisation } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';

/** Every organisation, by name. */
export async function listOrganisations(knex: Knex): Promise<Organisation[]> {
  const { rows } = await knex.raw<{ rows: Organisation[] }>(
    'select organisation_id, kind, name from staff.organisation order by name, organisation_id',
  );
  return rows;
}

// in: kind, name; out: the new organisation, or none when the name is taken
const ADD = `
  insert into staff.organisation (kind, name) values (:kind, :name)
  on conflict ((lower(name))) do nothing
  returning organisation_id, kind, name`;

/** @throws {ProblemError} organisation_taken */
export async function addOrganisation(
  { knex, record }: Log,
  { kind, name }: NewOrganisation,
  who: Actor,
): Promise<Organisation> {
  return knex.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: Organisation[] }>(ADD, { kind, name });
    const [added] = rows;
    if (!added) throw new ProblemError('organisation_taken', { name });
    await record(trx, { act: 'organisation_added', who, area: null, object: named(added), details: { kind } });
    return added;
  });
}

type Log = Pick<Database, 'knex' | 'record'>;
const named = ({ organisation_id, name }: Organisation) => ({ kind: 'organisation', id: organisation_id, name });

// in: kind, name; out: the organisation of this name, which now has this kind
const ENSURE = `
  insert into staff.organisation (kind, name) values (:kind, :name)
  on conflict ((lower(name))) do update set kind = excluded.kind
  returning organisation_id, kind, name`;

/** The organisation of this name, made if it isn't there. */
export async function ensureOrganisation(knex: Knex, { kind, name }: NewOrganisation): Promise<Organisation> {
  const { rows } = await knex.raw<{ rows: Organisation[] }>(ENSURE, { kind, name });
  return rows[0]!;
}

// in: organisation_id, kind, name; out: it as it is now, or none
const CHANGE = `
  update staff.organisation o set kind = :kind, name = :name
  from (select organisation_id, name from staff.organisation where organisation_id = :organisation_id for update) as former
  where o.organisation_id = former.organisation_id
  returning o.organisation_id, o.kind, o.name, former.name as before`;

/** @throws {ProblemError} organisation_unknown, organisation_taken */
export async function changeOrganisation(
  { knex, record }: Log,
  organisation_id: string,
  { kind, name }: NewOrganisation,
  who: Actor,
): Promise<Organisation> {
  return knex.transaction(async (trx) => {
    const { rows } = await trx
      .raw<{ rows: (Organisation & { before: string })[] }>(CHANGE, { organisation_id, kind, name })
      .catch((error: { code?: string }) => {
        throw error.code === '23505' ? new ProblemError('organisation_taken', { name }) : error;
      });
    if (!rows[0]) throw new ProblemError('organisation_unknown');
    const { before, ...changed } = rows[0];
    const told = { who, area: null, object: named(changed), details: { before, kind } };
    await record(trx, { act: 'organisation_changed', ...told });
    return changed;
  });
}
