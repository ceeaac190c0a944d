import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../apps/api/src/db/database.ts';
import { engineFolder } from '../apps/api/src/db/embedded/prepared.ts';
import { knownMigrations } from '../apps/api/src/db/migration.ts';
import { SCHEMAS } from '../apps/api/src/db/schemas.ts';
import { seededRandom } from '../apps/api/src/municipality/demonstration/random.ts';
import { command, succeed } from './command.ts';
import type { Engine, Proof, ProofLine, ProofOptions } from './proof.ts';
import { newDatabase, onEachEngine, pause, type Stage } from './stage.ts';

const RELEASES = join(import.meta.dirname, 'releases');

/**
 * Promise 8: migrations that were killed midway are finished by the next start, and what any release saved is brought up to
 * this version. `prove/releases` holds a backup of each.
 */
export const proof: Proof = {
  long: { n: 20 },
  short: { n: 2 },
  run: onEachEngine(prove),
};

async function prove(stage: Stage, { n, seed }: ProofOptions): Promise<ProofLine[]> {
  const random = seededRandom(seed);
  // An empty folder of the engine's keeps the prepared one, which would spare the migrations, out.
  mkdirSync(engineFolder(stage.data_dir));
  const from = performance.now();
  await succeed(stage, 'migrate');
  const took_ms = performance.now() - from;
  const wanted = await structureOf(stage);
  let [same, begun] = [0, 0];
  for (let turn = 0; turn < n; turn++) {
    const fresh = await freshPlace(stage, `killed_${turn}`);
    try {
      const { child, done } = command(fresh, 'migrate');
      // The first part is the program's own start, in which there is nothing to kill yet.
      await pause(random.between(took_ms / 4, took_ms * 1.1));
      child.kill('SIGKILL');
      if ((await done).exit === null) begun++;
      await succeed(fresh, 'migrate');
      if ((await structureOf(fresh)) === wanted) same++;
    } finally {
      rmSync(fresh.data_dir, { recursive: true, force: true });
    }
  }
  const releases = readdirSync(RELEASES).filter((name) => name.endsWith('.tar.gz'));
  const brought: string[] = [];
  for (const release of releases) {
    await succeed(stage, 'restore', join(RELEASES, release), '--without-saving');
    if ((await structureOf(stage)) === wanted) brought.push(release);
  }
  return [
    {
      promise: '8',
      what: `${n} migrations killed (${begun} midway), ${stage.engine}`,
      reached: `${same} finished by the next start, equal to one that wasn't killed`,
      wanted: `${n}`,
      kept: same === n && begun > 0,
    },
    {
      promise: '8',
      what: `backups of ${releases.length} releases, ${stage.engine}`,
      reached: `${brought.length} brought up to ${knownMigrations().at(-1)}`,
      wanted: `${releases.length}`,
      kept: brought.length === releases.length && releases.length > 0,
    },
  ];
}

/** An empty place beside the stage's. */
async function freshPlace(stage: Stage, name: string): Promise<Stage> {
  const data_dir = mkdtempSync(join(tmpdir(), 'lb-prove-fresh-'));
  mkdirSync(engineFolder(data_dir));
  return { ...stage, data_dir, database_url: stage.cluster && (await newDatabase(stage.cluster, name)) };
}

// in: schemas; out: one text of everything that migrations make
const STRUCTURE = `
  select string_agg(part, chr(10) order by part) as structure from (
    select format('%s.%s %s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable, column_default) as part
      from information_schema.columns where table_schema = any(:schemas)
    union all select indexdef from pg_indexes where schemaname = any(:schemas)
    union all select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = any(cast(:schemas as regnamespace[]))
    union all select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not tgisinternal and c.relnamespace = any(cast(:schemas as regnamespace[]))
    union all select pg_get_functiondef(oid) from pg_proc
      where pronamespace = any(cast(:schemas as regnamespace[])) and prokind = 'f'
    union all select name from public.knex_migrations) parts`;

async function structureOf(stage: { engine: Engine; data_dir: string; database_url: string | null }): Promise<string> {
  const { knex, close } = await openDatabase(stage, { migrate: false });
  try {
    const { rows } = await knex.raw<{ rows: { structure: string }[] }>(STRUCTURE, { schemas: [...SCHEMAS] });
    return rows[0]!.structure;
  } finally {
    await close();
  }
}
