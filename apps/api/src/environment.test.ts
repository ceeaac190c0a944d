import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { environment } from './environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'lb-env-'));
afterEach(() => {
  rmSync(folder, { recursive: true });
  for (const name of ['TRIED_PORT', 'TRIED_HOST', 'TRIED_MAP']) delete process.env[name];
});

test('a file of settings says what the environment doesn’t, and an empty value there is a word, too', () => {
  const file = join(folder, '.env');
  writeFileSync(file, '# settings\nTRIED_PORT=3001\nTRIED_HOST=elsewhere\nTRIED_MAP=/srv/å.pmtiles\n');
  process.env.TRIED_HOST = 'here';
  process.env.TRIED_MAP = '';
  expect(environment(file)).toMatchObject({ TRIED_PORT: '3001', TRIED_HOST: 'here', TRIED_MAP: '' });
  expect(environment(join(folder, 'missing'))).toBe(process.env);
});
