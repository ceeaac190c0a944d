import { hash } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { isCommon } from './common-password.ts';
import { checkPassword, hashPassword, isPassword } from './password.ts';

test('a password is kept as Argon2id with 19 MiB, two passes, one lane, and a salt of its own', async () => {
  const [one, two] = await Promise.all([hashPassword('korrekt häst batteri'), hashPassword('korrekt häst batteri')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await isPassword('korrekt häst batteri', one)).toBe(true);
  expect(await isPassword('korrekt häst batteru', one)).toBe(false);
});

test('å is the same letter however a keyboard composes it', async () => {
  const kept = await hashPassword('bla\u030a drakar flyger');
  expect(await isPassword('blå drakar flyger', kept)).toBe(true);
});

test('without an account no password is right, not even the one the comparison is made with', async () => {
  for (const password of ['', 'korrekt häst batteri', '0.5']) expect(await isPassword(password, null)).toBe(false);
});

test('a kept hash of another cost is still understood', async () => {
  const older = await hash('korrekt häst batteri', { memoryCost: 8192, timeCost: 3 });
  expect(await isPassword('korrekt häst batteri', older)).toBe(true);
});

test('two are computed at once, the others wait, and a crowd is turned away', async () => {
  const many = await Promise.allSettled(Array.from({ length: 80 }, () => isPassword('x', null)));
  const refused = many.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  expect(refused.length).toBe(80 - 52);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'busy', headers: { 'retry-after': '2' } });
  expect(await isPassword('x', null)).toBe(false);
});

test.each([
  ['elva tecken', 'password_short'],
  ['x'.repeat(257), 'password_long'],
  ['lösenord1234', 'password_common'],
])('%s is refused: %s', (password, code) => {
  expect(() => checkPassword(password, [])).toThrow(expect.objectContaining({ code }));
});

test('twelve emoji are twelve characters, and a sentence is a password', () => {
  expect(() => checkPassword('🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧', [])).not.toThrow();
  expect(() => checkPassword('fyra gröna äpplen på bordet', ['anna@sigtuna.se', 'Anna Andersson'])).not.toThrow();
});

test.each([
  'password1234',
  'P@ssw0rd2026!',
  'Lösenord2026!',
  'qwertyuiop12',
  'asdfghjklö123',
  '123456789012',
  'abcdefghijkl',
  'aaaaaaaaaaaa',
  'hejhejhejhej',
  'Sommar2026!!',
  'Välkommen2026',
  'sigtunakommun',
  'Administrator1',
  'anna.andersson1',
  'AnnaAnnaAnna',
])('%s would be among the first that somebody tries', (password) => {
  expect(isCommon(password, ['anna@sigtuna.se', 'Anna Andersson'])).toBe(true);
});

test.each(['korrekt häst batteri', 'x9#Lm2vQp7!z', 'tre blåa cyklar 1987', 'Vem tog min ost?', 'мой кот любит рыбу'])(
  '%s would not',
  (password) => expect(isCommon(password, ['anna@sigtuna.se'])).toBe(false),
);
