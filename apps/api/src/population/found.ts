import { type FoundPopulation, POPULATION_SQUARES_MAX, populationSum } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { withDeadline } from '../db/deadline.ts';
import type { MunicipalityRow } from '../db/municipality.ts';
import { findPopulation, type NewPopulation } from '../db/population.ts';
import { ProblemError } from '../errors.ts';
import { apart } from './nested.ts';
import { readSquares, type SquareFile } from './reading/file.ts';
import type { CountedSquare } from './reading/squares.ts';
import './sentences.ts';

/** What a person says of a file, where the file says nothing or something else. */
export interface Said {
  readonly source?: string | undefined;
  readonly counted_on?: string | undefined;
}

/** A file that was read and fits its area, and what is said of it. Nothing is stored. */
interface ReadPopulation {
  readonly population: NewPopulation;
  readonly told: Omit<FoundPopulation, 'stored'>;
}

// in: municipality_id, srid; out: the area's extent in it
const EXTENT = `
  select st_xmin(g) as west, st_ymin(g) as south, st_xmax(g) as east, st_ymax(g) as north
  from (select st_transform(outline, cast(:srid as integer)) as g from staff.municipality where municipality_id = :municipality_id) as o`;

// in: municipality_id, srid, and x, y, side of squares; out: places of those that touch the area; order: as given
const TOUCHING = `
  with area as materialized (
    select st_transform(outline, cast(:srid as integer)) as g from staff.municipality where municipality_id = :municipality_id)
  select cast(s.no as integer) - 1 as at
  from area a, unnest(cast(:x as integer[]), cast(:y as integer[]), cast(:side as integer[])) with ordinality as s (x, y, side, no)
  where st_intersects(a.g, st_makeenvelope(s.x, s.y, s.x + s.side, s.y + s.side, cast(:srid as integer))) order by s.no`;

/** Places of the squares that touch an area. A country's are told apart by its extent first, since the database takes its time. */
async function touching(
  knex: Knex,
  area: { municipality_id: number; srid: number },
  squares: readonly CountedSquare[],
): Promise<Set<number>> {
  const extent = await knex.raw<{ rows: Record<'west' | 'south' | 'east' | 'north', number>[] }>(EXTENT, area);
  const { west, south, east, north } = extent.rows[0]!;
  const near = [...squares.keys()].filter((i) => {
    const { x, y, side } = squares[i]!;
    return x <= east && x + side >= west && y <= north && y + side >= south;
  });
  const column = (of: 'x' | 'y' | 'side'): string => `{${near.map((i) => squares[i]![of]).join()}}`;
  const { rows } = await withDeadline(knex, 'chunk', async (trx) => {
    // What the planner expects of so many squares would have it compile the statement, which takes longer than the work.
    await trx.raw('set local jit = off');
    return trx.raw<{ rows: { at: number }[] }>(TOUCHING, {
      ...area,
      ...{ x: column('x'), y: column('y'), side: column('side') },
    });
  });
  return new Set(rows.map(({ at }) => near[at]!));
}

/** @throws {ProblemError} population_crs, population_outside, population_many; as `readSquares` */
export async function foundIn(
  knex: Knex,
  area: MunicipalityRow,
  file: SquareFile,
  said: Said,
): Promise<ReadPopulation> {
  const { file_name } = file;
  const { squares: given, srid, scb, counted_on } = await readSquares(file, area);
  await checkSystem(knex, file_name, srid, area.srid);
  const { squares, parents, nested } = apart(given);
  const inside = await touching(knex, { municipality_id: area.municipality_id, srid }, squares);
  if (inside.size === 0)
    throw new ProblemError('population_outside', {
      file: file_name,
      slug: area.slug,
      srid: `${srid}`,
      value: cornerOf(squares[0]!),
    });
  // What lies in a square that is kept is kept with it: else its ground would be told of twice.
  const kept = squares.filter((_, i) => inside.has(i) || inside.has(parents[i]!));
  if (kept.length > POPULATION_SQUARES_MAX)
    throw new ProblemError('population_many', { file: file_name, n: kept.length, max: POPULATION_SQUARES_MAX });
  const population = {
    source: said.source ?? (scb ? 'SCB' : file_name.slice(0, 120)),
    counted_on: said.counted_on ?? counted_on,
    ...{ srid, demonstration: false },
    squares: kept.flatMap(({ x, y, side, n }) => [x, y, side, n]),
  };
  const before = await findPopulation(knex, area.municipality_id);
  return {
    population,
    told: {
      ...{ file: file_name, found: populationSum(population), outside: squares.length - kept.length, nested },
      before: before && populationSum(before),
    },
  };
}

const cornerOf = ({ x, y }: { x: number; y: number }): string => `${x}, ${y}`;

/** Squares have sides in metres: a system of degrees or feet has none. */
async function checkSystem(knex: Knex, file: string, srid: number, expected: number): Promise<void> {
  const { rows } = await knex.raw<{ rows: { metric: boolean }[] }>(
    `select proj4text like '%+units=m%' and proj4text not like '%+proj=longlat%' as metric from public.spatial_ref_sys where srid = :srid`,
    { srid },
  );
  if (rows[0]?.metric !== true)
    throw new ProblemError('population_crs', { file, srid: `${srid}`, expected: `${expected}` });
}
