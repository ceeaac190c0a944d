import { expect, test } from 'vitest';
import { fitness, takenByEnter } from './search-text.ts';

const field = (value: string, pointedAt: string | null = null) => ({ value, getAttribute: () => pointedAt });
const enter = { key: 'Enter', isComposing: false };

test('Enter takes the first hit', () => {
  expect(takenByEnter(enter, field('mär'), ['Märsta', 'Östra Märsta'])).toBe('Märsta');
});

test('Enter is left alone when nothing is typed or found, a letter is being composed or an option is pointed at', () => {
  expect(takenByEnter(enter, field(' '), ['Märsta'])).toBeNull();
  expect(takenByEnter(enter, field('xyz'), [])).toBeNull();
  expect(takenByEnter({ ...enter, isComposing: true }, field('mär'), ['Märsta'])).toBeNull();
  expect(takenByEnter(enter, field('mär', 'option-2'), ['Märsta', 'Östra Märsta'])).toBeNull();
  expect(takenByEnter({ ...enter, key: 'a' }, field('mär'), ['Märsta'])).toBeNull();
});

test('a name that starts with what is typed answers better than one that contains it', () => {
  expect(['Märsta', 'Östra Märsta', 'Hammarsta', 'Uppsala'].map((name) => fitness(name, 'mars'))).toEqual([3, 2, 1, 0]);
});
