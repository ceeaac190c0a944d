import { z } from 'zod';
import { Health } from './installation.ts';

/** How the installation is, for those who look after it. */
export const SystemHealth = z.object({
  version: z.string(),
  node: z.string(),
  started_at: z.iso.datetime(),
  memory_mb: z.number().describe('resident memory of the process, MB'),
  engine: Health.shape.engine.unwrap(),
  data_versions: Health.shape.data_versions,
  guards: z.array(z.string()).describe('what protects the data on this engine, in the reader’s language'),
  backup: z
    .object({
      ...Health.shape.backup.unwrap().shape,
      next_at: z.iso.datetime().nullable(),
      kept: z.number().int().describe('how many lie in the folder'),
    })
    .describe('scheduled backups, and the last restore drill'),
  disks: z.array(
    z.object({
      what: z.enum(['data', 'backups']),
      free_mb: z.number().describe('room that is free, MB'),
      total_mb: z.number().describe('size of the disk, MB'),
    }),
  ),
  log: z.object({
    entries: z.number().int().describe('entries of the audit log'),
    state: z
      .enum(['whole', 'unchecked', 'broken'])
      .nullable()
      .describe('what the last check found; null: none since the start'),
    checked_at: z.iso.datetime().nullable(),
    own_role: z
      .boolean()
      .describe('whether a database role of its own owns the log, so that the application can’t unlock it'),
  }),
  load: z.object({
    in_flight: z.number().int().describe('data requests under way'),
    in_flight_max: z.number().int().describe('from how many on more are turned away'),
    turned_away: z.number().int().describe('requests turned away since the start because there were too many'),
    delay_ms: z.number().describe('how late the process comes to its work, ms on average over two seconds'),
    connections: z.number().int().describe('database connections in use'),
    waiting: z.number().int().describe('requests that wait for a database connection'),
  }),
  warnings: z.array(z.string()).describe('what should be seen to, each with the way out'),
});
export type SystemHealth = z.infer<typeof SystemHealth>;
