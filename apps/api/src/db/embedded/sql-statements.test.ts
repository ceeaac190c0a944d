import { expect, test } from 'vitest';
import { splitStatements } from './sql-statements.ts';

test.each([
  ['select 1', ['select 1']],
  ['BEGIN;', ['BEGIN']],
  ['', []],
  [' ; ;\n-- only a comment; nothing\n/* ; */ ;', []],
  ["select ';'; select 'it''s; so'", ["select ';'", " select 'it''s; so'"]],
  [`select E'\\';' ; select 2`, [`select E'\\';' `, ' select 2']],
  [`select '\\'; select 2`, [`select '\\'`, ' select 2']],
  ['select "a;b"', ['select "a;b"']],
  ['do $$ begin; end $$; do $x$ ; $$ ; $x$', ['do $$ begin; end $$', ' do $x$ ; $$ ; $x$']],
  ['select a$b; select c$b', ['select a$b', ' select c$b']],
  ['select 1 -- one; two\n; select 2', ['select 1 -- one; two\n', ' select 2']],
  ['select /* a /* b; */ ; */ 1; select 2', ['select /* a /* b; */ ; */ 1', ' select 2']],
  [
    'create rule r as on insert to t do (select 1; select 2); select 3',
    ['create rule r as on insert to t do (select 1; select 2)', ' select 3'],
  ],
  ["select 'never closed; ", ["select 'never closed; "]],
])('cuts %j where the server would', (sql, expected) => {
  expect(splitStatements(sql)).toEqual(expected);
});
