import type { Import } from '@lagesbild/contract';

/** A sentence's key with its number. */
export interface Words {
  key: string;
  count?: number;
}

/** How much is done, 0 to 1; null while the whole isn't known. */
export function shareDone({ rows_read, rows_total }: Import['progress']): number | null {
  return rows_total === null || rows_total === 0 ? null : Math.min(1, rows_read / rows_total);
}

/** The time left in steps a person can use: a number that flickers tells nothing. */
export function timeLeft(seconds: number | null): Words | null {
  if (seconds === null) return null;
  if (seconds < 5) return { key: 'left.soon' };
  if (seconds < 55) return { key: 'left.seconds', count: Math.ceil(seconds / 5) * 5 };
  return { key: 'left.minutes', count: Math.max(1, Math.round(seconds / 60)) };
}

/** What is read aloud while it runs: each tenth, not each row. */
export const tenth = (share: number | null): number => (share === null ? 0 : Math.floor(share * 10) * 10);

/** Bytes in the unit a person would choose. */
export function bytesIn(bytes: number): {
  n: number;
  unit: 'byte' | 'kilobyte' | 'megabyte' | 'gigabyte';
  digits: number;
} {
  if (bytes < 1000) return { n: bytes, unit: 'byte', digits: 0 };
  if (bytes < 1e6) return { n: bytes / 1e3, unit: 'kilobyte', digits: 0 };
  if (bytes < 1e9) return { n: bytes / 1e6, unit: 'megabyte', digits: 1 };
  return { n: bytes / 1e9, unit: 'gigabyte', digits: 1 };
}
