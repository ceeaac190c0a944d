import type { MethodName } from '@lagesbild/contract';
import { z } from 'zod';

const Cells = z
  .array(z.number().nullable())
  .describe('per cell, row by row from the south-west; null where there is none');
const Bands = z.array(z.number().nullable()).describe('per distance band × time band; null where there is none');

const Head = z.object({
  method: z.string(),
  parameters: z.record(z.string(), z.number()).describe('those asked for, and the usual ones'),
  data_version: z.number().int().describe('of the rows it is of'),
  srid: z.number().int().describe('EPSG code of all metres'),
  n: z.number().int().describe('incidents it is of'),
  refused: z
    .object({
      coarse: z.number().int().describe('known only to an area or coarser'),
      outside: z.number().int().describe('outside what is studied'),
      dayless: z.number().int().describe('without a known day, where the day matters'),
    })
    .describe('selected, but left out'),
});

/** What each method answers, for the description of the api: sent as text, since its arrays are long. */
export const ANSWERS: Readonly<Record<MethodName, z.ZodObject>> = {
  gistar: Head.extend({
    raster: z.object({
      west_m: z.number().describe('west edge of the raster'),
      south_m: z.number().describe('south edge of the raster'),
      cell_m: z.number().describe('side of a cell'),
      columns: z.number().int().describe('cells from west to east'),
      rows: z.number().int().describe('cells from south to north'),
    }),
    counts: Cells,
    shares: Cells.describe('per cell the share of it inside the study area'),
    z: Cells.describe('per cell Gi*, unitless; null outside, and where there is none'),
    p: Cells.describe('per cell p, adjusted for the false discovery rate'),
    mean: z.number().describe('incidents per whole cell'),
    spots: z
      .array(
        z.object({
          cells: z.array(z.number().int()).describe('places in the raster'),
          count: z.number().int().describe('incidents in them'),
          expected: z.number().describe('incidents, if all were spread evenly over the study area'),
          z: z.number().describe('the largest'),
          p: z.number().describe('the smallest, adjusted'),
          x: z.number().describe('middle, metres'),
          y: z.number().describe('middle, metres'),
          hours: z.array(z.number().int()).describe('incidents per hour of the week, Monday 00 first'),
          before: z.number().int().nullable().describe('incidents the same weeks a year before; null without a period'),
        }),
      )
      .describe('cells that stand out and touch, the strongest first'),
  }),
  'near-repeat': Head.extend({
    distances: z.array(z.number()).describe('edges of the bands [a, b), metres'),
    days: z.array(z.number()).describe('edges of the bands [a, b), days'),
    observed: Bands,
    expected: Bands,
    ratio: Bands,
    p: Bands,
    permutations: z.number().int().describe('that p is of'),
  }),
};
