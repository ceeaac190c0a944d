import { expect, test } from 'vitest';
import { preferredLanguage } from './language.ts';

test.each([
  [undefined, 'sv'],
  ['', 'sv'],
  ['fi, de;q=0.9', 'sv'],
  ['en', 'en'],
  ['ar-SY,ar;q=0.9,sv;q=0.8', 'ar'],
  ['de, en;q=0.3, sv;q=0.5', 'sv'],
  ['sv;q=0.1, EN-gb;q=0.2', 'en'],
  ['en;q=0, sv;q=0.1', 'sv'],
  [`${'x,'.repeat(5000)}en`, 'sv'],
  ['*', 'sv'],
])('%s is answered in %s', (header, language) => expect(preferredLanguage(header)).toBe(language));
