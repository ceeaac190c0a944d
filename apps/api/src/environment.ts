import { existsSync } from 'node:fs';

/** The environment, and from a file of settings what it doesn't say itself. */
export function environment(file = '.env'): NodeJS.ProcessEnv {
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}
