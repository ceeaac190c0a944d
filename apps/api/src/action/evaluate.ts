import { actionVerdict, type BeforeAfter, shareDifference } from '@lagesbild/analysis';
import type { ActionWork, EvaluationAnswer, Outcome, Outline, SurveyRound } from '@lagesbild/contract';
import { isoDay } from '@lagesbild/incidents';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import type { HeldIncidents } from '../incident/held.ts';
import type { Incidents } from '../incident/store.ts';
import { ANYBODY, historyOf, polygonOf } from './history.ts';
import { afterOf, beforeOf, inWords, stepsOf, YEAR_DAYS } from './period.ts';
import { ringsRound } from './work-area.ts';

/** What an evaluation is of: what was registered, as it was last amended. */
export interface Evaluable {
  readonly outline: Outline;
  readonly control: Outline | null;
  readonly ring_m: number;
  readonly outcome: Outcome;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly follow_up_on: string;
  readonly survey_after: SurveyRound | null;
}

export interface Evaluated {
  readonly answer: EvaluationAnswer;
  readonly held: HeldIncidents;
  readonly coarse: number;
}

/** @throws {ProblemError} action_survey_missing, action_data_missing */
export async function evaluate(
  knex: Knex,
  incidents: Incidents,
  area: MunicipalityRow,
  asked: Evaluable,
): Promise<Evaluated> {
  const held = await incidents.freshOf(area.slug, ANYBODY);
  const { outcome } = asked;
  const { direction, percent } = outcome;
  const expected = { direction, percent };
  if (outcome.measure === 'survey') return { answer: { ...ofSurvey(asked), expected }, held, coarse: 0 };
  const after = afterOf(asked);
  const before = beforeOf(after);
  const last = lastDay(held);
  if (last === null || last < after.to)
    throw new ProblemError('action_data_missing', { day: isoDay(after.to), last: last === null ? '–' : isoDay(last) });
  const outlines = [asked.outline, asked.control!];
  const rings = await ringsRound(knex, area, outlines, asked.ring_m);
  const areas = [...outlines, ...rings].map((outline) => polygonOf(held, outline));
  const steps = stepsOf(after.from - YEAR_DAYS, YEAR_DAYS + after.to - after.from + 1);
  const [counted, over] = await Promise.all([
    historyOf(incidents, held, outcome, { areas, periods: [before, after] }),
    historyOf(incidents, held, outcome, { areas, periods: steps }),
  ]);
  const [treated, control, near, control_near] = counted.counts as unknown as BeforeAfter[];
  const judged = actionVerdict(
    { treated: treated!, control: control!, displacement: near!, displacementControl: control_near! },
    { direction, share: percent / 100 },
  );
  const { verdict, contrary, quotient, quotientInterval } = judged;
  const answer: EvaluationAnswer = {
    ...{ measure: 'incidents', verdict, contrary, expected, before: inWords(before), after: inWords(after) },
    equal_age: counted.equal_age,
    counts: { treated: [...treated!], control: [...control!], near: [...near!], control_near: [...control_near!] },
    ...{ whole: told(judged.whole), direct: told(judged.direct), ring: told(judged.ring) },
    quotient: finite(quotient),
    ...{ quotient_low: finite(quotientInterval.low), quotient_high: finite(quotientInterval.high) },
    series: steps.map((step, at) => ({
      ...inWords(step),
      ...{ treated: over.counts[0]![at]!, control: over.counts[1]![at]!, near: over.counts[2]![at]! },
    })),
    survey: null,
  };
  return { answer, held, coarse: counted.coarse };
}

/** The last day that anything is known of; null without incidents. */
function lastDay({ parts: { columns } }: HeldIncidents): number | null {
  let last: number | null = null;
  for (let i = 0; i < columns.count; i++) last = Math.max(last ?? columns.minute[i]!, columns.minute[i]!);
  return last === null ? null : Math.floor(last / 1440);
}

/**
 * A survey on the spot, repeated: *worked* where the interval of the difference lies on the expected side of 0; *too little*
 * where it holds both 0 and what was expected; *nothing seen* otherwise.
 */
function ofSurvey({ outcome, survey_after }: Evaluable): Omit<EvaluationAnswer, 'expected'> {
  const { before, question, direction, percent } = outcome;
  if (survey_after === null || before === null) throw new ProblemError('action_survey_missing');
  const found = shareDifference(
    { asked: before.asked, yes: before.unsafe },
    { asked: survey_after.asked, yes: survey_after.unsafe },
  );
  const sign = direction === 'fall' ? -1 : 1;
  const hoped = (sign * percent * before.unsafe) / before.asked / 100;
  const clear = direction === 'fall' ? found.high < 0 : found.low > 0;
  const both = found.low <= 0 && found.high >= 0 && found.low <= hoped && hoped <= found.high;
  return {
    measure: 'survey',
    verdict: clear ? 'worked' : both ? 'too_little' : 'nothing_seen',
    contrary: direction === 'fall' ? found.low > 0 : found.high < 0,
    ...{ before: null, after: null, equal_age: false, counts: null, whole: null, direct: null, ring: null },
    ...{ quotient: null, quotient_low: null, quotient_high: null, series: [] },
    survey: { question, before, after: survey_after, ...found },
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
const told = ({ difference, standardError, low, high }: ReturnType<typeof actionVerdict>['whole']) => ({
  ...{ difference, standard_error: standardError, low, high },
});

/** @returns null where nothing that can be evaluated is registered */
export function evaluable(
  { area, control, ring_m, outcome, starts_on, ends_on, registered_on, survey_after, evaluates_on }: ActionWork,
  amended: { ends_on: string | null; outcome: Outcome } | null,
): Evaluable | null {
  if (area === null || outcome === null || starts_on === null || registered_on === null || evaluates_on === null)
    return null;
  return {
    ...{ outline: area.outline, control, ring_m, starts_on, survey_after, follow_up_on: evaluates_on },
    ...(amended ?? { outcome, ends_on }),
  };
}
