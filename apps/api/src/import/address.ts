import { z } from 'zod';

/** How an import stands in an address. */
export const ImportAddress = z.object({ import_id: z.uuid() });

/** Where the description of the api lists these routes. */
export const IMPORT_TAGS = ['import'];

/** A file of 2 GB, the watching of its import and its undoing take as long as they take. */
export const UNHURRIED_MS = 24 * 3600 * 1000;
