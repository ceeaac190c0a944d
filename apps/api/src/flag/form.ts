import { FLAG_CELL_M, type FlagForm, type FlagStreets } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { findFlagArea } from './area.ts';
import { readChoices } from './choice.ts';

// in: municipality_id; out: one row. A ten-thousandth of a degree is some ten metres: enough to see where the area ends
const OUTLINE = `
  select array[st_xmin(outline), st_ymin(outline), st_xmax(outline), st_ymax(outline)] as bounds,
    cast(st_asgeojson(st_simplifypreservetopology(outline, 0.0005), 4) as json) as outline
  from flag.area where municipality_id = :municipality_id`;

// in: municipality_id; out: places with the point their name stands at; order: as they are listed
const PLACES = `
  select p.slug, p.names, p.kind, round(cast(st_x(p.at) as numeric), 6)::double precision as lon,
    round(cast(st_y(p.at) as numeric), 6)::double precision as lat
  from (
    select slug, names, kind, position, st_pointonsurface(geometry) as at
    from flag.place where municipality_id = :municipality_id and kind <> 'study_area') p
  order by p.position, p.slug`;

const STUDY_AREAS = `
  select slug, names from flag.place
  where municipality_id = :municipality_id and kind = 'study_area' order by position, slug`;

const GROUPS = `
  select publication_group, names from flag.publication_group
  where municipality_id = :municipality_id order by position, publication_group`;

const STREETS = 'select name, cells from flag.street where municipality_id = :municipality_id order by name';

/** Every street of an area that a resident can choose. */
export async function readStreets(trx: Knex, municipality_id: number): Promise<FlagStreets> {
  return { streets: (await trx.raw<{ rows: FlagStreets['streets'] }>(STREETS, { municipality_id })).rows };
}

/** Everything that the resident page needs to know of an area. */
export async function readForm(trx: Knex, slug: string, work_needed: boolean): Promise<FlagForm> {
  const { municipality_id, day, month, quarter, geocoder, geocoder_nearby, ...area } = await findFlagArea(trx, slug);
  const rows = async <Row>(sql: string): Promise<Row[]> =>
    (await trx.raw<{ rows: Row[] }>(sql, { municipality_id })).rows;
  const [outline] = await rows<Pick<FlagForm, 'bounds' | 'outline'>>(OUTLINE);
  return {
    ...area,
    ...outline!,
    cell_m: FLAG_CELL_M,
    geocoder: geocoder !== null,
    places: await rows<FlagForm['places'][number]>(PLACES),
    study_areas: await rows<FlagForm['study_areas'][number]>(STUDY_AREAS),
    ...(await readChoices(trx, municipality_id)),
    publication_groups: await rows<FlagForm['publication_groups'][number]>(GROUPS),
    work_needed,
  };
}
