import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemble } from './build.ts';

test('the module that is shipped is what its source compiles to, to the byte', async () => {
  const shipped = readFileSync(new URL('../src/density-module.ts', import.meta.url), 'utf8');
  expect(await assemble()).toBe(shipped);
}, 120_000);
