import { z } from 'zod';
import type { MethodName } from './method.ts';

const Cells = z
  .array(z.number().nullable())
  .describe('per cell, row by row from the south-west; null where there is none');
const Bands = z.array(z.number().nullable()).describe('per distance band × time band; null where there is none');
const Shares = Cells.describe('per cell the share of it inside the study area');
const Counts = Cells.describe('per cell the incidents in it');
const count = (text: string) => z.number().int().describe(text);
const day = (text: string) => z.string().describe(`${text}, as 2026-08-24`);
const known = (text: string) => z.number().nullable().describe(text);
const CellList = z.array(z.number().int()).describe('places in the raster');
const middle = { x: z.number().describe('middle, metres'), y: z.number().describe('middle, metres') };

const Raster = z.object({
  west_m: z.number().describe('west edge of the raster'),
  south_m: z.number().describe('south edge of the raster'),
  cell_m: z.number().describe('side of a cell'),
  columns: count('cells from west to east'),
  rows: count('cells from south to north'),
});

const Refused = z.object({
  coarse: count('known only to an area or coarser'),
  outside: count('outside what is studied'),
  dayless: count('without a known day, where the day matters'),
});
const SELECTED = 'selected, but left out';

const Answer = z.object({ n: count('incidents it is of'), refused: Refused.describe(SELECTED) });

const Trend = z.object({
  s: z.number().describe('pairs of steps that rise, less those that fall'),
  z: known('Mann–Kendall, unitless'),
  p: known('two-sided'),
  slope: known('Sen’s, incidents a step'),
  low: known('of its interval; null without an end'),
  high: known('of its interval; null without an end'),
});
const Steps = z.array(z.number()).describe('per step');

const Period = z.object({ from: day('first day'), to: day('last day'), count: count('incidents') });
const Rate = {
  low: z.number().describe('of the exact interval of the count'),
  high: z.number().describe('of the exact interval of the count'),
};

const Hit = z.object({
  hits: z.number().describe('incidents in the chosen cells'),
  pai: known('prediction accuracy index'),
  pei_star: known('prediction efficiency index, 0 to 1'),
});

const Silent = z.object({
  share: known('not reported, shrunk; null where suppressed'),
  low: known('of its interval'),
  high: known('of its interval'),
});
const Reasons = z
  .array(z.object({ code: z.string(), share: known('of the reasons given; null where suppressed') }))
  .describe('why it wasn’t');

