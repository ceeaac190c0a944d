import { expect, test } from 'vitest';
import './app.ts'; // every room registers its sentences
import { printable, registerSentences, sentence, sentenceCodes, textOf } from './sentence.ts';

test('every sentence is there in all three languages, with the same values in it', () => {
  expect(sentenceCodes('sv').length).toBeGreaterThan(50);
  const values = (language: 'sv' | 'en' | 'ar', code: string): string[] =>
    [...new Set(textOf(language, code).match(/\{\w+(?=[|}])/g) ?? [])].sort();
  for (const code of sentenceCodes('sv')) {
    expect([code, values('en', code)]).toEqual([code, values('sv', code)]);
    expect([code, values('ar', code)]).toEqual([code, values('sv', code)]);
  }
});

test('a code without a language, or with other words than before, is refused at once', () => {
  expect(() => registerSentences({ sv: { odd: 'a' }, en: { odd: 'b' }, ar: {} })).toThrow('odd is missing in ar');
  expect(() => registerSentences({ sv: { busy: 'a' }, en: { busy: 'b' }, ar: { busy: 'c' } })).toThrow('already taken');
});

test('a stranger’s value stays on its line and within its direction', () => {
  expect(printable('a\r\nb\u202ec\u0000d\ud800')).toBe('a\ufffd\ufffdb\ufffdc\ufffdd\ufffd');
  expect(printable('x'.repeat(100_000))).toHaveLength(121);
  expect(sentence('en', 'not_found', { path: '/\u001b[31m' })).toContain('/\ufffd[31m');
});

test('numbers are written as the language writes them, in Arabic isolated and with Latin digits', () => {
  expect(sentence('sv', 'body_too_large', { limit: 1048576 })).toMatch(/1\s048\s576 byte/);
  expect(sentence('ar', 'body_too_large', { limit: 1048576 })).toContain('\u20681,048,576\u2069');
});

test('a value that is a sentence is said in the reader’s language', () => {
  const params = { file: 'a.csv', reason: { say: 'rejection_no_date' } };
  expect(sentence('sv', 'import_unusable', params)).toBe(
    'Ingen rad i a.csv går att läsa in. Tidpunkt saknas. Inget ändrades.',
  );
  expect(sentence('en', 'import_unusable', params)).toBe(
    'No row of a.csv can be taken. The date is missing. Nothing was changed.',
  );
});

test('one row is said otherwise than several', () => {
  const said = (language: 'sv' | 'en' | 'ar', code: string, params: Record<string, number>) =>
    sentence(language, code, params);
  expect(said('sv', 'import_taken', { taken: 0, read: 1 })).toBe('0 av 1 rad lästes in.');
  expect(said('sv', 'import_taken_whole', { read: 1 })).toBe('Filens enda rad lästes in.');
  expect(said('sv', 'import_taken_whole', { read: 1200 })).toMatch(/^Alla 1\s200 rader lästes in\.$/);
  expect(said('en', 'import_taken_whole', { read: 1 })).toBe('The only row of the file was taken.');
  expect(said('en', 'import_going_on_open', { n: 1 })).toBe('1 row so far.');
  expect(said('en', 'question_category', { values: 1, rows: 2 })).toContain(
    '1 kind of incident in the file is unknown',
  );
  expect(said('en', 'question_category', { values: 2, rows: 1 })).toContain('2 kinds of incident in the file are');
  expect(said('ar', 'import_taken_whole', { read: 1 })).toBe('استُورد الصف الوحيد في الملف.');
});
