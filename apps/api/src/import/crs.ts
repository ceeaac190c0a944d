import { type Mapping, UNSETTLED_SRID } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { createUnprojection, isKnownSystem } from './reading/reading.ts';
import './sentences.ts';

/** Systems older than satellites are shifted by tables of measured points, which nobody here has: 100 m off without. */
const NEEDS_TABLES = /\+nadgrids|\+datum=(NAD27|nzgd49)/i;
/** How far our computation and PostGIS's may lie apart. */
const AGREE_M = 1;

interface Registered {
  proj4: string;
  srtext: string;
}

/**
 * The mapping with what the EPSG register (the database's `spatial_ref_sys`) says of its coordinate system, where that
 * isn't one of the program's own. What a client sends along is never believed. A code that the register lacks is left to
 * the reading, whose fault names it.
 *
 * @throws {ProblemError} crs_inexact, for a system that can't be computed here as well as PostGIS does
 */
export async function withCrs(knex: Knex, { crs: _sent, ...mapping }: Mapping): Promise<Mapping> {
  const { srid } = mapping;
  if (srid === UNSETTLED_SRID || isKnownSystem({ srid })) return mapping;
  const { rows } = await knex.raw<{ rows: Registered[] }>(
    'select trim(proj4text) as proj4, srtext from public.spatial_ref_sys where srid = :srid',
    { srid },
  );
  const [found] = rows;
  if (!found || found.proj4 === '') return mapping;
  const name = /^\w+\["([^"]+)"/.exec(found.srtext)?.[1] ?? `EPSG:${srid}`;
  if (NEEDS_TABLES.test(found.proj4) || !(await agrees(knex, srid, found.proj4)))
    throw new ProblemError('crs_inexact', { srid: String(srid), name });
  return { ...mapping, crs: { name, proj4: found.proj4 } };
}

/** Does a place in the system's own reach come out where PostGIS has it, there and back? */
async function agrees(knex: Knex, srid: number, proj4: string): Promise<boolean> {
  const number = (name: string): number => Number(new RegExp(String.raw`\+${name}=(-?[\d.]+)`).exec(proj4)?.[1]);
  const zone = number('zone');
  const lon = (number('lon_0') || number('lonc') || (zone > 0 ? zone * 6 - 183 : 0)) + 0.4;
  const lat = (number('lat_0') || number('lat_ts') || (proj4.includes('+south') ? -45 : 45)) + 0.4;
  const { rows } = await knex.raw<{ rows: { x: number; y: number; lon: number; lat: number }[] }>(
    `with there as (select st_transform(st_setsrid(st_point(:lon, :lat), 4326), cast(:srid as integer)) as g)
     select st_x(g) as x, st_y(g) as y, st_x(st_transform(g, 4326)) as lon, st_y(st_transform(g, 4326)) as lat from there`,
    { lon, lat, srid },
  );
  const { x, y, lon: east, lat: north } = rows[0]!;
  const system = createUnprojection({ srid, crs: { name: '', proj4 } });
  if (!system.locate(x, y)) return false;
  const metres = Math.hypot((system.lon - east) * Math.cos((north * Math.PI) / 180), system.lat - north) * 111_195;
  return metres < AGREE_M;
}
