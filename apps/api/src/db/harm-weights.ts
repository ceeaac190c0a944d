import { createHash } from 'node:crypto';
import type { HarmWeight, HarmWeights, Names } from '@lagesbild/contract';
import type { Knex } from 'knex';

/** What a category weighs, and what it is called. */
export interface WeighedCategory extends HarmWeight {
  names: Names;
}

// in: municipality_id; order: position, code
const READ = `
  select code, names, harm_weight as weight, harm_source as source
  from staff.offence_category where municipality_id = :municipality_id order by position, code`;

/** Of all categories of an area. */
export async function readHarmWeights(knex: Knex, municipality_id: number): Promise<WeighedCategory[]> {
  return (await knex.raw<{ rows: WeighedCategory[] }>(READ, { municipality_id })).rows;
}

/** The same, which nobody else changes before the transaction ends. */
export async function holdHarmWeights(trx: Knex.Transaction, municipality_id: number): Promise<WeighedCategory[]> {
  return (await trx.raw<{ rows: WeighedCategory[] }>(`${READ} for update`, { municipality_id })).rows;
}

/** As they cross the wire; equal weights have an equal version. */
export function harmWeightsOf(categories: readonly HarmWeight[]): HarmWeights {
  const weights = categories.map(({ code, weight, source }) => ({ code, weight, source }));
  return { version: createHash('sha256').update(JSON.stringify(weights)).digest('base64url').slice(0, 22), weights };
}

// in: municipality_id, weights as JSON; out: nothing
const WRITE = `
  update staff.offence_category c set harm_weight = w.weight, harm_source = w.source
  from jsonb_to_recordset(cast(:weights as jsonb)) as w (code text, weight double precision, source text)
  where c.municipality_id = :municipality_id and c.code = w.code`;

export async function writeHarmWeights(
  trx: Knex.Transaction,
  municipality_id: number,
  weights: readonly HarmWeight[],
): Promise<void> {
  await trx.raw(WRITE, { municipality_id, weights: JSON.stringify(weights) });
}
