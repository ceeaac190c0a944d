import type { Population } from '@lagesbild/contract';
import type { Knex } from 'knex';

/** Squares of population as they are kept: of one area, day and source. */
export type NewPopulation = Omit<Population, 'proj4'>;

// in: municipality_id; out: what is known, if anything
const FIND = `
  select p.source, to_char(p.counted_on, 'YYYY-MM-DD') as counted_on, p.demonstration, p.srid, trim(r.proj4text) as proj4, p.squares
  from staff.population p join public.spatial_ref_sys r on r.srid = p.srid where p.municipality_id = :municipality_id`;

export async function findPopulation(knex: Knex, municipality_id: number): Promise<Population | null> {
  const { rows } = await knex.raw<{ rows: Population[] }>(FIND, { municipality_id });
  return rows[0] ?? null;
}

// in: municipality_id, source, counted_on, srid, squares, demonstration; out: nothing
const PUT = `
  insert into staff.population (municipality_id, source, counted_on, srid, squares, demonstration)
  values (:municipality_id, :source, cast(:counted_on as date), :srid, cast(:squares as integer[]), :demonstration)
  on conflict (municipality_id) do update set source = excluded.source, counted_on = excluded.counted_on, srid = excluded.srid,
    squares = excluded.squares, demonstration = excluded.demonstration`;

/** What is known of an area is this from now on. */
export async function replacePopulation(
  trx: Knex.Transaction,
  municipality_id: number,
  { squares, ...of }: NewPopulation,
): Promise<void> {
  await trx.raw(PUT, { municipality_id, ...of, squares: `{${squares.join()}}` } as never);
}
