import { randomUUID } from 'node:crypto';
import { MANAGERS_MAX, type WalkManager } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import './sentences.ts';

// in: municipality_id, code or null; out: managers with the observations that name them; order: as listed
const MANAGERS = `
  select m.code, m.names, cast((select count(*) from staff.walk_observation o
    where o.municipality_id = m.municipality_id and o.manager = m.code) as integer) as used
  from staff.walk_manager m
  where m.municipality_id = :municipality_id and (cast(:code as text) is null or m.code = :code)
  order by m.position, m.names ->> 'sv', m.code`;

const CODES = `
  select code from staff.walk_manager where municipality_id = :municipality_id order by position, code`;

// in: municipality_id, code, name; out: nothing
const ADD = `
  insert into staff.walk_manager (municipality_id, code, names, position)
  select :municipality_id, :code, jsonb_build_object('sv', cast(:name as text)), coalesce(max(position), 0) + 1
  from staff.walk_manager where municipality_id = :municipality_id`;

const REMOVE = `
  delete from staff.walk_manager where municipality_id = :municipality_id and code = :code`;

export async function listManagers(
  knex: Knex,
  municipality_id: number,
  code: string | null = null,
): Promise<WalkManager[]> {
  return (await knex.raw<{ rows: WalkManager[] }>(MANAGERS, { municipality_id, code } as never)).rows;
}

export async function knownManagers(knex: Knex, municipality_id: number): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { code: string }[] }>(CODES, { municipality_id });
  return rows.map(({ code }) => code);
}

/** One more to choose from. @throws {ProblemError} walk_manager_there, walk_managers_many */
export async function addManager(trx: Knex, municipality_id: number, name: string): Promise<WalkManager> {
  const all = await listManagers(trx, municipality_id);
  const isSame = (other: string | undefined): boolean => other?.toLowerCase() === name.toLowerCase();
  if (all.some(({ names }) => Object.values(names).some(isSame)))
    throw new ProblemError('walk_manager_there', { name });
  if (all.length >= MANAGERS_MAX) throw new ProblemError('walk_managers_many', { limit: MANAGERS_MAX });
  const code = `own_${randomUUID().slice(0, 8)}`;
  await trx.raw(ADD, { municipality_id, code, name });
  return (await listManagers(trx, municipality_id, code))[0]!;
}

/** @returns its name @throws {ProblemError} walk_manager_unknown, walk_manager_used */
export async function removeManager(trx: Knex, municipality_id: number, code: string): Promise<string> {
  const [found] = await listManagers(trx, municipality_id, code);
  if (found === undefined) throw new ProblemError('walk_manager_unknown', { code });
  if (found.used > 0) throw new ProblemError('walk_manager_used', { n: found.used });
  await trx.raw(REMOVE, { municipality_id, code });
  return found.names.sv;
}
