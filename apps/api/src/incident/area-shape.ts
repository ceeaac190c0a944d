import type { PolygonGeometry } from '@lagesbild/incidents';
import type { ClientBase } from 'pg';

/** An area as a store needs it: where it is, in what words and times, and the polygons that can be asked for. */
export interface AreaShape {
  municipality_id: number;
  slug: string;
  time_zone: string;
  srid: number;
  proj4: string;
  version: number;
  categories: string[];
  /** harm weight per category that has one */
  harm: Record<string, number>;
  /** of the outline: degrees, and metres in the municipality's CRS */
  bounds: [number, number, number, number];
  bounds_m: [number, number, number, number];
  outline: PolygonGeometry;
  /** `by_default`: part of the built-up area that is studied unless somebody asks otherwise */
  polygons: { slug: string; by_default: boolean; geometry: PolygonGeometry }[];
}

// in: $1 municipality_id; out: one row, or none
const AREA = `
  select m.municipality_id, m.slug, m.time_zone, m.srid, trim(r.proj4text) as proj4,
    cast(coalesce(v.version, 0) as double precision) as version,
    array[st_xmin(m.outline), st_ymin(m.outline), st_xmax(m.outline), st_ymax(m.outline)] as bounds,
    array[st_xmin(p.metric), st_ymin(p.metric), st_xmax(p.metric), st_ymax(p.metric)] as bounds_m,
    cast(st_asgeojson(m.outline, 9) as json) as outline,
    array(select c.code from staff.offence_category c where c.municipality_id = m.municipality_id
      order by c.position, c.code) as categories,
    (select coalesce(json_object_agg(c.code, c.harm_weight), '{}') from staff.offence_category c
      where c.municipality_id = m.municipality_id and c.harm_weight is not null) as harm
  from staff.municipality m
  join public.spatial_ref_sys r on r.srid = m.srid
  left join staff.data_version v on v.municipality_id = m.municipality_id
  cross join lateral (select st_transform(m.outline, m.srid) as metric offset 0) p
  where m.municipality_id = $1`;

// in: $1 municipality_id; out: a row per place with an area; the same digits as the places a browser gets
const POLYGONS = `
  select slug, kind = 'study_area' and on_by_default as by_default, cast(st_asgeojson(geometry, 9) as json) as geometry
  from staff.place
  where municipality_id = $1 and geometrytype(geometry) in ('POLYGON', 'MULTIPOLYGON')
  order by position, slug`;

const VERSION = `
  select cast(version as double precision) as version from staff.data_version where municipality_id = $1`;

/** The area as it is now; null when it is gone. */
export async function readAreaShape(client: ClientBase, municipality_id: number): Promise<AreaShape | null> {
  const { rows } = await client.query<Omit<AreaShape, 'polygons'>>(AREA, [municipality_id]);
  const area = rows[0];
  if (area === undefined) return null;
  const polygons = await client.query<AreaShape['polygons'][number]>(POLYGONS, [municipality_id]);
  return { ...area, polygons: polygons.rows };
}

/** The data version now. */
export async function readVersion(client: ClientBase, municipality_id: number): Promise<number> {
  const { rows } = await client.query<{ version: number }>(VERSION, [municipality_id]);
  return rows[0]?.version ?? 0;
}

// in: $1 municipality_id, $2 codes already listed, $3 source_ids left out; out: the others that incidents have
const UNLISTED_CODES = `
  select distinct category from staff.incident
  where municipality_id = $1 and category <> all (cast($2 as text[])) and source_id <> all (cast($3 as integer[]))
  order by category`;

/** Codes of incidents that the municipality's list doesn't name (any more). */
export async function readUnlistedCodes(
  client: ClientBase,
  municipality_id: number,
  hidden: readonly number[],
  listed: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ category: string }>(UNLISTED_CODES, [municipality_id, listed, hidden]);
  return rows.map((row) => row.category);
}
