import { z } from 'zod';

/** What every exhibit begins with; the rest is its method's. */
export const ExhibitAnswer = z.looseObject({
  method: z.string(),
  parameters: z.record(z.string(), z.union([z.number(), z.string()])),
  filter: z.string(),
  data_version: z.number(),
  n: z.number(),
  refused: z.record(z.string(), z.number()),
});
export type ExhibitAnswer = z.infer<typeof ExhibitAnswer>;

/** Under which heading of the page of methods a method is told. */
export const SECTION: Readonly<Record<string, string>> = {
  density: 'kernel-density',
  action: 'an-action-evaluated',
  gistar: 'hot-spots-gi-gi-and-g',
  emerging: 'emerging-hot-spots',
  moran: 'local-morans-i',
  clusters: 'clusters-dbscan',
  'near-repeat': 'near-repeats',
  hours: 'hours-of-an-interval',
  compare: 'two-counts-compared',
  trend: 'season-and-trend',
  harm: 'harm',
  accuracy: 'accuracy-of-a-forecast',
  hexagons: 'counts-in-cells',
  bandwidth: 'choosing-a-bandwidth',
  'gap-map': 'gap-map',
  silence: 'events-not-reported',
};
