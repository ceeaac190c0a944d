import { expect, test } from 'vitest';
import { openTestDatabase } from '../testing.ts';

const OFFERED = "select name from pg_available_extensions where name like '%postgis%' or name like 'address%'";
const PROJECTED = 'select st_astext(st_transform(st_setsrid(st_makepoint(17.8567, 59.6192), 4326), 3006), 0) as point';

test('the engine has PostGIS and its projections, and nothing beside that to compile at every start', async () => {
  const { knex } = await openTestDatabase();
  expect((await knex.raw(OFFERED)).rows).toEqual([{ name: 'postgis' }]);
  expect((await knex.raw(PROJECTED)).rows).toEqual([{ point: 'POINT(661135 6612470)' }]);
});
