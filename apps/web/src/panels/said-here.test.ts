import { perceptionReports } from '@lagesbild/incidents';
import { expect, it } from 'vitest';
import { isSaidKey, placeOfSaid, saidHere, saidKey } from './said-here.ts';

/** Three flags and a mark of one cell, of which one flag isn't heard; a mark elsewhere. */
const REPORTS = perceptionReports({
  ...{ channels: ['resident_flag', 'citizen_dialogue'], reasons: ['dark', 'drunk'], why_not: [] },
  bands: [
    { code: 'evening', start: 18, end: 22 },
    { code: 'night', start: 22, end: 6 },
  ],
  ...{ x: [50, 50, 50, 50, 150], y: [50, 50, 50, 50, 50], precision: [1, 1, 1, 0, 0], channel: [0, 0, 0, 1, 1] },
  ...{ safe: [0, 1, 0, 0, 0], happened: [0, 0, 0, 0, 0], month: [672, 672, 672, 674, 674], times: [1, 1, 1, 3, 0] },
  ...{ days: [3, 3, 3, 3, 0], strength: [1, 1, 1, 2, 0], reason: [[0], [], [0], [1, 0], []] },
  ...{ weightiest: [0, -1, 0, 1, -1], voice: [0, 1, 2, 3, 4], reported: [0, 0, 0, 0, 0], why: [[], [], [], [], []] },
});

it('flags of a place are told as how many, a mark of a meeting with what was said', () => {
  const key = saidKey(5000, 5000);
  expect(saidHere(REPORTS, Uint8Array.of(0, 0, 8, 0, 0), key)).toEqual({
    flags: { unsafe: 1, safe: 1, precision: 1 },
    marks: [
      {
        ...{ channel: 'citizen_dialogue', month: 674, safe: false, reasons: ['drunk', 'dark'] },
        ...{ times: ['evening', 'night'], precision: 0 },
      },
    ],
  });
});

it('where nothing is heard nothing is told', () => {
  expect(saidHere(REPORTS, new Uint8Array(5).fill(1), saidKey(5000, 5000))).toEqual({ flags: null, marks: [] });
});

it('a key names a place, and nothing else is a key', () => {
  expect(placeOfSaid(saidKey(66_115_012, -250))).toEqual({ x: 661_150.12, y: -2.5 });
  expect([saidKey(1, -2), 'g:1', 'u:a,b', undefined].map(isSaidKey)).toEqual([true, false, false, false]);
});
