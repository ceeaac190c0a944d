import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addMunicipality } from './add.ts';
import { ensureShipped } from './seed.ts';
import { SHIPPED_CATEGORIES, SHIPPED_FLAGS, SIGTUNA } from './shipped.ts';
import { ensureRows, shippedCategoryRows } from './shipped-row.ts';

let database: Database;
let knex: Knex;

beforeAll(async () => {
  database = await openTestDatabase();
  knex = database.knex;
});
afterAll(() => database?.close());

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [16, 59],
      [16.2, 59],
      [16.2, 59.1],
      [16, 59.1],
      [16, 59],
    ],
  ],
};
const elsewhere = {
  slug: 'annorstades',
  names: { sv: 'Annorstädes' },
  time_zone: 'Europe/Stockholm',
  srid: 3006,
  outline: square,
  outline_source: 'hittad på',
};

async function one<T>(sql: string, bindings: Record<string, string | number> = {}): Promise<T> {
  const { rows } = await knex.raw<{ rows: T[] }>(sql, bindings);
  return rows[0]!;
}
const count = async (table: string): Promise<number> => {
  const { n } = await one<{ n: number }>(`
    select count(*)::integer as n from staff.${table} t join staff.municipality m using (municipality_id)
    where m.slug = 'sigtuna'`);
  return n;
};
const version = async (slug = 'sigtuna'): Promise<number> => {
  const row = await one<{ version: string }>(
    'select version from staff.data_version join staff.municipality using (municipality_id) where slug = :slug',
    { slug },
  );
  return Number(row.version);
};

describe('the shipped data', () => {
  it('has what residents choose among in every area, and an edited choice stays as it is', async () => {
    const id = await knex.transaction((trx) => addMunicipality(trx, { ...elsewhere, slug: 'valjarby' }));
    const choices = () =>
      one<{ choices: number; groups: number; wordless: number }>(
        `select count(*)::integer as choices, count(*) filter (where names is null)::integer as wordless,
          (select count(*)::integer from flag.publication_group where municipality_id = :id) as groups
        from flag.choice where municipality_id = :id`,
        { id },
      );
    expect(await choices()).toEqual({ choices: SHIPPED_FLAGS.choices.length, groups: 4, wordless: 34 });
    await knex.raw(`update flag.choice set names = '{"sv": "mörker"}' where municipality_id = :id and code = 'dark'`, {
      id,
    });
    await ensureShipped(knex);
    expect(await choices()).toMatchObject({ wordless: 33 });
    await knex.raw('delete from staff.municipality where municipality_id = :id', { id });
    expect(await choices()).toMatchObject({ choices: 0, groups: 0 });
  });

  it('is there once, however often the program starts', async () => {
    await ensureShipped(knex);
    const before = await version();
    await ensureShipped(knex);
    await Promise.all([ensureShipped(knex), ensureShipped(knex)]);
    expect(await count('place')).toBe(SIGTUNA.places.length);
    expect(await count('offence_category')).toBe(SHIPPED_CATEGORIES.length);
    expect(await count('agreement')).toBe(2);
    expect(await count('focus_area')).toBe(8);
    expect(await version()).toBe(before);
  });

  it('makes Sigtuna the default area, valid and of the right size in its own metres', async () => {
    const row = await one<{ is_default: boolean; valid: boolean; km2: number; vertices: number }>(`
      select is_default, st_isvalid(outline) as valid, st_area(st_transform(outline, srid)) / 1e6 as km2,
        st_npoints(outline) as vertices
      from staff.municipality where slug = 'sigtuna' and code = '0191' and srid = 3006`);
    expect(row).toMatchObject({ is_default: true, valid: true, vertices: 62 });
    // SCB's land and water areas of Sigtuna sum to 352 km²; a generalised outline comes within a few per cent.
    expect(row.km2).toBeGreaterThan(320);
    expect(row.km2).toBeLessThan(365);
  });

  it('has places that are valid, inside the outline, and study areas that don’t overlap', async () => {
    const { rows } = await knex.raw<{ rows: { slug: string }[] }>(`
      select p.slug from staff.place p join staff.municipality m using (municipality_id)
      where not st_isvalid(p.geometry) or not st_within(p.geometry, m.outline)
      union all
      select a.slug from staff.place a join staff.place b using (municipality_id)
      where a.kind = 'study_area' and b.kind = 'study_area' and a.slug <> b.slug and st_intersects(a.geometry, b.geometry)
      union all
      select p.slug from staff.place p join staff.place s using (municipality_id)
      where p.kind = 'named_place' and s.slug = 'marsta' and not st_within(p.geometry, s.geometry)`);
    expect(rows).toEqual([]);
  });

  it('has named places of a few hundred metres and study areas of a few square kilometres', async () => {
    const { rows } = await knex.raw<{ rows: { slug: string; kind: string; km2: number }[] }>(`
      select p.slug, p.kind, st_area(st_transform(p.geometry, m.srid)) / 1e6 as km2
      from staff.place p join staff.municipality m using (municipality_id) where m.slug = 'sigtuna' and kind <> 'neighbourhood'`);
    for (const { slug, kind, km2 } of rows) {
      const [least, most] = kind === 'named_place' ? [0.05, 0.25] : slug === 'arlanda' ? [10, 20] : [1, 12];
      expect(km2, slug).toBeGreaterThan(least);
      expect(km2, slug).toBeLessThan(most);
    }
  });

  it('gives categories their focus areas', async () => {
    const { focus_areas } = await one<{ focus_areas: string[] }>(
      `select focus_areas from staff.offence_category where code = 'robbery_personal'
         and municipality_id = (select municipality_id from staff.municipality where slug = 'sigtuna')`,
    );
    expect(focus_areas).toEqual(['unsafe_places', 'youth_gangs', 'unsafe_events_in_public']);
  });
});

