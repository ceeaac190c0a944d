import { defineConfig } from 'vitest/config';

const IGNORED = ['**/node_modules/**', '**/dist/**', 'test/e2e/**'];
const ROOMS = ['apps/**', 'packages/**', 'test/**', 'bench/**'];
/** Guards of the embedded engine, and what only a server has. */
const EMBEDDED_ONLY = '**/db/embedded/**';
const SERVER_ONLY = '**/server/**';
const named = (ending: string) => ROOMS.map((room) => `${room}/*.${ending}`);

/** A database test runs in a worker that keeps its engine from file to file; an embedded engine takes most of a gigabyte. */
const onEngine = (engine: 'embedded' | 'server') => ({
  pool: 'forks' as const,
  isolate: false,
  maxWorkers: 2,
  // An engine restarts in two seconds, and in fifteen on a machine that has a lot else to do.
  testTimeout: 120_000,
  hookTimeout: 180_000,
  teardownTimeout: 20_000,
  setupFiles: ['test/property-setup.ts'],
  globalSetup: ['test/database-setup.ts'],
  env: { TEST_ENGINE: engine },
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // A property that is tried a hundred times takes half a second, and ten times that on a machine that has a lot else to do.
          testTimeout: 60_000,
          setupFiles: ['test/property-setup.ts'],
          include: named('test.{ts,tsx}'),
          exclude: [...IGNORED, ...named('{db,real}.test.ts')],
        },
      },
      {
        test: {
          name: 'db-embedded',
          include: named('db.test.ts'),
          exclude: [...IGNORED, SERVER_ONLY],
          ...onEngine('embedded'),
        },
      },
      {
        test: {
          name: 'db-server',
          include: named('db.test.ts'),
          exclude: [...IGNORED, EMBEDDED_ONLY],
          ...onEngine('server'),
        },
      },
      { test: { name: 'real', include: named('real.test.ts'), exclude: IGNORED, ...onEngine('embedded') } },
    ],
  },
});
