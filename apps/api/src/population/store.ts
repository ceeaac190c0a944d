import { populationSum } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { type NewPopulation, replacePopulation } from '../db/population.ts';

/** What is known of an area is this from now on, and the log says so. */
export async function storePopulation(
  trx: Knex.Transaction,
  { record }: Pick<Database, 'record'>,
  who: Actor,
  municipality_id: number,
  population: NewPopulation,
): Promise<void> {
  await replacePopulation(trx, municipality_id, population);
  const { source, squares, residents } = populationSum(population);
  await record(trx, { act: 'population_loaded', who, area: municipality_id, details: { source, squares, residents } });
}
