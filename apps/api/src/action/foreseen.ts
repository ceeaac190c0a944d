import { historySimilarity, powerToDetect, smallestDetectableEffect } from '@lagesbild/analysis';
import type { ActionWork, Foreseen, Outcome, Outline } from '@lagesbild/contract';
import type { Incidents } from '../incident/store.ts';
import { ANYBODY, historyOf, polygonOf } from './history.ts';
import { afterOf, beforeOf, inWords, stepsOf, YEAR_DAYS } from './period.ts';

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** What has to be known of an action before anything can be foreseen of it. */
export interface Foreseeable {
  readonly outline: Outline;
  readonly control: Outline | null;
  readonly outcome: Outcome;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly follow_up_on: string;
}

/** @returns null where it isn't known yet where, what or when */
export function foreseeable({
  area,
  control,
  outcome,
  starts_on,
  ends_on,
  follow_up_on,
}: ActionWork): Foreseeable | null {
  if (area === null || outcome === null || starts_on === null || follow_up_on === null) return null;
  return { outline: area.outline, control, outcome, starts_on, ends_on, follow_up_on };
}

/** What the counts before could show at all, and how like the comparison area was, before the action starts. */
export async function foresee(incidents: Incidents, area: string, asked: Foreseeable): Promise<Foreseen> {
  const { outcome, control } = asked;
  const held = await incidents.of(area, ANYBODY);
  const before = beforeOf(afterOf(asked));
  const areas = [asked.outline, ...(control === null ? [] : [control])].map((outline) => polygonOf(held, outline));
  const [counted, year] = await Promise.all([
    historyOf(incidents, held, outcome, { areas, periods: [before] }),
    historyOf(incidents, held, outcome, { areas, periods: stepsOf(afterOf(asked).from - YEAR_DAYS, YEAR_DAYS) }),
  ]);
  const n = counted.counts[0]![0]!;
  const seen = smallestDetectableEffect(n);
  const change = (outcome.direction === 'fall' ? -1 : 1) * (outcome.percent / 100);
  return {
    ...{ before: n, control_before: counted.counts[1]?.[0] ?? null, ...inWords(before) },
    ...{ fall_to: finite(seen.fallTo), rise_to: finite(seen.riseTo) },
    ...{ fall_mean: finite(seen.fallMean), rise_mean: finite(seen.riseMean) },
    power: outcome.measure === 'incidents' ? powerToDetect(n, Math.max(0, n * (1 + change))) : null,
    similarity: control === null ? null : finite(historySimilarity(year.counts[0]!, year.counts[1]!)),
  };
}
