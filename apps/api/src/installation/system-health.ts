import { statfs } from 'node:fs/promises';
import type { Health, Language, SystemHealth } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { listMunicipalities } from '../db/municipality.ts';
import type { Load } from '../pressure.ts';
import { sentence } from '../sentence.ts';
import { VERSION } from '../version.ts';
import { warningsOf } from './warnings.ts';
import './sentences.ts';

/** Those who know how the parts are. */
export interface Parts {
  backups: {
    status(language: Language): Promise<Health['backup']>;
    plan(): Promise<Pick<SystemHealth['backup'], 'next_at' | 'kept'>>;
  };
  log: { last: { verdict: { state: 'whole' | 'unchecked' | 'broken' }; at: Date } | null };
  load: () => Load;
}

const GUARDS = {
  embedded: ['durable', 'lock', 'completed', 'deadline', 'limits', 'room'],
  server: ['statement', 'pool', 'limits'],
} as const;

/** Everything that those who look after the installation ask for, and what they should see to. */
export async function systemHealth(
  database: Database,
  config: Config,
  { backups, log, load }: Parts,
  language: Language,
): Promise<SystemHealth> {
  const { knex, engine } = database;
  const [areas, status, plan, disks, state] = await Promise.all([
    listMunicipalities(knex),
    backups.status(language),
    backups.plan(),
    disksOf(config),
    stateOf(knex),
  ]);
  const { pool } = knex.client as { pool: { numUsed(): number; numPendingAcquires(): number } };
  const told = {
    ...{ version: VERSION, node: process.versions.node },
    started_at: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    memory_mb: Math.round(process.memoryUsage.rss() / 1024 ** 2),
    engine,
    data_versions: Object.fromEntries(areas.map(({ slug, version }) => [slug, version])),
    backup: { ...status!, ...plan },
    disks,
    log: {
      entries: state.entries,
      state: log.last?.verdict.state ?? null,
      checked_at: log.last?.at.toISOString() ?? null,
      own_role: state.own_role,
    },
    load: { ...load(), connections: pool.numUsed(), waiting: pool.numPendingAcquires() },
  };
  const situation = { ...told, backup_every_ms: config.backup?.every_ms ?? null, claimed: state.claimed };
  return {
    ...told,
    guards: GUARDS[engine.kind].map((name) => sentence(language, `guard_${name}`)),
    warnings: warningsOf(situation, new Date()).map(({ code, params }) => sentence(language, code, params)),
  };
}

async function disksOf({ data_dir, backup }: Config): Promise<SystemHealth['disks']> {
  const places = [
    { what: 'data' as const, folder: data_dir },
    ...(backup ? [{ what: 'backups' as const, folder: backup.folder }] : []),
  ];
  const disks = await Promise.all(
    places.map(async ({ what, folder }) => {
      const found = await statfs(folder).catch(() => null); // a folder that isn't made yet
      if (found === null) return [];
      const mb = (blocks: number): number => Math.round((blocks * found.bsize) / 1024 ** 2);
      return [{ what, free_mb: mb(found.bavail), total_mb: mb(found.blocks) }];
    }),
  );
  return disks.flat();
}

// out: how long the log is, whether somebody else owns it, whether there are accounts
const STATE = `
  select
    (select coalesce(sum(entry_no - disposed_no), 0)::integer from staff.audit_head) as entries,
    (select not pg_has_role(current_user, relowner, 'member') from pg_class
      where oid = 'staff.audit_entry'::regclass) as own_role,
    (select claimed_at is not null from staff.installation) as claimed`;

async function stateOf(knex: Knex): Promise<{ entries: number; own_role: boolean; claimed: boolean }> {
  const { rows } = await knex.raw<{ rows: { entries: number; own_role: boolean; claimed: boolean }[] }>(STATE);
  return rows[0]!;
}
