/** A thread doesn't inherit the loader that reads TypeScript, whoever started it: so it brings its own. */
import { register } from 'tsx/esm/api';

register();
await import('./engine-worker.ts');
