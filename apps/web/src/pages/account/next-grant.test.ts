import { ROLES } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { nextGrant } from './next-grant.ts';

test('somebody new is invited as a viewer of the area one stands in', () => {
  expect(nextGrant([null, 'avon', 'sigtuna', 'tierp'], 'sigtuna', [])).toEqual({
    role: 'viewer',
    municipality: 'sigtuna',
  });
});

test('where one may give no role here it is another area, and the whole installation last', () => {
  expect(nextGrant([null, 'avon'], 'sigtuna', [])).toEqual({ role: 'viewer', municipality: 'avon' });
  expect(nextGrant([null], 'sigtuna', [])).toEqual({ role: 'viewer', municipality: null });
});

test('a grant that is there already is not offered again', () => {
  const here = ROLES.map((role) => ({ role, municipality: 'sigtuna' }));
  expect(nextGrant(['avon', 'sigtuna'], 'sigtuna', here.slice(0, 1))).toEqual({
    role: 'analyst',
    municipality: 'sigtuna',
  });
  expect(nextGrant(['avon', 'sigtuna'], 'sigtuna', here)).toEqual({ role: 'viewer', municipality: 'avon' });
  expect(nextGrant(['sigtuna'], 'sigtuna', here)).toBeUndefined();
});
