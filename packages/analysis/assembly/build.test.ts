import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemble, moduleOf, SOURCES } from './build.ts';

for (const source of SOURCES)
  test(`the module ${source} that is shipped is what its source compiles to, to the byte`, async () => {
    expect(await assemble(source)).toBe(readFileSync(moduleOf(source), 'utf8'));
  }, 120_000);
