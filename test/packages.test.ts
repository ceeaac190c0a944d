import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { faultsOf, readSignatures } from './packages.ts';

const root = resolve(import.meta.dirname, '..');
const json = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));

test('a signature that doesn’t hold fails, one that can’t be asked for is said and doesn’t', () => {
  expect(readSignatures('{"invalid":[],"missing":[{"name":"a","version":"1"}]}', '')).toEqual({ state: 'whole' });
  expect(readSignatures('{"invalid":[{"name":"a","version":"1.2.3"}],"missing":[]}', '')).toEqual({
    state: 'broken',
    packages: ['a@1.2.3'],
  });
  expect(readSignatures('', 'npm error code ENOTFOUND\nnpm error network')).toEqual({
    state: 'unasked',
    why: 'npm error code ENOTFOUND',
  });
  expect(readSignatures('{"error":{"code":"ENOAUDIT"}}', '')).toMatchObject({ state: 'unasked' });
});

test('a bill of materials names every package with its version', () => {
  const one = { name: 'a', version: '1', purl: 'pkg:npm/a@1' };
  expect(faultsOf({ bomFormat: 'CycloneDX', components: [one] })).toEqual([]);
  expect(faultsOf({ bomFormat: 'CycloneDX', components: [one, { name: 'b' }] })).toEqual([
    'b has no version or no address',
  ]);
  expect(faultsOf({ bomFormat: 'CycloneDX' })).toEqual(['it names no package']);
  expect(faultsOf({})).toEqual(['it is nothing, not CycloneDX']);
});

test('a package that runs a program when it is installed stands on the list, with what was decided of it', () => {
  const { packages } = json('package-lock.json') as { packages: Record<string, { hasInstallScript?: boolean }> };
  const runs = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  const { allowScripts } = json('package.json') as { allowScripts: Record<string, boolean> };
  expect([...new Set(runs)].filter((name) => name !== '' && !(name in allowScripts))).toEqual([]);
  expect(Object.values(allowScripts)).not.toContain(true);
});
