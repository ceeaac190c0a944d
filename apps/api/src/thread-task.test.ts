import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { afterAll, expect, test } from 'vitest';
import { openPool, runOn } from './thread-task.ts';

const folder = mkdtempSync(join(tmpdir(), 'lb-thread-'));
const pools: Piscina[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.destroy())));

function poolOf(name: string, program: string): Piscina<number, number> {
  const filename = join(folder, name);
  writeFileSync(filename, program);
  const pool = new Piscina<number, number>({ filename, minThreads: 0, maxThreads: 1 });
  pools.push(pool);
  return pool;
}

test('a task is answered, and one that throws is told to whoever asked', async () => {
  const pool = poolOf('half.mjs', `export default (n) => { if (n % 2) throw new Error('odd'); return n / 2; };`);
  expect(await runOn(pool, 8)).toBe(4);
  await expect(runOn(pool, 7)).rejects.toThrow('odd');
  expect(await runOn(pool, 6)).toBe(3);
});

test('a thread that can’t start fails those who wait for it, and nothing else', async () => {
  const pool = poolOf('broken.mjs', `import 'a-package-that-is-not-here'; export default () => 1;`);
  const asked = [runOn(pool, 1), runOn(pool, 2)];
  for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected');
  await expect(runOn(pool, 3)).rejects.toThrow('a-package-that-is-not-here');
});

test('a thread that falls while nobody waits for it is told of, and ends nothing', async () => {
  const program = join(folder, 'falls.mjs');
  writeFileSync(program, `import 'a-package-that-is-not-here';`);
  const limits = { minThreads: 1, maxThreads: 1, idleTimeout: 1000 };
  const why = await new Promise<Error>((heard) => {
    pools.push(openPool(pathToFileURL(program), limits, heard));
  });
  expect(why.message).toContain('a-package-that-is-not-here');
});
