import { z } from 'zod';

const one = (text: string) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe(text);

/**
 * The filter's parameters, for the description of the api. What they may hold is checked by the contract's own
 * `parseFilter`, which says in words what is wrong; here everything passes.
 */
export const FilterQuery = z.looseObject({
  from: one('first local day, inclusive: 2026-08-24'),
  to: one('last local day, inclusive: 2026-11-21'),
  hod: one('hours of the day, 22-02 runs past midnight'),
  dow: one('ISO weekdays, 1 = Monday: 5,6'),
  cat: one('offence category codes, with commas; `-` for no category at all'),
  place: one('short names of places, with commas; inside any of them'),
  area: one('short names of study areas, with commas; inside any of them'),
  discovery: one(
    'resident_reported, partner_observed, police_discovered, unknown, or all; missing: the first and last',
  ),
  precision: one('point, segment, area, municipality, county, or all; missing: all'),
  unit: one('report (default: rows of one report at one place count once) or row'),
});
