import { LANGUAGES } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { textOf } from '../sentence.ts';
import { ACTS } from './acts.ts';
import { actInWords } from './in-words.ts';

test.each(Object.entries(ACTS))('%s is told in three languages, with all it knows and nothing else', (act, row) => {
  for (const language of LANGUAGES) {
    const told = [...textOf(language, `act_${act}`).matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    expect(told.filter((name) => name !== 'object').sort()).toEqual([...row.details].sort());
  }
});

test('words of ours among the details are said in the reader’s language, others as they are', () => {
  const entry = {
    act: 'link_made',
    who_kind: 'command' as const,
    who: '',
    object: 'anna',
    details: { purpose: 'password' },
  };
  expect(actInWords('sv', entry)).toBe('Gjorde en engångslänk till anna (nytt lösenord)');
  expect(actInWords('en', { ...entry, details: { purpose: 'strange' } })).toBe(
    'Made a one-time link for anna (strange)',
  );
});

test('an act that a later version recorded is shown by its name', () => {
  expect(actInWords('en', { act: 'sent_to_moon', who_kind: 'program', who: '', object: '', details: {} })).toBe(
    'sent_to_moon',
  );
});
