import { expect, test } from 'vitest';
import { comparedBy } from './compared.ts';

test('what felt unsafe is counted by manager and state, and what felt safe isn’t', () => {
  const seen = [
    { manager: 'lighting', feeling: 'unsafe' as const, state: 'mended' as const },
    { manager: 'lighting', feeling: 'unsafe' as const, state: null },
    { manager: 'lighting', feeling: 'safe' as const, state: null },
    { manager: null, feeling: 'unsafe' as const, state: 'still' as const },
    { manager: 'parks', feeling: 'safe' as const, state: 'better' as const },
  ];
  expect(comparedBy(['parks', 'lighting'], seen)).toEqual([
    { manager: 'lighting', n: 2, still: 0, better: 0, mended: 1, left: 1 },
    { manager: null, n: 1, still: 1, better: 0, mended: 0, left: 0 },
  ]);
  expect(comparedBy([], [])).toEqual([]);
});
