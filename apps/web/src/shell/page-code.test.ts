import { expect, test } from 'vitest';
import { ApiProblem } from '../api.ts';
import { codeOf } from './page-code.ts';

test('code that can’t be fetched is a lost connection, and is asked for again when it is wanted again', async () => {
  let there = false;
  const load = codeOf(async () => {
    if (!there) throw new TypeError('Failed to fetch dynamically imported module: /assets/x.js');
    return { Page: () => null };
  });
  const refused = await load().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiProblem);
  expect(refused).toMatchObject({ code: 'unreachable' });
  there = true;
  expect(Object.keys(await load())).toEqual(['Page']);
});
