import type { Bounds, Mapping, Names, NewArea, SourceKind } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { KeptSource, KnownArea } from './reading/reading.ts';
import type { AreaWithCategories } from './task.ts';

/** Every area as a survey needs it: what tells whether rows lie in it, and its categories. */
export async function readAreas(knex: Knex): Promise<AreaWithCategories[]> {
  type Row = Omit<AreaWithCategories, 'bounds' | 'outline'> & { box: Bounds; outline: string; names: Names };
  const { rows } = await knex.raw<{ rows: Row[] }>(`
    select m.slug, m.names, m.srid, m.time_zone,
      array[st_xmin(m.outline), st_ymin(m.outline), st_xmax(m.outline), st_ymax(m.outline)] as box,
      st_asgeojson(m.outline) as outline,
      array(select c.code from staff.offence_category c where c.municipality_id = m.municipality_id) as categories
    from staff.municipality m
    order by m.is_default desc, m.slug`);
  return rows.map(({ box, outline, ...area }) => ({ ...area, bounds: box, outline: JSON.parse(outline).coordinates }));
}

/** How the newest file of each source was read. */
export async function readKeptSources(knex: Knex): Promise<KeptSource[]> {
  type Row = { slug: string; name: string; kind: SourceKind; licence: string | null; mapping: Mapping; area: string };
  const { rows } = await knex.raw<{ rows: Row[] }>(`
    select s.slug, s.name, s.kind, s.licence, s.mapping, m.slug as area
    from staff.source s
    join staff.municipality m using (municipality_id)
    where s.mapping is not null and s.kind <> 'demonstration'
    order by m.slug, s.slug`);
  return rows.map(({ mapping, area, ...source }) => ({ source, municipality: area, mapping }));
}

/** Where the rows of a new area may lie: as in an existing one, so that the same file read again finds the same strays. */
export const reachOf = (area: NewArea | null): Pick<KnownArea, 'outline'> | null =>
  area === null ? null : { outline: (area.outline as { coordinates: KnownArea['outline'] }).coordinates };
