import type { KnownArea } from './area.ts';
import { fileFixture } from './file-fixture.ts';
import { type GuessContext, guessMapping } from './guess.ts';
import { openFile } from './source.ts';

export const sigtuna: KnownArea = {
  slug: 'sigtuna',
  names: { sv: 'Sigtuna' },
  bounds: [17.5, 59.5, 18.1, 59.8],
  srid: 3006,
  time_zone: 'Europe/Stockholm',
  outline: [
    [
      [
        [17.5, 59.5],
        [18.1, 59.5],
        [18.1, 59.8],
        [17.5, 59.8],
        [17.5, 59.5],
      ],
    ],
  ],
};
export const context: GuessContext = { areas: [sigtuna], categoryMapping: { stöld: 'theft' }, categories: [] };

export async function guess(text: string, name = 'fil.csv', given = context) {
  const file = await openFile(fileFixture(text), name);
  return { file, ...(await guessMapping(file, given)) };
}
export const table = (header: string, row: (i: number) => string, n = 300) => {
  return `${header}\n${Array.from({ length: n }, (_, i) => row(i)).join('\n')}\n`;
};
export const spread = (i: number, size: number) => (((i * 0.61803) % 1) - 0.5) * size;
export const day = (i: number) =>
  `2026-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`;
