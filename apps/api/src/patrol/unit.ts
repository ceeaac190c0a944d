import { randomInt, randomUUID } from 'node:crypto';
import { type NewUnit, newReceiptCode, receiptText, UNIT_SIZE_MIN, type Unit } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { slowHashes } from '../slow-hash.ts';

// in: municipality_id, unit_id or null; out: units; order: those in use first, then name
const UNITS = `
  select u.unit_id, u.name, u.organisation_kind, u.kind, u.size, u.credential_hash is not null as has_credential,
    to_char(u.closed_on, 'YYYY-MM-DD') as closed_on
  from patrol.unit u
  where u.municipality_id = :municipality_id and (cast(:unit_id as uuid) is null or u.unit_id = cast(:unit_id as uuid))
  order by u.closed_on is not null, u.name, u.unit_id`;

/** The units of an area, those in use first. */
export async function listUnits(trx: Knex, municipality_id: number): Promise<Unit[]> {
  return (await trx.raw<{ rows: Unit[] }>(UNITS, { municipality_id, unit_id: null } as never)).rows;
}

/** One of them. @throws {ProblemError} unit_unknown */
export async function findUnit(trx: Knex, municipality_id: number, unit_id: string): Promise<Unit> {
  const { rows } = await trx.raw<{ rows: Unit[] }>(UNITS, { municipality_id, unit_id });
  if (!rows[0]) throw new ProblemError('unit_unknown', { id: unit_id });
  return rows[0];
}

/** The same, if it is still in use. @throws {ProblemError} unit_unknown, unit_closed */
export async function findOpenUnit(trx: Knex, municipality_id: number, unit_id: string): Promise<Unit> {
  const unit = await findUnit(trx, municipality_id, unit_id);
  if (unit.closed_on !== null) throw new ProblemError('unit_closed', { name: unit.name });
  return unit;
}

/** @throws {ProblemError} unit_too_small */
export function mustBeManyEnough({ name, size }: NewUnit): void {
  if (size < UNIT_SIZE_MIN) throw new ProblemError('unit_too_small', { name, n: size, min: UNIT_SIZE_MIN });
}

// in: municipality_id, name, unit_id; out: a row if another unit has the name
const TAKEN = `
  select from patrol.unit where municipality_id = :municipality_id and name = :name and unit_id <> cast(:unit_id as uuid)`;

async function mustBeFree(trx: Knex, municipality_id: number, unit_id: string, name: string): Promise<void> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(TAKEN, { municipality_id, unit_id, name });
  if (rows.length > 0) throw new ProblemError('unit_name_taken', { name });
}

const ADD = `
  insert into patrol.unit (municipality_id, unit_id, name, organisation_kind, kind, size)
  values (:municipality_id, :unit_id, :name, :organisation_kind, :kind, :size)`;

/** @throws {ProblemError} unit_too_small, unit_name_taken */
export async function addUnit(trx: Knex, municipality_id: number, unit: NewUnit): Promise<Unit> {
  mustBeManyEnough(unit);
  const unit_id = randomUUID();
  await mustBeFree(trx, municipality_id, unit_id, unit.name);
  await trx.raw(ADD, { municipality_id, unit_id, ...unit });
  return findUnit(trx, municipality_id, unit_id);
}

const CHANGE = `
  update patrol.unit set name = :name, organisation_kind = :organisation_kind, kind = :kind, size = :size
  where municipality_id = :municipality_id and unit_id = :unit_id`;

/** @throws {ProblemError} unit_unknown, unit_closed, unit_too_small, unit_name_taken */
export async function changeUnit(trx: Knex, municipality_id: number, unit_id: string, unit: NewUnit): Promise<Unit> {
  await findOpenUnit(trx, municipality_id, unit_id);
  mustBeManyEnough(unit);
  await mustBeFree(trx, municipality_id, unit_id, unit.name);
  await trx.raw(CHANGE, { municipality_id, unit_id, ...unit });
  return findUnit(trx, municipality_id, unit_id);
}

const END_SESSIONS = 'delete from patrol.unit_session where municipality_id = :municipality_id and unit_id = :unit_id';

// What was planned for it in weeks to come stays to be given to others; what it did stays as it was done.
const CLOSE = `
  update patrol.unit set closed_on = current_date, credential_hash = null, credential_lookup = null
  where municipality_id = :municipality_id and unit_id = :unit_id`;

/** Nothing more is planned for it or logged by it. @throws {ProblemError} unit_unknown, unit_closed */
export async function closeUnit(trx: Knex, municipality_id: number, unit_id: string): Promise<Unit> {
  await findOpenUnit(trx, municipality_id, unit_id);
  await trx.raw(CLOSE, { municipality_id, unit_id });
  await trx.raw(END_SESSIONS, { municipality_id, unit_id });
  return findUnit(trx, municipality_id, unit_id);
}

/** A unit's key on its way: the words are shown once, the rest is stored. */
export interface MadeKey {
  words: string;
  lookup: string;
  hashed: string;
}

const hashes = slowHashes(1, 20);

/** Made before the transaction that stores it: the slow hash would make everybody wait. */
export async function makeKey(): Promise<MadeKey> {
  const code = newReceiptCode((n) => randomInt(n));
  return { words: receiptText(code), lookup: code.lookup, hashed: await hashes.of(code.secret) };
}

const GIVE = `
  update patrol.unit set credential_lookup = :lookup, credential_hash = :hashed
  where municipality_id = :municipality_id and unit_id = :unit_id`;

/** In the place of the one before: phones that came in by that one have to come in anew. @throws {ProblemError} unit_unknown, unit_closed */
export async function giveKey(
  trx: Knex,
  municipality_id: number,
  unit_id: string,
  { lookup, hashed }: MadeKey,
): Promise<Unit> {
  await findOpenUnit(trx, municipality_id, unit_id);
  await trx.raw(GIVE, { municipality_id, unit_id, lookup, hashed });
  await trx.raw(END_SESSIONS, { municipality_id, unit_id });
  return findUnit(trx, municipality_id, unit_id);
}
