import { z } from 'zod';
import { Day } from './filter.ts';
import { plainLine } from './plain-text.ts';

/** Squares of one area. */
export const POPULATION_SQUARES_MAX = 50_000;
/** Residents below which incidents aren't counted per thousand: one incident alone would move the rate by more than two. */
export const RESIDENTS_FOR_RATE = 500;

export const PopulationSource = plainLine(120).min(1).describe('who counted');

/** How many live where, as it is kept of an area: of one day, from one source. */
export const Population = z.strictObject({
  source: PopulationSource,
  counted_on: Day.nullable().describe('the day it holds for; null: the file didn’t say'),
  demonstration: z.boolean().describe('invented'),
  srid: z.number().int().describe('EPSG code of the system that the squares are of'),
  proj4: z.string().describe('the system that the squares are of'),
  squares: z
    .array(z.number().int())
    .max(4 * POPULATION_SQUARES_MAX)
    .describe(
      'by turns x and y of the south-west corner and side, metres, and residents; of a square without those of smaller squares in it',
    ),
});
export type Population = z.infer<typeof Population>;

/** What is kept of an area; null: nobody has told how many live where. */
export const KnownPopulation = z.strictObject({ population: Population.nullable() });
export type KnownPopulation = z.infer<typeof KnownPopulation>;

const Sum = z.strictObject({
  source: PopulationSource,
  counted_on: Day.nullable(),
  demonstration: z.boolean(),
  squares: z.number().int().describe('how many'),
  residents: z.number().int().describe('people who live in them'),
  sides: z.array(z.number().int()).describe('sides of the squares, metres'),
});
export type PopulationSum = z.infer<typeof Sum>;

/** What a file of squares holds, beside what it takes the place of. */
export const FoundPopulation = z.strictObject({
  file: z.string(),
  found: Sum,
  outside: z.number().int().describe('squares of the file that lie outside the area, and are left out'),
  nested: z.number().int().describe('large squares with smaller ones in them: nobody in them is counted twice'),
  before: Sum.nullable().describe('what was known until now; null: nothing'),
  stored: z.boolean(),
});
export type FoundPopulation = z.infer<typeof FoundPopulation>;

/** Squares, residents and sides of what is kept. */
export function populationSum({
  source,
  counted_on,
  demonstration,
  squares,
}: Omit<Population, 'srid' | 'proj4'>): PopulationSum {
  const sides = new Set<number>();
  let residents = 0;
  for (let i = 0; i + 3 < squares.length; i += 4) {
    sides.add(squares[i + 2]!);
    residents += squares[i + 3]!;
  }
  return {
    ...{ source, counted_on, demonstration, squares: squares.length / 4, residents },
    sides: [...sides].sort((a, b) => a - b),
  };
}
