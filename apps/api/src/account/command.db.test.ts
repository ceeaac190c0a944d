import { beforeEach, expect, test } from 'vitest';
import { runCommand } from '../commands.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { findLink } from './link.ts';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});

const run = async (line: string): Promise<{ exit: number; said: string[] }> => {
  const said: string[] = [];
  const place = {
    cwd: '/',
    config: readConfig({ PORT: '3320' }),
    language: 'en' as const,
    signal: AbortSignal.abort(),
  };
  const words = line.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ''));
  const exit = await runCommand(database, ['account', ...words], (text) => said.push(text), place);
  return { exit, said };
};
const ADD = 'add anna@sigtuna.se --name "Anna A" --organisation "Sigtuna kommun"';

test('the terminal makes the link for the first account, invites, gives roles, switches off and on, and lists', async () => {
  expect((await run('list')).said).toEqual([expect.stringContaining('no accounts here yet')]);
  const claim = await run('link');
  expect(claim.said[1]).toMatch(/^http:\/\/localhost:3320\/login#/);
  expect(await findLink(database.knex, claim.said[1]!.split('#')[1]!)).toMatchObject({ purpose: 'claim' });

  const added = await run(`${ADD} --role administrator --role analyst@sigtuna`);
  expect(added.exit).toBe(0);
  expect(added.said[0]).toContain('anna@sigtuna.se chooses a password here, until 20');
  expect(await findLink(database.knex, added.said[1]!.split('#')[1]!)).toMatchObject({
    purpose: 'invitation',
    name: 'Anna A',
  });
  await run('add bo.b --name Bo --organisation Polisen --kind police --role viewer@sigtuna');
  expect((await run('list')).said).toEqual([
    'anna@sigtuna.se\tAnna A\tSigtuna kommun\tadministrator analyst@sigtuna\tinvited',
    'bo.b\tBo\tPolisen\tviewer@sigtuna\tinvited',
  ]);
  expect((await run('role Bo.B coordinator moderator@sigtuna')).said).toEqual([
    'bo.b now has: coordinator moderator@sigtuna',
  ]);
  await run('deactivate bo.b');
  expect((await run('list')).said[1]).toBe('bo.b\tBo\tPolisen\tcoordinator moderator@sigtuna\tdeactivated');
  await run('activate bo.b');
  const kept = await run('link bo.b');
  expect(await findLink(database.knex, kept.said[1]!.split('#')[1]!)).toMatchObject({ ends_passkeys: false });
  const ended = await run('link bo.b --without-passkeys');
  expect(await findLink(database.knex, ended.said[1]!.split('#')[1]!)).toMatchObject({ ends_passkeys: true });
});

test.each([
  [ADD, 'last_administrator'],
  [`${ADD} --role boss`, 'role_unknown'],
  [`${ADD} --role administrator@`, 'role_unknown'],
  [`${ADD} --role administrator --role viewer@atlantis`, 'municipality_unknown'],
  ['add anna --organisation X --role administrator', 'command_option_missing'],
  ['add anna --name X --role administrator', 'command_option_missing'],
  ['add anna --name X --organisation X --kind army --role administrator', 'command_option_missing'],
  ['add "a b" --name X --organisation X --role administrator', 'command_option_missing'],
  ['add anna --colour red', 'command_option_unknown'],
  ['role nobody viewer', 'login_unknown'],
  ['link nobody', 'login_unknown'],
])('%s is refused: %s', async (line, code) => {
  await expect(run(line)).rejects.toMatchObject({ code });
  expect((await run('list')).said).toEqual([expect.stringContaining('no accounts here yet')]);
});

test('the last administrator stays, and there is no second first account', async () => {
  await run(`${ADD} --role administrator`);
  await expect(run('deactivate anna@sigtuna.se')).rejects.toMatchObject({ code: 'last_administrator' });
  await expect(run('role anna@sigtuna.se viewer')).rejects.toMatchObject({ code: 'last_administrator' });
  await expect(run('link')).rejects.toMatchObject({ code: 'claim_done' });
});

test('without an action it says what there is', async () => {
  const { exit, said } = await run('""');
  expect([exit, said.join()]).toEqual([2, expect.stringContaining('lagesbild account deactivate LOGIN')]);
});
