import type { NewOrganisation, Organisation } from '@lagesbild/contract';
import type { Knex } from 'knex';
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
export async function addOrganisation(knex: Knex, { kind, name }: NewOrganisation): Promise<Organisation> {
  const { rows } = await knex.raw<{ rows: Organisation[] }>(ADD, { kind, name });
  if (!rows[0]) throw new ProblemError('organisation_taken', { name });
  return rows[0];
}

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
  update staff.organisation set kind = :kind, name = :name where organisation_id = :organisation_id
  returning organisation_id, kind, name`;

/** @throws {ProblemError} organisation_unknown, organisation_taken */
export async function changeOrganisation(
  knex: Knex,
  organisation_id: string,
  { kind, name }: NewOrganisation,
): Promise<Organisation> {
  const { rows } = await knex
    .raw<{ rows: Organisation[] }>(CHANGE, { organisation_id, kind, name })
    .catch((error: { code?: string }) => {
      throw error.code === '23505' ? new ProblemError('organisation_taken', { name }) : error;
    });
  if (!rows[0]) throw new ProblemError('organisation_unknown');
  return rows[0];
}
