import { register } from 'tsx/esm/api';
/** The engine's own code is loaded before the loader is there: it is plain JavaScript, and takes the loader half a second. */
import '@electric-sql/pglite';
import '@electric-sql/pglite-postgis';

/** A thread doesn't inherit the loader that reads TypeScript, whoever started it: so it brings its own. */
register();
await import('./engine-worker.ts');
