import { expect, test } from 'vitest';
import { ApiProblem } from '../api.ts';
import { areaRefusal } from './no-area.tsx';

const said = (code: string, status: number): ApiProblem =>
  new ApiProblem({ type: `urn:lagesbild:problem:${code}`, code, status, title: code, detail: code });

test('no such area and no right to it are told apart, and from what may pass', () => {
  expect(areaRefusal(said('api_address_unknown', 404))).toBe('unknown');
  expect(areaRefusal(said('municipality_unknown', 404))).toBe('unknown');
  expect(areaRefusal(said('not_permitted_there', 403))).toBe('refused');
  expect(areaRefusal(said('busy', 503))).toBeNull();
  expect(areaRefusal(said('unreachable', 0))).toBeNull();
  expect(areaRefusal(new Error('404'))).toBeNull();
  expect(areaRefusal(null)).toBeNull();
});
