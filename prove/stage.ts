import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Cluster } from '../test/provision/cluster.ts';
import { programsOfPostgis } from '../test/provision/postgis.ts';
import { App, type AppSettings } from './app.ts';
import type { Engine, ProofLine, ProofOptions } from './proof.ts';

/** Where one engine's rows live during a proof: a folder, and a server of its own where that is the engine. */
export interface Stage {
  engine: Engine;
  data_dir: string;
  database_url: string | null;
  cluster: Cluster | null;
  start(more?: Partial<AppSettings>): Promise<App>;
}

/** Runs `work` on a stage that is gone afterwards. @param parent where it lies */
export async function onStage<T>(engine: Engine, work: (stage: Stage) => Promise<T>, parent = tmpdir()): Promise<T> {
  const data_dir = mkdtempSync(join(parent, 'lb-prove-'));
  const cluster = engine === 'server' ? await Cluster.make(programsOfPostgis(), { durable: true, parent }) : null;
  const started: App[] = [];
  try {
    const database_url = cluster && (await newDatabase(cluster, 'proof'));
    const start = async (more = {}) => {
      const app = await App.start({ data_dir, database_url, ...more });
      started.push(app);
      return app;
    };
    return await work({ engine, data_dir, database_url, cluster, start });
  } finally {
    // A proof that fell over leaves its application running, and that would go on writing.
    for (const app of started) if (app.alive) await app.kill();
    cluster?.remove();
    rmSync(data_dir, { recursive: true, force: true });
  }
}

/** How a proof runs that tries the same on every engine, on a stage of its own each. */
export const onEachEngine =
  (prove: (stage: Stage, options: ProofOptions) => Promise<ProofLine | ProofLine[]>) =>
  async (options: ProofOptions): Promise<ProofLine[]> => {
    const lines: ProofLine[] = [];
    for (const engine of options.engines)
      lines.push(...[await onStage(engine, (stage) => prove(stage, options))].flat());
    return lines;
  };

/** @returns the address of an empty database */
export async function newDatabase(cluster: Cluster, name: string): Promise<string> {
  const admin = new Client({ connectionString: cluster.url() });
  await admin.connect();
  await admin.query(`create database ${name}`).finally(() => admin.end());
  return cluster.url(name);
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
