import { Names, RESERVED_SLUGS } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import type { NewMunicipality } from './add.ts';
import { readOutline } from './outline.ts';

/** EPSG codes that count metres but stretch them with the latitude. */
const WEB_MERCATOR = new Set([3857, 3785, 900913, 102100, 102113]);
/** How wrong an area may come out in its CRS. National and zone systems stay below 0.3 %. */
const AREA_ERROR_MAX = 0.02;

/**
 * Is this a municipality that everything else can rest on? Checks what the tables can't say in words.
 *
 * @returns the same area with its outline as a plain MultiPolygon, ready for `addMunicipality`
 * @throws {ProblemError} the first thing that is wrong, in a sentence that names the value and the way out
 */
export async function checkMunicipality(knex: Knex, area: NewMunicipality): Promise<NewMunicipality> {
  const { slug, code, time_zone, srid } = area;
  if (!/^[a-z][a-z0-9-]{1,48}$/.test(slug)) throw new ProblemError('area_slug_malformed', { slug });
  if ((RESERVED_SLUGS as readonly string[]).includes(slug)) throw new ProblemError('area_slug_reserved', { slug });
  const names = Names.safeParse(area.names);
  if (!names.success || names.data.sv.trim() === '' || names.data.sv.length > 200)
    throw new ProblemError('area_name_missing');
  if (code != null && !/^[0-9]{4}$/.test(code)) throw new ProblemError('area_code_malformed', { code });
  if (!isTimeZone(time_zone)) throw new ProblemError('area_time_zone_unknown', { zone: time_zone });
  const outline = readOutline(area.outline);
  await checkTaken(knex, slug, code ?? null);
  await checkCrs(knex, srid);
  await checkShape(knex, JSON.stringify(outline), srid);
  return { ...area, outline };
}

/** IANA names only: an offset such as +01:00 has no summer time. */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

async function checkTaken(knex: Knex, slug: string, code: string | null): Promise<void> {
  const { rows } = await knex.raw<{ rows: { slug: string }[] }>(
    'select slug from staff.municipality where slug = :slug or code = :code order by slug = :slug desc',
    { slug, code },
  );
  const [taken] = rows;
  if (taken?.slug === slug) throw new ProblemError('area_slug_taken', { slug });
  if (taken !== undefined) throw new ProblemError('area_code_taken', { code: code ?? '', slug: taken.slug });
}

async function checkCrs(knex: Knex, srid: number): Promise<void> {
  if (!Number.isInteger(srid) || srid < 1024 || srid > 999_999) throw unknownCrs(srid);
  const { rows } = await knex.raw<{ rows: { proj4text: string }[] }>(
    'select proj4text from public.spatial_ref_sys where srid = :srid',
    { srid },
  );
  const proj4 = rows[0]?.proj4text;
  if (proj4 === undefined) throw unknownCrs(srid);
  if (!/\+units=m\b/.test(proj4) || /\+proj=(longlat|geocent)\b/.test(proj4) || WEB_MERCATOR.has(srid))
    throw new ProblemError('area_srid_not_metric', { srid: String(srid) });
}

const unknownCrs = (srid: number): ProblemError => new ProblemError('area_srid_unknown', { srid: String(srid) });

const SHAPE = `
  select st_isvalid(g) as valid, st_isvalidreason(g) as reason
  from (select st_setsrid(st_geomfromgeojson(:outline), 4326) as g) o`;

/** Area in the CRS against area on the ellipsoid. */
const FIT = `
  select abs(st_area(st_transform(g, cast(:srid as integer))) / nullif(st_area(g::geography), 0) - 1) as error
  from (select st_setsrid(st_geomfromgeojson(:outline), 4326) as g) o`;

async function checkShape(knex: Knex, outline: string, srid: number): Promise<void> {
  const { rows } = await knex.raw<{ rows: { valid: boolean; reason: string }[] }>(SHAPE, { outline });
  if (rows[0]?.valid !== true) throw new ProblemError('area_outline_invalid', { reason: rows[0]?.reason ?? '–' });
  // Outside a projection's reach PROJ gives infinite coordinates or an error; both mean the same here.
  const fit = await knex
    .raw<{ rows: { error: number | null }[] }>(FIT, { outline, srid })
    .then((result) => result.rows[0]?.error ?? Number.NaN)
    .catch((error: { code?: string }) => {
      if (error.code === 'XX000') return Number.NaN;
      throw error;
    });
  if (!(fit <= AREA_ERROR_MAX)) {
    const percent = Number.isFinite(fit) ? Math.min(100, Math.round(fit * 100)) : 100;
    throw new ProblemError('area_srid_far_away', { srid: String(srid), percent });
  }
}