describe('a newer list', () => {
  it('reaches the rows nobody edited, and leaves edited and deleted ones alone', async () => {
    const rolledBack = new Error('rolled back');
    const seen: Record<string, unknown> = {};
    await knex
      .transaction(async (trx) => {
        const { rows: areas } = await trx.raw<{ rows: { municipality_id: number }[] }>(
          `select municipality_id from staff.municipality where slug = 'sigtuna'`,
        );
        const id = areas[0]!.municipality_id;
        await trx.raw(
          `update staff.offence_category set names = '{"sv": "Vår egen"}' where code = 'graffiti' and municipality_id = :id`,
          { id },
        );
        await trx.raw(`delete from staff.offence_category where code = 'arson' and municipality_id = :id`, { id });
        const newer = shippedCategoryRows([])
          .filter((row) => ['graffiti', 'arson', 'vandalism', 'brawl'].includes(row.key))
          .map((row) =>
            row.key === 'brawl' ? row : { ...row, columns: { ...row.columns, names: { sv: 'Nytt namn' } } },
          );
        seen.written = await ensureRows(trx, id, newer);
        const { rows } = await trx.raw<{ rows: { code: string; sv: string }[] }>(
          `select code, names ->> 'sv' as sv from staff.offence_category
           where code in ('graffiti', 'arson', 'vandalism') and municipality_id = :id order by code`,
          { id },
        );
        seen.names = Object.fromEntries(rows.map(({ code, sv }) => [code, sv]));
        seen.again = await ensureRows(trx, id, newer);
        throw rolledBack;
      })
      .catch((error: unknown) => {
        if (error !== rolledBack) throw error;
      });
    // vandalism by its name; brawl because it loses its focus areas here
    expect(seen).toEqual({ written: 2, names: { graffiti: 'Vår egen', vandalism: 'Nytt namn' }, again: 0 });
  });
});

describe('a new area', () => {
  it('has the shipped categories without focus areas, data version 0, and leaves Sigtuna the default', async () => {
    const id = await knex.transaction((trx) => addMunicipality(trx, elsewhere));
    const row = await one<{ categories: number; focused: number; type: string; is_default: boolean }>(
      `select count(*)::integer as categories, count(*) filter (where focus_areas <> '{}')::integer as focused,
         min(geometrytype(m.outline)) as type, bool_or(m.is_default) as is_default
       from staff.municipality m join staff.offence_category using (municipality_id) where municipality_id = :id`,
      { id },
    );
    expect(row).toEqual({ categories: SHIPPED_CATEGORIES.length, focused: 0, type: 'MULTIPOLYGON', is_default: false });
    expect(await version('annorstades')).toBe(0);
    await ensureShipped(knex);
    expect(await version('annorstades')).toBe(0);
  });

  it('takes over as default when asked to', async () => {
    await knex.transaction((trx) => addMunicipality(trx, { ...elsewhere, slug: 'ny-stad', is_default: true }));
    const { rows } = await knex.raw<{ rows: { slug: string }[] }>(
      'select slug from staff.municipality where is_default',
    );
    expect(rows).toEqual([{ slug: 'ny-stad' }]);
    await ensureShipped(knex);
    const { rows: after } = await knex.raw<{ rows: { slug: string }[] }>(
      'select slug from staff.municipality where is_default',
    );
    expect(after).toEqual([{ slug: 'ny-stad' }]);
  });

  it.each([
    ['a slug twice', { slug: 'sigtuna' }, '23505'],
    ['a slug with capitals', { slug: 'Sigtuna' }, '23514'],
    ['a code twice', { slug: 'sigtuna-2', code: '0191' }, '23505'],
    ['a code of three digits', { slug: 'tre', code: '191' }, '23514'],
    ['a name without Swedish', { slug: 'namnlos', names: { en: 'Nameless' } as never }, '23514'],
    ['an impossible CRS', { slug: 'crs', srid: 7 }, '23514'],
  ])('is refused by the table itself: %s', async (_, change, code) => {
    const adding = knex.transaction((trx) => addMunicipality(trx, { ...elsewhere, ...change }));
    await expect(adding).rejects.toMatchObject({ code });
  });
});
