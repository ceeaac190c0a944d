import type { PatrolCard, Zone } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';

// in: municipality_id; out: zones of published plans; order: name
const PUBLISHED = `
  select z.zone_id, z.name from patrol.zone_plan p
  join patrol.zone z on z.municipality_id = p.municipality_id and z.plan_id = p.plan_id and z.version = p.published_version
  where p.municipality_id = :municipality_id
  order by z.name, z.zone_id`;

/** What visits can be made to. */
export async function publishedZones(trx: Knex, municipality_id: number): Promise<Pick<Zone, 'zone_id' | 'name'>[]> {
  return (await trx.raw<{ rows: Pick<Zone, 'zone_id' | 'name'>[] }>(PUBLISHED, { municipality_id })).rows;
}

// in: municipality_id, zone_id; out: the zone as published, with its plan
const ONE = `
  select json_build_object('zone_id', z.zone_id, 'name', z.name, 'outline', cast(st_asgeojson(z.outline, 7) as json),
      'origin', z.origin, 'why', z.why) as zone, json_build_object('plan_id', p.plan_id, 'name', p.name, 'demonstration', p.demonstration) as plan,
    st_asewkt(z.outline) as outline
  from patrol.zone_plan p
  join patrol.zone z on z.municipality_id = p.municipality_id and z.plan_id = p.plan_id and z.version = p.published_version
  where p.municipality_id = :municipality_id and z.zone_id = :zone_id
  order by p.created_on desc, p.plan_id limit 1`;

export interface PublishedZone {
  zone: Zone;
  plan: PatrolCard['plan'];
  /** as EWKT, for a question to staff's side */
  outline: string;
}

/** @throws {ProblemError} visit_zone_unknown */
export async function findZone(trx: Knex, municipality_id: number, zone_id: string): Promise<PublishedZone> {
  const { rows } = await trx.raw<{ rows: PublishedZone[] }>(ONE, { municipality_id, zone_id });
  if (!rows[0]) throw new ProblemError('visit_zone_unknown', { id: zone_id });
  return rows[0];
}
