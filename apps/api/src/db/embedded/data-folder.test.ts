import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { failureInWords } from '../../command.ts';
import { FolderUnusable, inDataFolder } from './data-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'lb-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));
const refusal = (code: string) => Object.assign(new Error(code), { code, syscall: 'mkdir' });

test('the folder is made, for this user only', async () => {
  const made = join(folder, 'a/b');
  expect(await inDataFolder(made, async () => 7)).toBe(7);
  expect(statSync(made).mode & 0o777).toBe(0o700);
});

test('a file in its place is said', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'in')])
    await expect(inDataFolder(path, async () => 7)).rejects.toThrow(
      /^The data folder .* is a file.*: mend that, or choose another with DATA_DIR\.$/,
    );
});

test.each([
  ['EROFS', /mounted read-only/],
  ['EACCES', /may not be written to by this user/],
  ['ENOSPC', /a disk that is full/],
])('%s is said in a sentence', async (code, sentence) => {
  const tried = inDataFolder(folder, () => Promise.reject(refusal(code)));
  await expect(tried).rejects.toThrow(FolderUnusable);
  await expect(tried).rejects.toThrow(sentence);
});

test('it is said in the language of whoever starts the program', async () => {
  const fault = await inDataFolder(folder, () => Promise.reject(refusal('EROFS'))).catch((error: unknown) => error);
  expect(failureInWords('sv', fault)).toBe(
    `Datamappen ${folder} ligger på en skrivskyddad disk: rätta det, eller ange en annan med DATA_DIR.`,
  );
  expect(failureInWords('ar', fault)).toContain('على قرص للقراءة فقط');
});

test('what isn’t the disk’s fault stays as it is', async () => {
  const fault = new RangeError('no');
  await expect(inDataFolder(folder, () => Promise.reject(fault))).rejects.toBe(fault);
});