/** What each method answers. On the wire undefined is null; sent as text, since its arrays are long. */
export const ANSWERS = {
  gistar: Answer.extend({
    raster: Raster,
    counts: Counts,
    shares: Shares,
    z: Cells.describe('per cell Gi*, unitless; null outside, and where there is none'),
    p: Cells.describe('per cell p, adjusted for the false discovery rate'),
    mean: z.number().describe('incidents per whole cell'),
    together: z
      .object({
        g: known('share of all products of two counts that neighbours make'),
        expected: known('of counts dealt out at random'),
        z: known('unitless; above 0 where high counts lie together'),
        p: known('two-sided'),
      })
      .describe('whether high counts lie together on the whole (global G); null where nothing can be said'),
    spots: z
      .array(
        z.object({
          cells: CellList,
          count: count('incidents in them'),
          expected: z.number().describe('incidents, if all were spread evenly over the study area'),
          z: z.number().describe('the largest'),
          p: z.number().describe('the smallest, adjusted'),
          ...middle,
          hours: z.array(z.number().int()).describe('incidents per hour of the week, Monday 00 first'),
          before: z.number().int().nullable().describe('incidents the same weeks a year before; null without a period'),
        }),
      )
      .describe('cells that stand out and touch, the strongest first'),
  }),
  emerging: Answer.extend({
    raster: Raster,
    from: day('first day of the first step'),
    to: day('last day of the last step'),
    step_days: count('days in a step; 0 where steps are of months'),
    step_months: count('calendar months in a step; 0 where steps are of days'),
    steps: count('steps there are'),
    classes: Cells.describe(
      '0 none, 1 new, 2 consecutive, 3 intensifying, 4 persistent, 5 diminishing, 6 sporadic, 7 oscillating, 8 historical; negative for cold spots; −128 where nothing is defined',
    ),
    counts: Counts.describe('per cell the incidents of all steps'),
    shares: Shares,
    z: Cells.describe('per cell Gi* of the last step'),
    trend: Cells.describe('per cell z of the trend of Gi* over the steps (Mann–Kendall)'),
    changes: z
      .array(
        z.object({
          cells: CellList,
          class: z.string().describe('most of its cells are of this class'),
          counts: z.array(z.number().int()).describe('incidents in them per step'),
          ...middle,
        }),
      )
      .describe('hot spots whose cells touch: those that grow first, then those that stay, then those that fade'),
  }),
  moran: Answer.extend({
    raster: Raster,
    counts: Counts,
    shares: Shares,
    moran: Cells.describe('per cell local Moran’s I, unitless'),
    p: Cells.describe('per cell p, adjusted for the false discovery rate'),
    quadrant: Cells.describe(
      'where p is believed: 1 high among high, 2 low among high, 3 low among low, 4 high among low; else 0',
    ),
  }),
  clusters: Answer.extend({
    clusters: z
      .array(
        z.object({
          count: count('incidents in it'),
          ...middle,
          area_m2: z.number().describe('m²'),
          rings: z.array(z.array(z.number())).describe('x, y, x, y … in metres: the outer ring, then holes'),
        }),
      )
      .describe('the one with most incidents first'),
    alone: count('incidents in none'),
  }),
  'near-repeat': Answer.extend({
    distances: z.array(z.number()).describe('edges of the bands [a, b), metres'),
    days: z.array(z.number()).describe('edges of the bands [a, b), days'),
    observed: Bands,
    expected: Bands,
    ratio: Bands,
    p: Bands,
    permutations: count('that p is of'),
  }),
  hours: Answer.extend({
    refused: Refused.extend({ hourless: count('without a known hour') }).describe(SELECTED),
    week: z.array(z.number()).describe('incidents per hour of the week, Monday 00 first; 168, they add up to n'),
    day: z.array(z.number()).describe('incidents per hour of the day; 24, they add up to n'),
    without_end: count('of n: counted in the hour of their start'),
    over_a_week: count('of n: shared equally among all hours'),
  }),
  compare: Answer.extend({
    refused: Refused.extend({
      unregistered: count('without a usable day of registration, when compared at equal age'),
    }).describe(SELECTED),
    now: Period.extend(Rate),
    before: z
      .array(
        Period.extend({
          ratio: known('times its rate is that of now; null where there were none then'),
          low: z.number().describe('of the exact interval of the ratio'),
          high: known('of the exact interval of the ratio; null without an end'),
          p: z.number().describe('chance of a difference this large or larger, if the true rates are equal'),
        }),
      )
      .describe('the same weeks one year before, two … as far as there are data'),
    equal_age: z.boolean().describe('counted as far as it was registered as soon after as this period’s could be'),
    as_of: z.string().nullable().describe('last day of which registrations are known; null without equal age'),
  }),
  trend: Answer.extend({
    refused: Refused.extend({
      part_months: count('in months that period or data don’t have as a whole'),
    }).describe(SELECTED),
    from: z.string().nullable().describe('first month, as 2026-01'),
    counts: z.array(z.number().int()).describe('incidents per step'),
    trend: Trend,
    season: z
      .object({ seasonal: Steps, trend: Steps, rest: Steps, adjusted: Trend.describe('without the season') })
      .nullable()
      .describe('the counts as season, trend and rest (STL); null with less than two seasons and a step'),
  }),
  harm: Answer.extend({
    raster: Raster,
    shares: Shares,
    harm: Cells.describe('per cell in the unit of the weights; null where incidents lie but none has a weight'),
    weighted: Counts.describe('per cell the incidents with a weight'),
    unweighted: Counts.describe('per cell the incidents without one'),
    categories: z
      .array(
        z.object({
          category: z.string(),
          count: count('incidents in the study area'),
          weight: known('null: it has none, and is left out of all harm'),
          harm: known('weight × count'),
        }),
      )
      .describe('those there are, most harm first, those without a weight last'),
  }),
  accuracy: Answer.extend({
    windows: z.array(z.object({ from: day('first day'), incidents: count('in it'), density: Hit, last_year: Hit })),
    density: known('PEI* over all windows together'),
    last_year: known('PEI* of the count of the last 365 days'),
    difference: known('density less last year; null without incidents'),
    low: known('of its 95 % bootstrap interval over windows; null with fewer than eight'),
    high: known('of its 95 % bootstrap interval over windows; null with fewer than eight'),
    earns_its_place: z.boolean().describe('the interval lies above 0'),
    last: z
      .object({
        cells: count('with the highest density'),
        pai: known('of them in the last window'),
        pei_star: known('of them in the last window'),
        rri: known('of them in the last window, against the days it remembers'),
      })
      .nullable(),
  }),
  hexagons: Answer.extend({
    side_m: z.number().describe('side of a hexagon; they stand on a corner, √3 sides wide and two high'),
    columns: count('hexagons from west to east'),
    rows: count('hexagons from south to north, every other one half a hexagon to the east'),
    x: z.array(z.number()).describe('per hexagon its middle, metres, row by row from the south-west'),
    y: z.array(z.number()).describe('per hexagon its middle, metres'),
    counts: z.array(z.number()).describe('per hexagon the incidents in it'),
    shares: z.array(z.number()).describe('per hexagon the share of it inside the study area'),
  }),
  bandwidth: Answer.extend({
    raster: Raster,
    rules: z
      .array(
        z.object({
          rule: z.enum(['scott', 'diggle', 'likelihood', 'cvl']),
          bandwidth_m: known('a Gaussian’s standard deviation; null where the rule says nothing'),
          at_end: z.boolean().describe('the incidents would have gone beyond what was tried'),
        }),
      )
      .describe('what each rule chooses'),
    surfaces: z
      .array(
        z.object({
          bandwidth_m: z.number().describe('standard deviation of the surface'),
          peak_per_km2: z.number().describe('of the densest cell'),
          x: known('its middle, metres'),
          y: known('its middle, metres'),
          moved_m: known('from where it is with the bandwidth asked about'),
          rank_correlation: known('Spearman’s, with the bandwidth asked about, −1 to 1'),
          top_shared: known('share of the densest hundredth of the cells that remains'),
        }),
      )
      .describe('half, once and twice the bandwidth asked about and that of every rule, narrowest first'),
  }),
  'gap-map': Answer.extend({
    felt: z
      .object({
        reports: count('reports of unsafe places under the filter'),
        voices: count('of them in cells, a group that spoke together once in each'),
        repeated: count('another of a group that was heard already'),
        coarse: count('known to an area or coarser: in a place, but in no cell'),
        outside: count('outside what is studied'),
        hourless: count('without hours, where some are asked for'),
      })
      .describe('what people say, and what of it took no part'),
    raster: Raster,
    counts: Counts,
    shares: Shares,
    voices: Cells.describe('per cell the voices in it'),
    ratio: Cells.describe('per cell its share of all voices by its share of all incidents; null without incidents'),
    p: Cells.describe('per cell exact p'),
    fdr: Cells.describe('per cell p adjusted for the false discovery rate; null where nothing could have been shown'),
    classes: Cells.describe('per cell 0 neither, 1 both, 2 felt more, 3 recorded more'),
    gaps: z
      .array(
        z.object({
          cells: CellList,
          class: count('1 both, 2 felt more, 3 recorded more'),
          voices: count('voices in them'),
          count: count('incidents in them'),
          p: known('the smallest of its cells, adjusted; null of both'),
          ...middle,
        }),
      )
      .describe('cells of one class that touch, the surest first'),
    places: z
      .array(
        z.object({
          slug: z.string(),
          voices: count('voices in it, those known only to the place among them'),
          count: count('incidents in it'),
          ratio: known('share of all voices by share of all incidents; null without incidents'),
          p: known('exact'),
          fdr: known('adjusted; null where nothing could have been shown'),
          class: count('0 neither, 1 both, 2 felt more, 3 recorded more'),
        }),
      )
      .describe('places and parts of town, what lies in several in the smallest'),
  }),
  silence: Answer.extend({
    n: count('statements that something happened and whether it was reported'),
    unsure: count('that something happened, without being sure whether it was reported'),
    hourless: count('without hours, where some are asked for'),
    whole: Silent.extend({ reasons: Reasons }).describe('the mean of the places'),
    places: z
      .array(
        Silent.extend({
          slug: z.string().describe('empty outside places and parts of town'),
          n: z.number().int().nullable().describe('statements; null where suppressed'),
          shrunk: known('how much of the share is the whole’s, 0 to 1'),
          reasons: Reasons,
        }),
      )
      .describe('by slug; nothing here ranks places'),
  }),
} as const satisfies Readonly<Record<MethodName, z.ZodObject>>;
