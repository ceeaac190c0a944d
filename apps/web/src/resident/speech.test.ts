import { expect, it } from 'vitest';
import { preferred, SHIPPED } from './languages.ts';
import { localeOf, monthIn, type Sentence, speechOf } from './speech.ts';
import arabic from './text/ar.json';
import swedish from './text/sv.json';

const { say, compose, wordOf } = speechOf({ ...swedish, dir: 'ltr' });

it('a sentence is said with what stands in its slots', () => {
  expect(say('place.square_near', { place: 'Valsta centrum' })).toBe(
    'En ruta på 100\u00a0×\u00a0100\u00a0m nära Valsta centrum',
  );
  expect(compose('now', { emergency: '112', police: '114 14' }).join('|')).toBe(
    'Pågår det nu? Ring |112| · Polisen annars |114 14|',
  );
});

it('a sentence that counts has the form of its number in its language', () => {
  expect([1, 3].map((n) => say('sent.promise', { n }))).toEqual([
    'Det läses inom 1 arbetsdag.',
    'Det läses inom 3 arbetsdagar.',
  ]);
  const spoken = speechOf({ ...arabic, dir: 'rtl' });
  expect([1, 2, 3, 11].map((n) => spoken.say('sent.promise', { n }))).toEqual([
    'يُقرأ خلال يوم عمل واحد.',
    'يُقرأ خلال يومي عمل.',
    'يُقرأ خلال 3 أيام عمل.',
    'يُقرأ خلال 11 يوم عمل.',
  ]);
});

it('a shipped choice has its word; one of an area’s own has none here', () => {
  expect(wordOf('reason', 'dark')).toBe('Mörkt');
  expect(wordOf('reason', 'our_own')).toBeUndefined();
});

it('a sentence that isn’t there is a fault of ours, and says so', () => {
  expect(() => say('nothing' as Sentence)).toThrow('sv has no sentence nothing');
});

it('figures are Latin and years Gregorian in every language', () => {
  for (const { language } of SHIPPED) {
    const day = new Intl.DateTimeFormat(localeOf(language), { year: 'numeric' }).format(new Date(2026, 10, 26));
    expect(day, language).toContain('2026');
  }
});

it('the page speaks what was chosen here, else what the browser asks for, else Swedish', () => {
  expect(preferred('ar', ['en-GB'], SHIPPED)).toBe('ar');
  expect(preferred(null, ['xx', 'en-GB', 'sv'], SHIPPED)).toBe('en');
  expect(preferred('gone', ['xx'], SHIPPED)).toBe('sv');
});

it('a month is said in words, and in figures where the browser has no words for it', () => {
  const november = new Date(2026, 10, 1);
  expect(monthIn('sv', november)).toBe('november 2026');
  expect(monthIn('xx', november)).toBe('2026-11');
  for (const { language } of SHIPPED) expect(monthIn(language, november)).toMatch(/2026/);
  for (const { language } of SHIPPED) expect(monthIn(language, november)).not.toMatch(/M11/);
});
