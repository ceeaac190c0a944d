import type { Database } from '../db/database.ts';
import { addIncidents, type MadeIncident, seeded, sigtunaOf } from '../incident/testing.ts';
import { digestOf } from './file.ts';

/** Three crowds in Märsta and one in Sigtuna town, registered over 2025 and 2026. */
const CROWDS = [
  { lon: 17.855, lat: 59.6205, n: 260 },
  { lon: 17.8285, lat: 59.6146, n: 180 },
  { lon: 17.8601, lat: 59.6287, n: 90 },
  { lon: 17.7238, lat: 59.6167, n: 25 },
] as const;

/** Incidents as the gate's tests need them, drawn by a seed. */
export function crowdsOf(seed: number) {
  const random = seeded(seed);
  const incident = (lon: number, lat: number, change: Partial<MadeIncident> = {}): MadeIncident => ({
    ...{ occurred_from: '2025-02-01T12:00:00Z', minutes: null, time_precision: 'minute', category: 'unknown' },
    ...{
      precision: 'point',
      discovery: 'resident_reported',
      counting_unit: 'event',
      report: null,
      source_category: null,
    },
    registered: `${2025 + Math.floor(random() * 2)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-15`,
    ...{ lon: lon + (random() - 0.5) / 200, lat: lat + (random() - 0.5) / 400 },
    ...change,
  });
  const crowds = (change: Partial<MadeIncident> = {}): MadeIncident[] =>
    CROWDS.flatMap(({ lon, lat, n }) => Array.from({ length: n }, () => incident(lon, lat, change)));
  return { incident, crowds };
}

/** Sigtuna with the crowds in it, in a category that is published. */
export async function crowdedSigtuna(database: Database): Promise<{ municipality_id: number; category: string }> {
  const { municipality_id } = await sigtunaOf(database);
  const { rows } = await database.knex.raw<{ rows: { code: string }[] }>(
    'select code from staff.offence_category where municipality_id = ? and publication_group is not null order by position limit 1',
    [municipality_id],
  );
  const category = rows[0]!.code;
  await addIncidents(database, municipality_id, crowdsOf(21).crowds({ category }));
  return { municipality_id, category };
}

/** Every release that is stored, with whether its files are those that its digest was made of. */
export async function storedReleases({ knex }: Database): Promise<{ release: string; whole: boolean }[]> {
  const { rows } = await knex.raw<{
    rows: { release: string; digest: string; files: { name: string; digest: string }[]; attacks: number }[];
  }>(`
    select r.release, r.digest, jsonb_agg(jsonb_build_object('name', f.name, 'digest', encode(sha256(f.content), 'hex'))
        order by array_position(array['release.json', 'table.csv', 'map.geojson', 'picture.png'], f.name)) as files,
      (select count(*)::integer from staff.release_attack a where a.release = r.release) as attacks
    from public_release.release r left join public_release.file f using (municipality_id, release)
    group by r.municipality_id, r.release order by r.kind, r.period`);
  return rows.map(({ release, digest, files, attacks }) => ({
    release,
    whole: files.length === 4 && attacks === 3 && digestOf(files as never) === digest,
  }));
}
