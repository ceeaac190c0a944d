import {
  type BeforeAfter,
  smallestDetectableEffect,
  weightedDisplacementDifference,
  weightedDisplacementQuotient,
} from '@lagesbild/analysis';
import type { Filter, Parameter, Tally } from '@lagesbild/contract';
import { dayNumber, isoDay } from '@lagesbild/incidents';
import { z } from 'zod';
import { ProblemError } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import type { HeldIncidents } from '../incident/held.ts';
import { FilterQuery, numberParameter, parameter, VERSION_PARAMETER } from '../incident/query-schema.ts';
import type { MethodAnswer } from '../incident/question-worker.ts';
import type { Incidents } from '../incident/store.ts';
import type { RoomApp } from '../room.ts';
import { answerWith } from './answer.ts';
import type { Desk } from './desk.ts';
import { readNumber } from './question.ts';
import type { MethodWork } from './work.ts';

const AREAS = ['treated', 'control', 'near', 'control_near'] as const;
type AreaName = (typeof AREAS)[number];
const YEARS: Parameter = {
  ...{ unit: '', min: 0, max: 10, usual: 1, whole: true },
  says: 'how many years before the same weeks are; 0: the days right before',
};
const LEVEL: Parameter = { unit: 'share', min: 0.5, max: 0.999, usual: 0.95, says: 'of intervals that hold the truth' };
const DAYS_MAX = 364;

const area = (description: string) =>
  parameter({ description, type: 'string', pattern: '^[^,]{1,64}$', examples: ['valsta-centrum'] });
const Days = z.object({ from: z.string().describe('first day'), to: z.string().describe('last day') });
const Counts = z.array(z.number().int()).length(2).describe('incidents before, and after');
const known = (text: string) => z.number().nullable().describe(text);

const Action = answerWith({
  n: z.number().int().describe('incidents it is of'),
  refused: z
    .object({ coarse: z.number().int().describe('known only to an area or coarser, in both periods') })
    .describe('selected, but in no place'),
  before: Days,
  after: Days,
  counts: z.object({
    treated: Counts,
    control: Counts,
    near: Counts.nullable(),
    control_near: Counts.nullable(),
  }),
  difference: z.number().describe('incidents more (or, negative, fewer) than without the action (WDD)'),
  standard_error: z.number().describe('of the difference, incidents'),
  low: z.number().describe('of its interval'),
  high: z.number().describe('of its interval'),
  z: known('unitless; null without incidents'),
  p: known('two-sided; null without incidents'),
  quotient: known('of the gain, what moved into the ring (WDQ); null where there was no gain, or no ring'),
  detectable: z
    .object({
      fall_to: known('the largest count after that would pass for a fall; null when not even 0 would'),
      rise_to: z.number().describe('the smallest count after that would pass for a rise'),
      fall_mean: known('incidents expected after, at which a fall is found four times in five'),
      rise_mean: z.number().describe('incidents expected after, at which a rise is found four times in five'),
    })
    .describe('what the count before could show at all where the action was'),
});

/** Did an action prevent incidents, or did they only move round the corner? From counts in named places. */
export function actionRoute(app: RoomApp, incidents: Incidents, desk: Desk): void {
  app.get(
    '/api/:municipality/analysis/action',
    {
      schema: {
        tags: ['analysis'],
        summary: 'Whether an action prevented incidents, displacement included (WDD, WDQ)',
        description:
          'The filter’s period is after the action began; it is compared with an equally long one before. Of incidents known to a point or ' +
          'segment in the named places or areas, which are chosen before the action starts. The rest of the filter holds in both periods.',
        params: z.object({ municipality: z.string() }),
        querystring: FilterQuery.omit({ place: true, area: true }).extend({
          ...VERSION_PARAMETER,
          treated: area('short name of the place or area where the action is'),
          control: area('short name of one like it without the action'),
          near: area('short name of the ring round the first, where incidents may have gone; needs control_near'),
          control_near: area('short name of the ring round the second; needs near'),
          years: numberParameter(YEARS),
          level: numberParameter(LEVEL),
        }),
        response: {
          200: { content: { 'application/json': { schema: Action } } },
          304: z.undefined().describe('unchanged'),
        },
      },
    },
    async (request, reply) => {
      const query = queryOf(request);
      const filter = readFilter(query, [...AREAS, 'years', 'level', 'v']);
      const [years, level] = [readNumber(query, 'years', YEARS), readNumber(query, 'level', LEVEL)];
      const areas = areasOf(query, filter);
      const { from, to } = filter;
      if (from === undefined || to === undefined) throw new ProblemError('action_period_missing', {});
      const [first, last] = [dayNumber('from', from)!, dayNumber('to', to)!];
      if (last - first >= DAYS_MAX)
        throw new ProblemError('period_too_long', { days: last - first + 1, limit: DAYS_MAX });
      const shift = years === 0 ? last - first + 1 : 7 * Math.round((365.2425 * years) / 7);
      const before = { from: isoDay(first - shift), to: isoDay(last - shift) };
      const held = await incidents.of(request.params.municipality, request.person);
      for (const slug of Object.values(areas)) held.check({ places: [slug] });
      const { text } = held.check(filter);
      const parameters = { ...areas, years, level };
      const asked = `action?${new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, `${value}`]))} ${text}`;
      const put = { held, method: 'action', parameters, filter: text, format: 'json', text: asked } as const;
      const start = (): MethodWork => ({
        ...{ steps: () => null, giveUp: () => {} },
        answer: evaluate(incidents, held, { filter, areas, level, before, after: { from, to } }),
      });
      return desk.give(request, reply, put, start);
    },
  );
}

