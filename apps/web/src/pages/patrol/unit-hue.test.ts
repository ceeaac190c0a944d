import { expect, it } from 'vitest';
import { unitHue } from './unit-hue.ts';

const numbered = (n: number): string => `5d0f1f7e-7c0e-4a57-9d3a-${String(n).padStart(12, '0')}`;

it('is the unit’s own, and spreads units over all hues', () => {
  expect(unitHue(numbered(7))).toBe(unitHue(numbered(7)));
  const hues = new Set(Array.from({ length: 200 }, (_, n) => unitHue(numbered(n))));
  expect([...hues].sort((a, b) => a - b)).toEqual([0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330]);
});
