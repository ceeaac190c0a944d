import { expect, it } from 'vitest';
import { snap } from './snap.ts';
import { box } from './testing.ts';

const to = [{ name: 'Torget', shape: [[box(100, 100, 200, 200)]] }];

it('a corner within reach wins over an edge that is nearer', () => {
  expect(snap([203, 104], to, 10)).toEqual({ point: [200, 100], to: { name: 'Torget', on: 'corner' } });
});
it('without a corner it is the nearest point of an edge', () => {
  expect(snap([204, 150], to, 10)).toEqual({ point: [200, 150], to: { name: 'Torget', on: 'edge' } });
});
it('beyond reach, or without any, a point stays where it was put', () => {
  expect(snap([211, 150], to, 10)).toEqual({ point: [211, 150], to: null });
  expect(snap([200, 150], to, 0)).toEqual({ point: [200, 150], to: null });
});
