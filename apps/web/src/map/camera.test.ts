import { expect, it } from 'vitest';
import { near } from './camera.ts';

const camera = { z: 13.2, lat: 59.62, lon: 17.85 };

it('takes a camera read back from an address for the same view', () => {
  expect(near(camera, { z: 13.204, lat: 59.620_004, lon: 17.849_996 })).toBe(true);
});

it.each([
  { ...camera, z: 13.25 },
  { ...camera, lat: 59.6201 },
  { ...camera, lon: 17.8499 },
])('takes %o for another view', (other) => {
  expect(near(camera, other)).toBe(false);
});
