import type { SystemHealth } from '@lagesbild/contract';
import type { SentenceParams } from '../sentence.ts';

const DAY_MS = 24 * 3600_000;
/** Half a year without trying a restore is a hope, not a backup. */
const DRILL_DAYS = 180;
const LATE_FACTOR = 2;
const FREE_MIN_MB = 1_024;
const FREE_SHARE_MIN = 0.05;

interface Situation extends Omit<SystemHealth, 'warnings' | 'guards'> {
  backup_every_ms: number | null;
  claimed: boolean;
}

/** What should be seen to, the most urgent first, as codes of sentences. */
export function warningsOf(situation: Situation, now: Date): { code: string; params: SentenceParams }[] {
  const { backup, backup_every_ms, disks, log, engine, load, claimed } = situation;
  const since = (at: string): number => now.getTime() - Date.parse(at);
  const found: { code: string; params: SentenceParams }[] = [];
  const warn = (code: string, params: SentenceParams = {}): void => void found.push({ code, params });
  if (log.state === 'broken') warn('warning_log_broken');
  for (const { what, free_mb, total_mb } of disks)
    if (free_mb < FREE_MIN_MB || free_mb < FREE_SHARE_MIN * total_mb)
      warn('warning_disk', { what: { say: `disk_${what}` }, free: Math.round(free_mb), total: Math.round(total_mb) });
  if (backup.state === 'failing') warn('warning_backup_failing', { reason: backup.problem ?? '–' });
  if (backup.state === 'off') warn('warning_backup_off');
  else if (backup.last_at === null) warn('warning_backup_none');
  else if (backup_every_ms !== null && since(backup.last_at) > LATE_FACTOR * backup_every_ms)
    warn('warning_backup_late', { at: backup.last_at });
  const how = { say: backup.last_at === null ? 'drill_after_backup' : 'drill_newest' };
  if (backup.drilled_at === null) warn('warning_drill_never', { how });
  else if (since(backup.drilled_at) > DRILL_DAYS * DAY_MS) warn('warning_drill_old', { at: backup.drilled_at, how });
  if (log.state === 'unchecked') warn('warning_log_unchecked');
  if (engine.kind === 'server' && !log.own_role) warn('warning_log_role');
  if (load.turned_away > 0) warn('warning_turned_away', { n: load.turned_away });
  if (!claimed) warn('warning_unclaimed');
  return found;
}
