import { expect, test } from 'vitest';
import { nearestOf, stepsBetween } from './nearest.ts';

test.each([
  ['kitten', 'sitting', 3], // the example of every textbook
  ['', 'abc', 3],
  ['abc', '', 3],
  ['rån', 'rån', 0],
  ['robery', 'robbery', 1],
])('from %s to %s it is %i steps', (a, b, steps) => {
  expect(stepsBetween(a, b)).toBe(steps);
  expect(stepsBetween(b, a)).toBe(steps);
});

test('what is meant may be near a code or a name in any language', () => {
  const categories = [
    { code: 'arson', names: { sv: 'anlagd brand' } },
    { code: 'robbery', names: { sv: 'rån', en: 'robbery' } },
    { code: 'vandalism', names: { sv: 'skadegörelse' } },
    { code: 'threat', names: { sv: 'olaga hot' } },
  ];
  expect(nearestOf('Robery', categories).split(', ')[0]).toBe('robbery');
  expect(nearestOf('skadegorelse', categories).split(', ')[0]).toBe('vandalism');
  expect(nearestOf('skadegorelse', categories).split(', ')).toHaveLength(3);
  expect(nearestOf('x', [])).toBe('');
});
