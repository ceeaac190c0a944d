import { expect, test } from 'vitest';
import { warningsOf } from './warnings.ts';

const now = new Date('2027-03-01T12:00:00Z');
const well: Parameters<typeof warningsOf>[0] = {
  version: '1',
  node: '20',
  started_at: now.toISOString(),
  memory_mb: 500,
  engine: { kind: 'server', postgresql: '15', postgis: '3.3' },
  data_versions: {},
  backup: {
    state: 'ok',
    last_at: '2027-03-01T02:00:00Z',
    next_at: '2027-03-02T02:00:00Z',
    kept: 14,
    problem: null,
    drilled_at: '2027-01-10T12:00:00Z',
  },
  backup_every_ms: 24 * 3600_000,
  disks: [{ what: 'data', free_mb: 40_000, total_mb: 100_000 }],
  log: { entries: 5, state: 'whole', checked_at: now.toISOString(), own_role: true },
  load: { in_flight: 3, in_flight_max: 256, turned_away: 0, delay_ms: 1, connections: 2, waiting: 0 },
  claimed: true,
};
const codes = (change: Partial<typeof well>): string[] =>
  warningsOf({ ...well, ...change }, now).map(({ code }) => code);

test('an installation that is well has nothing to be seen to', () => {
  expect(codes({})).toEqual([]);
});

test.each<[string, Partial<typeof well>]>([
  ['warning_log_broken', { log: { ...well.log, state: 'broken' } }],
  ['warning_log_unchecked', { log: { ...well.log, state: 'unchecked' } }],
  ['warning_log_role', { log: { ...well.log, own_role: false } }],
  ['warning_disk', { disks: [{ what: 'backups', free_mb: 900, total_mb: 4_000 }] }],
  ['warning_disk', { disks: [{ what: 'data', free_mb: 4_000, total_mb: 100_000 }] }],
  ['warning_backup_failing', { backup: { ...well.backup, state: 'failing', problem: 'ENOSPC' } }],
  ['warning_backup_off', { backup: { ...well.backup, state: 'off', last_at: null } }],
  ['warning_backup_none', { backup: { ...well.backup, last_at: null } }],
  ['warning_backup_late', { backup: { ...well.backup, last_at: '2027-02-27T11:00:00Z' } }],
  ['warning_drill_never', { backup: { ...well.backup, drilled_at: null } }],
  ['warning_drill_old', { backup: { ...well.backup, drilled_at: '2026-08-01T12:00:00Z' } }],
  ['warning_turned_away', { load: { ...well.load, turned_away: 4 } }],
  ['warning_unclaimed', { claimed: false }],
])('%s', (code, change) => {
  expect(codes(change)).toEqual([code]);
});

test('on the embedded engine the log can have no role of its own, and nobody is asked for one', () => {
  const engine = { kind: 'embedded' as const, postgresql: '18', postgis: '3.6' };
  expect(codes({ engine, log: { ...well.log, own_role: false } })).toEqual([]);
});

test('where no backup is, one is made before a restore can be tried', () => {
  const said = (last_at: string | null) =>
    warningsOf({ ...well, backup: { ...well.backup, last_at, drilled_at: null } }, now).find(
      ({ code }) => code === 'warning_drill_never',
    )?.params.how;
  expect(said(null)).toEqual({ say: 'drill_after_backup' });
  expect(said('2027-03-01T02:00:00Z')).toEqual({ say: 'drill_newest' });
});
