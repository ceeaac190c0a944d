import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { auditCommand } from './command.ts';
import { HEADS_FILE } from './head.ts';
import { recorderOf } from './record.ts';

let database: Database;
let cwd: string;
let data_dir: string;
beforeAll(async () => {
  const open = await openTestDatabase();
  [cwd, data_dir] = [testFolder(), testFolder()];
  database = { ...open, data_dir, record: recorderOf(data_dir) };
  await database.record(database.knex, { act: 'signed_out', who: { kind: 'program' }, area: null });
});

const run = async (...args: string[]): Promise<{ exit: number; said: string[] }> => {
  const said: string[] = [];
  const config = readConfig({ DATA_DIR: data_dir });
  const place = { cwd, config, language: 'en' as const, signal: new AbortController().signal };
  return { exit: await auditCommand(database, args, (line) => said.push(line), place), said };
};

test('the log is verified against a head that was kept, and found out when its end is gone', async () => {
  expect((await run('head', '.')).said[1]).toBe(`The head is kept in ${join(cwd, HEADS_FILE)}.`);
  expect(await run('verify', '--heads', HEADS_FILE)).toMatchObject({
    exit: 0,
    said: ['The log is whole: all 1 entries fit, and none is missing against 1 kept heads.'],
  });
  await database.knex.raw('alter table staff.audit_entry disable trigger user');
  await database.knex.raw('truncate staff.audit_entry, staff.audit_head');
  await database.knex.raw('alter table staff.audit_entry enable trigger user');
  const { exit, said } = await run('verify', '--heads', HEADS_FILE);
  expect(exit).toBe(1);
  expect(said[1]).toBe('the installation: the end is missing from entry 1 on');
});

test('a file of heads that is not there, is none or was altered passes for no check', async () => {
  await run('head', '.');
  const line = readFileSync(join(cwd, HEADS_FILE), 'utf8').trim().split('\n').at(-1)!;
  writeFileSync(join(cwd, 'altered'), `${line}\n${line.replace(/"made_at":"..../, '"made_at":"2099')}\n`);
  writeFileSync(join(cwd, 'garbage'), 'garbage');
  writeFileSync(join(cwd, 'empty'), '');
  await expect(run('verify', '--heads', 'altered')).rejects.toThrow(/^Line 2 of .*altered is no head/);
  for (const file of ['garbage', 'empty'])
    await expect(run('verify', '--heads', file)).rejects.toThrow(new RegExp(`^Line 1 of .*${file} is no head`));
  await expect(run('verify', '--heads', 'missing')).rejects.toThrow(/missing of heads can’t be read \(ENOENT\)/);
  await expect(run('verify', '--heads', '.')).rejects.toThrow(/can’t be read \(EISDIR\)/);
});

test('the whole log is written once, readable by its owner, and that it was is in it', async () => {
  expect((await run('export', 'log.csv')).exit).toBe(0);
  const file = join(cwd, 'log.csv');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(
    /the command line,Took the log out as CSV\. Filter: everything,log_taken_out/,
  );
  await expect(run('export', 'log.csv')).rejects.toThrow(/log\.csv can’t be written \(EEXIST\)/);
});

test('what can’t be understood says what can', async () => {
  expect(await run('burn')).toMatchObject({ exit: 2, said: [expect.stringMatching(/^lagesbild audit verify/)] });
});
