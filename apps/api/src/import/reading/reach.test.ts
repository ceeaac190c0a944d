import { expect, test } from 'vitest';
import { createReach, type Outline } from './reach.ts';

const METRES = 111_195;
const square: Outline = [
  [
    [
      [17, 59],
      [18, 59],
      [18, 60],
      [17, 60],
      [17, 59],
    ],
  ],
];

test('a place is within reach inside and up to the margin, in every direction', () => {
  const reaches = createReach(square, 10_000);
  const degrees = 10_000 / METRES;
  const across = degrees / Math.cos((59.5 * Math.PI) / 180);
  expect(reaches(17.5, 59.5)).toBe(true);
  expect(reaches(17.5, 60 + degrees * 0.999)).toBe(true);
  expect(reaches(17.5, 60 + degrees * 1.001)).toBe(false);
  expect(reaches(18 + across * 0.999, 59.5)).toBe(true);
  expect(reaches(18 + across * 1.001, 59.5)).toBe(false);
  // At a corner the margin is round.
  expect(reaches(18 + across * 0.8, 60 + degrees * 0.8)).toBe(false);
  expect(reaches(-120, 80)).toBe(false);
});

test('the remembered grid never answers otherwise than the exact distance', () => {
  const bent: Outline = [
    [
      [
        [17, 59],
        [18, 59],
        [18, 60],
        [17.5, 59.2],
        [17, 60],
        [17, 59],
      ],
    ],
  ];
  const reaches = createReach(bent, 3000);
  const fresh = () => createReach(bent, 3000);
  for (let i = 0; i < 2000; i++) {
    const lon = 16.9 + ((i * 0.618) % 1) * 1.2;
    const lat = 58.95 + ((i * 0.414) % 1) * 1.1;
    expect(reaches(lon, lat)).toBe(fresh()(lon, lat));
  }
});

test('a hole is outside and an empty outline holds nothing', () => {
  const hole: Outline = [
    [
      square[0]?.[0] as number[][],
      [
        [17.2, 59.2],
        [17.8, 59.2],
        [17.8, 59.8],
        [17.2, 59.8],
        [17.2, 59.2],
      ],
    ],
  ];
  expect(createReach(hole, 1000)(17.5, 59.5)).toBe(false);
  expect(createReach([], 1000)(17.5, 59.5)).toBe(false);
});
