// A thread starts without the loader that reads TypeScript: this file brings it, then the thread's own work.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
