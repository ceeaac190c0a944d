import { expect, it } from 'vitest';
import { tappedReason, toggled } from './choosing.ts';

it('a reason is chosen by a tap, weighs most by another, and goes by a third', () => {
  expect(tappedReason(['dark'], 'litter')).toEqual(['dark', 'litter']);
  expect(tappedReason(['dark', 'litter'], 'litter')).toEqual(['litter', 'dark']);
  expect(tappedReason(['litter', 'dark'], 'litter')).toEqual(['dark']);
});

it('what is tapped comes into the list or goes out of it', () => {
  expect(toggled(['evening'], 'night')).toEqual(['evening', 'night']);
  expect(toggled(['evening', 'night'], 'evening')).toEqual(['night']);
});
