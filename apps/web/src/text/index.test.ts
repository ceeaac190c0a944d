import { expect, it } from 'vitest';
import { nameIn, preferredLanguage } from './index.ts';

it('speaks the language chosen before, else the first the browser asks for that it knows, else Swedish', () => {
  expect(preferredLanguage('ar', ['en-GB'])).toBe('ar');
  expect(preferredLanguage(null, ['de-DE', 'en-US', 'sv'])).toBe('en');
  expect(preferredLanguage(null, ['de-DE', 'fr'])).toBe('sv');
  expect(preferredLanguage('xx', [])).toBe('sv');
});

it('falls back to the Swedish name where a place has none in the language', () => {
  expect(nameIn({ sv: 'Märsta', ar: 'ميرشتا' }, 'ar')).toBe('ميرشتا');
  expect(nameIn({ sv: 'Märsta' }, 'en')).toBe('Märsta');
});