type Areas = Partial<Record<AreaName, string>>;

function areasOf(query: URLSearchParams, filter: Filter): Areas {
  for (const [parameter, value] of [
    ['place', filter.places],
    ['area', filter.areas],
  ] as const)
    if (value !== undefined)
      throw new ProblemError('parameter_unknown', { parameter, value: value.join(), known: AREAS.join(', ') });
  const areas: Areas = {};
  for (const name of AREAS) {
    const slug = query.getAll(name).join(',');
    if (slug !== '') areas[name] = slug;
  }
  for (const name of ['treated', 'control'] as const)
    if (areas[name] === undefined) throw new ProblemError('action_area_missing', { parameter: name });
  if ((areas.near === undefined) !== (areas.control_near === undefined)) {
    const [given, parameter] = areas.near === undefined ? ['control_near', 'near'] : ['near', 'control_near'];
    throw new ProblemError('action_ring_alone', {
      given: given!,
      value: areas[given as AreaName]!,
      parameter: parameter!,
    });
  }
  const slugs = Object.values(areas);
  const twice = slugs.find((slug, at) => slugs.indexOf(slug) < at);
  if (twice !== undefined) throw new ProblemError('action_area_twice', { value: twice });
  return areas;
}

interface Evaluated {
  readonly filter: Filter;
  readonly areas: Areas;
  readonly level: number;
  readonly before: { readonly from: string; readonly to: string };
  readonly after: { readonly from: string; readonly to: string };
}

async function evaluate(
  incidents: Incidents,
  held: HeldIncidents,
  { filter, areas, level, before, after }: Evaluated,
): Promise<MethodAnswer> {
  const tally = async (period: object, slug?: string): Promise<Tally> => {
    const asked = { ...filter, ...period, ...(slug === undefined ? {} : { places: [slug] }) };
    return JSON.parse(await incidents.ask<string>(held, { kind: 'tally', filter: held.check(asked).text }));
  };
  const of = async (slug: string | undefined): Promise<BeforeAfter | null> =>
    slug === undefined ? null : [(await tally(before, slug)).n, (await tally(after, slug)).n];
  const [treated, control] = [(await of(areas.treated))!, (await of(areas.control))!];
  const [near, control_near] = [await of(areas.near), await of(areas.control_near)];
  const everywhere = [await tally(before), await tally(after)];
  const rings = near && control_near ? { displacement: near, displacementControl: control_near } : {};
  const wdd = weightedDisplacementDifference({ treated, control, ...rings }, level);
  const { fallTo, riseTo, fallMean, riseMean } = smallestDetectableEffect(treated[0], { level });
  const found = {
    n: [treated, control, near, control_near].flat().reduce<number>((sum, count) => sum + (count ?? 0), 0),
    refused: { coarse: everywhere.reduce((sum, { left_out }) => sum + left_out.coarse, 0) },
    ...{ before, after, counts: { treated, control, near, control_near } },
    ...{ difference: wdd.difference, standard_error: wdd.standardError, low: wdd.low, high: wdd.high },
    ...{ z: wdd.z, p: wdd.p, quotient: near === null ? null : weightedDisplacementQuotient(treated, near, control) },
    detectable: { fall_to: fallTo, rise_to: riseTo, fall_mean: fallMean, rise_mean: riseMean },
  };
  return { json: JSON.stringify(found), shaped: null }; // what isn't a number is null
}
