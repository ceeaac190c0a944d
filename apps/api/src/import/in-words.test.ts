import { expect, test } from 'vitest';
import { COMMAND } from '../audit/entry.ts';
import { importInWords } from './in-words.ts';
import type { Job } from './job.ts';
import { NO_COUNTS } from './load.ts';

const job: Job = {
  id: '6a1f0d4e-6b1c-4a52-9a0e-0f3f5c1d2e3a',
  who: COMMAND,
  state: 'running',
  file: null,
  file_name: 'handelser.csv',
  bytes: 10,
  sha256: '',
  started_at: new Date(),
  finished_at: null,
  municipality: 'sigtuna',
  new_area: null,
  source: null,
  mapping: null,
  decided: {},
  systems: {},
  surveyed: null,
  rejected: {},
  counts: { ...NO_COUNTS },
  holds_rows: false,
  rows_total: 1,
  loading_since: null,
  queued: false,
  fault: null,
  listeners: new Set(),
};

test('another import is only waited for when there is one', () => {
  expect(importInWords('sv', job).sentence).toBe('Börjar …');
  expect(importInWords('sv', { ...job, queued: true }).sentence).toBe('Väntar på en annan inläsning.');
  expect(importInWords('sv', { ...job, loading_since: performance.now() }).sentence).toBe('0 av 1 rad.');
});
