import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { Delays } from './delay.ts';
import { signIn } from './sign-in.ts';
import { SignInFailures } from './sign-in-failure.ts';
import { personWith } from './testing.ts';

let database: Database;
let failures: SignInFailures;
const troubles: unknown[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
  failures = new SignInFailures(database, (error) => troubles.push(error));
});
afterAll(async () => {
  await failures?.close();
  await database?.close();
});

const PAIRS = 60;
const LIMIT_MS = 5;

/**
 * The 99.9 % interval of the median of the differences, from their order alone (the sign test): a busy machine widens it
 * instead of moving it. Of 60 differences it lies between the 17th and the 44th.
 */
const interval = (differences: number[]): [number, number] => {
  const sorted = [...differences].sort((a, b) => a - b);
  return [sorted[16]!, sorted[43]!];
};

test('whether a name is here can’t be told from how long the answer takes (5 ms)', async () => {
  const anna = await personWith(database, [], 'fyra gröna äpplen');
  const invited = await personWith(database, []);
  const timed = async (login: string): Promise<number> => {
    const began = performance.now();
    const attempt = { login, password: 'fyra röda äpplen', address: '192.0.2.1' };
    await signIn(database.knex, { delays: new Delays(), failures }, attempt).then(
      () => expect.unreachable(),
      (error: unknown) => expect(error).toMatchObject({ code: 'sign_in_wrong' }),
    );
    return performance.now() - began;
  };
  for (const login of [anna.login, 'nobody@nowhere']) await timed(login); // warmed up
  for (const other of ['nobody@nowhere', invited.login, '\u0000']) {
    const differences: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      // Whoever goes first may find a colder cache: they take turns.
      const first = pair % 2 === 0;
      const one = await timed(first ? anna.login : other);
      const two = await timed(first ? other : anna.login);
      differences.push(first ? one - two : two - one);
    }
    const [low, high] = interval(differences);
    expect(low, `${JSON.stringify(other)} is answered faster by ${low}–${high} ms`).toBeLessThan(LIMIT_MS);
    expect(high, `${JSON.stringify(other)} is answered slower by ${-high}–${-low} ms`).toBeGreaterThan(-LIMIT_MS);
  }
});

test('attempts sent all at once are counted one by one', async () => {
  const bo = await personWith(database, []);
  const delays = new Delays();
  const many = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      signIn(database.knex, { delays, failures }, { login: bo.login, password: 'x', address: '192.0.2.9' }),
    ),
  );
  const codes = many.map((result) => (result as PromiseRejectedResult).reason.code as string);
  expect(codes.filter((code) => code === 'sign_in_wrong')).toHaveLength(3);
  expect(codes.filter((code) => code === 'sign_in_wait')).toHaveLength(17);
});

test('an owner whose name a crowd tries is held a moment and let in', async () => {
  const anna = await personWith(database, [], 'fyra gröna äpplen');
  const delays = new Delays();
  for (let i = 0; i < 12; i++) delays.failed(anna.login, `198.51.100.${i}`);
  const began = performance.now();
  const attempt = { login: anna.login.toUpperCase(), password: 'fyra gröna äpplen', address: '192.0.2.1' };
  expect(await signIn(database.knex, { delays, failures }, attempt)).toBe(anna.account_id);
  expect(performance.now() - began).toBeGreaterThan(990);
});

test('failures are in the log: the first of an account at once, those that follow as one, and never what was typed', async () => {
  const eva = await personWith(database, [], 'fyra gröna äpplen');
  const logged = async () => {
    const { rows } = await database.knex.raw<{
      rows: { who_kind: string; object: string; n: number; whole: string }[];
    }>(
      `select who_kind, object, cast(details ->> 'n' as integer) as n, cast(e as text) as whole
       from staff.audit_entry e where act = 'sign_in_failed' order by entry_no`,
    );
    return rows;
  };
  await failures.close();
  const before = (await logged()).length;
  for (let i = 0; i < 5; i++) failures.add({ account_id: eva.account_id, login: eva.login });
  for (let i = 0; i < 3; i++) failures.add(null);
  const typed = { login: 'min hemlighet 123', password: 'x', address: '192.0.2.77' };
  await expect(signIn(database.knex, { delays: new Delays(), failures }, typed)).rejects.toThrow();
  await failures.close();
  const entries = (await logged()).slice(before);
  expect(entries.map(({ object, n }) => [object, n])).toEqual([
    [eva.login, 1],
    ['', 1],
    [eva.login, 4],
    ['', 3],
  ]);
  expect(entries.filter(({ who_kind, whole }) => who_kind !== 'nobody' || /hemlighet|192\.0\.2/.test(whole))).toEqual(
    [],
  );
  expect(troubles).toEqual([]);
});
