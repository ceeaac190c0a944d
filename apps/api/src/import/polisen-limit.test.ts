import { describe, expect, test } from 'vitest';
import { waitFor } from './polisen-limit.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const now = Date.UTC(2026, 10, 23);
const every = (n: number, gap: number): number[] => Array.from({ length: n }, (_, i) => now - (i + 1) * gap);

describe('the next call to polisen.se', () => {
  test('may come at once when there was none', () => expect(waitFor([], now)).toBe(0));
  test('waits until ten seconds after the last one', () => {
    expect(waitFor([now - 3 * SECOND], now)).toBe(7 * SECOND);
    expect(waitFor([now - 10 * SECOND], now)).toBe(0);
  });
  test('waits until the sixtieth last is an hour old', () => {
    expect(waitFor(every(59, 20 * SECOND), now)).toBe(0);
    expect(waitFor(every(60, 20 * SECOND), now)).toBe(HOUR - 60 * 20 * SECOND);
  });
  test('waits until the 1,440th last is a day old', () => {
    expect(waitFor(every(1440, 59 * SECOND), now)).toBe(
      Math.max(24 * HOUR - 1440 * 59 * SECOND, HOUR - 60 * 59 * SECOND),
    );
  });
});
