import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EMERGING_CLASSES, emergingClass } from './emerging-class.ts';

const METHODS = readFileSync(new URL('../../../docs/methods.md', import.meta.url), 'utf8');
const SECTION = METHODS.split('\n## ').find((section) => section.startsWith('Emerging hot spots'))!;
/** Lines of the truth table: number, name, instances. */
const LINES = [...SECTION.matchAll(/^\| (\d) \| (\w+) \| [^|]+ \| (.+) \|$/gm)].map(([, number, name, instances]) => ({
  number: Number(number),
  name: name!,
  instances: [...instances!.matchAll(/`([HC·]+)([↑↓]?)`/g)].map(([, steps, trend]) => ({
    states: [...steps!].map((step) => (step === 'H' ? 1 : step === 'C' ? -1 : 0)),
    trend: trend === '↑' ? 1 : trend === '↓' ? -1 : 0,
  })),
}));

const mirrored = (value: number): number => 0 - value;

describe('the truth table in docs/methods.md', () => {
  test('has a line for every class', () => {
    expect(LINES.length).toBe(10);
    expect(new Set(LINES.map(({ number }) => number))).toEqual(new Set(EMERGING_CLASSES.keys()));
  });

  for (const { number, name, instances } of LINES)
    test(`holds for ${instances.length} places that are ${name}, and for their cold images`, () => {
      expect(EMERGING_CLASSES[number]).toBe(name);
      expect(instances.length).toBeGreaterThan(1);
      for (const { states, trend } of instances) {
        expect(emergingClass(states, trend), states.join(' ')).toBe(number);
        expect(emergingClass(states.map(mirrored), mirrored(trend))).toBe(mirrored(number));
      }
    });
});

/** The definitions one by one, each without regard to the others. */
const DEFINITIONS: Record<string, (hot: boolean[], cold: boolean[], trend: number) => boolean> = {
  new: (hot) => hot.at(-1)! && !hot.slice(0, -1).includes(true),
  consecutive: (hot) => {
    const from = hot.indexOf(true);
    return from >= 0 && from < hot.length - 1 && hot.slice(from).every(Boolean) && most(hot) < 0.9;
  },
  intensifying: (hot, _, trend) => hot.at(-1)! && most(hot) >= 0.9 && trend > 0,
  persistent: (hot, _, trend) => hot.at(-1)! && most(hot) >= 0.9 && trend === 0,
  diminishing: (hot, _, trend) => hot.at(-1)! && most(hot) >= 0.9 && trend < 0,
  sporadic: (hot, cold) => hot.includes(true) && most(hot) < 0.9 && !cold.includes(true),
  oscillating: (hot, cold) => hot.at(-1)! && cold.includes(true) && most(hot) < 0.9,
  historical: (hot) => !hot.at(-1)! && most(hot) >= 0.9,
};
const most = (steps: boolean[]): number => steps.filter(Boolean).length / steps.length;

test('every sequence of up to seven steps fits the definition it is given, and none where it is given none', () => {
  let seen = 0;
  for (let steps = 1; steps <= 7; steps++)
    for (let code = 0; code < 3 ** steps; code++) {
      const states = Array.from({ length: steps }, (_, t) => (Math.floor(code / 3 ** t) % 3) - 1);
      const [hot, cold] = [states.map((s) => s > 0), states.map((s) => s < 0)];
      for (const trend of [-1, 0, 1]) {
        const given = emergingClass(states, trend);
        const name = EMERGING_CLASSES[Math.abs(given)]!;
        const fits = (of: string): boolean[] => [
          DEFINITIONS[of]!(hot, cold, trend),
          DEFINITIONS[of]!(cold, hot, mirrored(trend)),
        ];
        if (given > 0) expect(fits(name)[0], `${states} is not ${name}`).toBe(true);
        else if (given < 0) expect(fits(name)[1], `${states} is not ${name}`).toBe(true);
        else expect(Object.keys(DEFINITIONS).flatMap(fits), `${states} is none`).not.toContain(true);
        expect(emergingClass(states.map(mirrored), mirrored(trend))).toBe(mirrored(given));
        if (states.at(-1) !== 0 && given !== 0) expect(Math.sign(given)).toBe(states.at(-1)!);
        seen++;
      }
    }
  expect(seen).toBe(3 * (3 ** 8 / 2 - 1.5));
});

test('no step at all is none, and states may lie among those of other places', () => {
  expect(emergingClass([], 1)).toBe(0);
  const cube = [0, 1, -1, 1, 0, 1, 1, 1, 0]; // three steps of three places
  expect([0, 1, 2].map((i) => emergingClass(cube, 0, 3, i, 3))).toEqual([
    emergingClass([0, 1, 1], 0),
    emergingClass([1, 0, 1], 0),
    emergingClass([-1, 1, 0], 0),
  ]);
});
