import { expect, test } from 'vitest';
import { periodOf } from './period.ts';

test('a release’s name tells its first day', () => {
  expect(periodOf('quarter-2026-1')).toEqual({ kind: 'quarter', from: '2026-01-01' });
  expect(periodOf('quarter-2025-4')).toEqual({ kind: 'quarter', from: '2025-10-01' });
  expect(periodOf('year-2025')).toEqual({ kind: 'year', from: '2025-01-01' });
});
