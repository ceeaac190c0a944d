import { readFileSync } from 'node:fs';

const manifest: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

/** The version of the product, as package.json states it. */
export const VERSION = String(Object(manifest).version);
