import type { Mapping } from '@lagesbild/contract';
import { UNCLASSIFIED } from './draft.ts';

/** Source value in lower case → category code. */
export type CategoryMapping = Readonly<Record<string, string>>;

/** The form in which values are compared: case, spaces and Unicode composition don't matter. */
export function comparable(value: string): string {
  return value.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** @returns code of a value, null when neither the mapping nor the shipped table nor the codes know it */
export type CategoryLookup = (value: string) => string | null;

/**
 * The person's own mapping first, then the shipped table, then a value that is itself a code (an export from another
 * installation).
 */
export function createCategoryLookup(
  own: Mapping['categories'],
  shipped: CategoryMapping,
  codes: readonly string[],
): CategoryLookup {
  const known = new Map<string, string>();
  for (const code of codes) known.set(code, code);
  for (const [value, code] of Object.entries(shipped)) known.set(comparable(value), code);
  for (const [value, code] of Object.entries(own)) known.set(comparable(value), code);
  const seen = new Map<string, string | null>();
  return (value) => {
    let code = seen.get(value);
    if (code === undefined) {
      code = known.get(comparable(value)) ?? null;
      // The key is copied: a slice would keep its whole chunk of the file alive.
      if (seen.size < 10_000) seen.set(Buffer.from(value).toString(), code);
    }
    return code;
  };
}

/** The category of a row: its value's code, the mapping's default where there is no value, else unclassified. */
export function categoryOf(lookup: CategoryLookup, value: string, fallback: string | undefined): string {
  if (value === '') return fallback ?? UNCLASSIFIED;
  return lookup(value) ?? UNCLASSIFIED;
}
