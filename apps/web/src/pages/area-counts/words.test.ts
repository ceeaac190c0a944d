import { expect, test } from 'vitest';
import { countedKey, countedName, periodName } from './words.ts';

test.each([
  ['2025-01-01', '2025-12-31', '2025'],
  ['2024-02-01', '2024-02-29', 'feb. 2024'],
  ['2025-01-01', '2025-03-31', 'jan.–mars 2025'],
  ['2025-11-01', '2025-11-21', '1–21 nov. 2025'],
])('%s to %s is called %s', (from, to, name) => {
  expect(periodName({ from, to }, 'sv').replaceAll('\u2009', '')).toBe(name);
});

test('a category goes by the source’s words, or by its own name where these are only its code', () => {
  const category = { code: 'theft', names: { sv: 'Stöld' } } as never;
  const named = (source_category: string) => countedName({ category: 'theft', source_category }, [category], 'sv');
  expect([named('Tillgrepp · män'), named('theft'), named('')]).toEqual(['Tillgrepp · män', 'Stöld', 'Stöld']);
  expect(countedName({ category: 'unclassified', source_category: 'Lönnkrögeri' }, [], 'sv')).toBe('Lönnkrögeri');
  expect(countedKey({ category: 'theft', source_category: 'theft' })).toBe('theft');
  expect(countedKey({ category: 'theft', source_category: 'Tillgrepp' })).toBe('theft|Tillgrepp');
});
