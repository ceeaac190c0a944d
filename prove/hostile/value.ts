import { GEOMETRIES } from './geometry.ts';
import { NUMBERS, TEXTS, TIMES } from './text.ts';

/** Any field's value that isn't what the schema says. */
export const VALUES: readonly unknown[] = [
  null,
  true,
  [],
  {},
  [[]],
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  ...TEXTS,
  ...NUMBERS,
  ...TIMES,
  ...GEOMETRIES,
  { $gt: '' },
  { toString: 1 },
  ['a', 'a'],
  Array.from({ length: 5000 }, (_, i) => i),
];
