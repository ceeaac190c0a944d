import type { Database } from '../db/database.ts';
import { holdArea } from './area-lock.ts';
import { reachOf, readAreas } from './areas.ts';
import { type Begun, begin, numberOf, type Order } from './begin.ts';
import { finish, giveUp } from './finish.ts';
import type { Job } from './job.ts';
import { type Counts, NO_COUNTS } from './load.ts';
import { reasonSaid } from './reading/reading.ts';
import { readRejected } from './rejected.ts';
import { type Fault, type FileAt, faultOf, type LoadTask, type Report } from './task.ts';
import { startThread, type Thread } from './thread.ts';

export interface LoadJob {
  job: Job;
  what: { file: FileAt } | { demonstration: { seed: number; until: string } };
}

export interface LoadHooks {
  onThread(thread: Thread): void;
  onCounts(counts: Counts): void;
  onTrouble(sentence: string): void;
}

export interface LoadEnd {
  state: 'done' | 'cancelled' | 'failed';
  counts: Counts;
  rejected: Record<string, number>;
  fault: Fault | null;
  municipality: string | null;
}

/**
 * One load from its row in `staff.import` to its flip: begin, thread, finish. Never throws: how it ended is its answer.
 */
export async function runLoad(
  database: Database,
  key: string | Error,
  { job, what }: LoadJob,
  hooks: LoadHooks,
): Promise<LoadEnd> {
  let begun: Begun | null = null;
  let letGo = async (): Promise<void> => {};
  let counts: Counts = { ...NO_COUNTS };
  const ended = (
    state: LoadEnd['state'],
    fault: Fault | null,
    rejected = {},
    municipality = job.municipality,
  ): LoadEnd => ({
    state,
    counts,
    rejected,
    fault,
    municipality,
  });
  try {
    if (key instanceof Error) throw key;
    const mapping = job.mapping!;
    const area: Order['area'] = job.municipality === null ? { opens: job.new_area! } : { slug: job.municipality };
    const { file_name, bytes, sha256 } = job;
    const order = { public_id: job.id, area, source: job.source!, mapping, file_name, file_sha256: sha256, bytes };
    const municipality_id = await numberOf(database.knex, area);
    letGo = await holdArea(database, municipality_id);
    begun = await begin(database.knex, municipality_id, order);
    const { discoveries, ...to } = begun;
    const known = 'slug' in area ? (await readAreas(database.knex)).find(({ slug }) => slug === area.slug) : undefined;
    const task: LoadTask = {
      kind: 'load',
      rows: 'file' in what ? { file: what.file, area: known ?? reachOf(job.new_area) } : what,
      plan: { ...to, discoveries, engine: database.engine.kind, key, mapping, headers: job.surveyed?.headers ?? [] },
      connection: database.connection,
    };
    job.loading_since = performance.now();
    const report = await new Promise<Report>((resolve) => {
      const thread = startThread(task, (now) => {
        if (now.kind === 'progress') hooks.onCounts((counts = now.counts));
        else resolve(now);
      });
      hooks.onThread(thread);
    });
    if (report.kind === 'loaded') {
      counts = report.counts;
      const rejected = await readRejected(database.knex, begun);
      if (counts.added + counts.updated + counts.unchanged === 0) {
        await giveUp(database, begun, 'failed', counts);
        const reason = Object.entries(rejected).sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
        return ended(
          'failed',
          { code: 'import_unusable', params: { file: job.file_name, reason: reasonSaid(reason) } },
          rejected,
        );
      }
      await finish(database, begun, counts, order, job.who);
      return ended('done', null, rejected, 'opens' in area ? area.opens.slug : area.slug);
    }
    if (report.kind === 'ended' && report.fault === null && report.error === null) {
      await giveUp(database, begun, 'cancelled', counts);
      return ended('cancelled', null);
    }
    const { fault = null, error = null } = report.kind === 'ended' ? report : {};
    if (error) hooks.onTrouble(`An import failed: ${error}`);
    await giveUp(database, begun, 'failed', counts);
    return ended('failed', fault ?? INTERRUPTED);
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) hooks.onTrouble(`An import failed: ${String((error as Error)?.stack ?? error)}`);
    if (begun) await giveUp(database, begun, 'failed', counts).catch(() => {});
    return ended('failed', fault ?? INTERRUPTED);
  } finally {
    await letGo();
  }
}

const INTERRUPTED: Fault = { code: 'import_interrupted', params: {} };
