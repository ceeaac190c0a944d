import { expect, test } from 'vitest';
import { countingWords } from './counting-words.ts';

test.each([
  ['Vi har bytt 14 lampor efter 23 markeringar.', '23 markeringar'],
  ['Efter 1 204 nya markeringar klipptes buskarna.', '1 204 nya markeringar'],
  ['After 12 residents told us, the light was mended.', '12 residents'],
  ['بعد ٢٣ علامة أصلحنا الإنارة.', '٢٣ علامة'],
])('%s', (text, words) => {
  expect(countingWords(text)).toBe(words);
});

test.each([
  'Belysningen är lagad sedan den 12 mars.',
  'Vi har bytt 14 lampor vid stationen.',
  'The bushes were cut in week 19.',
])('numbers of other things may stand: %s', (text) => {
  expect(countingWords(text)).toBeNull();
});
