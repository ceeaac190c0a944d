import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PERMISSION_ROWS } from '../apps/api/src/account/permission.ts';
import { HARMLESS } from '../apps/api/src/resend.ts';

/** A request whose answer was lost is sent again. Every route that would do its work twice has to know. */
const api = resolve(import.meta.dirname, '../apps/api/src');
const source = readdirSync(api, { recursive: true, encoding: 'utf8' })
  .filter((name) => /routes\.ts$|incident\.ts$/.test(name))
  .map((name) => readFileSync(join(api, name), 'utf8'))
  .join('\n');
const posts = PERMISSION_ROWS.flatMap(({ routes }) => routes).filter((route) => route.startsWith('POST '));

/** The text of a route, from its address to the next route. */
function handlerOf(route: string): string {
  const [, path = ''] = route.split(' ');
  const from = source.search(new RegExp(`app\\.post\\(\\s*'${path.replaceAll('/', '\\/')}'`));
  return from < 0 ? '' : source.slice(from, from + 20 + source.slice(from + 20).search(/\n {2}app\.|$/));
}

test.each(posts)('%s may be sent again: it is done once, or HARMLESS in resend.ts says why it needn’t be', (route) => {
  const wrapped = /\bonce(Here)?\(/.test(handlerOf(route));
  expect([wrapped, HARMLESS[route]]).toEqual(wrapped ? [true, undefined] : [false, expect.stringMatching(/\S/)]);
});

test('what is called harmless is there', () => {
  expect(Object.keys(HARMLESS).filter((route) => !posts.includes(route as never))).toEqual([]);
});
