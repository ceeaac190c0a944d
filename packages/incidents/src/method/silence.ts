import { inRegion, silence as silenceKernel } from '@lagesbild/analysis';
import { NO_POSITION } from '../columns.ts';
import { HOURLESS, unheard } from '../perception/heard.ts';
import type { PerceptionReports } from '../perception/reports.ts';
import { finite, type Question, type Refused, type Work } from './study.ts';
import { unitsOf } from './unit.ts';

export interface SilenceParameters {
  /** places with fewer statements are suppressed */
  readonly k: number;
  readonly level: number;
}

/** A share as it is told: the three are null where it is suppressed. */
interface Share {
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
interface Reason {
  readonly code: string;
  /** of the reasons given; null where it is suppressed */
  readonly share: number | null;
}

export interface SilentPlace extends Share {
  /** '' outside the area's places and parts of town */
  readonly slug: string;
  /** statements that something happened there; null where suppressed */
  readonly n: number | null;
  /** how much of the share is the whole's, 0 to 1 */
  readonly shrunk: number | null;
  readonly reasons: readonly Reason[];
}

export interface SilenceAnswer {
  /** statements that something happened, which say whether it was reported */
  readonly n: number;
  readonly refused: Refused;
  /** that something happened, without saying or being sure whether it was reported */
  readonly unsure: number;
  readonly hourless: number;
  readonly whole: Share & { readonly reasons: readonly Reason[] };
  /** in the order of their slugs: nothing here ranks places */
  readonly places: readonly SilentPlace[];
}

const YES = 1;
const NO = 2;

/** Of those to whom something happened, which share didn't report it, and why? Per place, shrunk, and suppressed under k. */
export function* silence(question: Question, { k, level }: SilenceParameters): Work<SilenceAnswer> {
  const { criteria, region } = question;
  const { reports, polygons } = question.perception;
  const { count, happened, reported, x, y, why_not } = reports;
  const faults = unheard(reports, criteria, polygons);
  const units = unitsOf(polygons);
  yield { done: 0, of: 1 };
  const places = units.slugs.length + 1;
  const [told, unreported] = [new Float64Array(places), new Float64Array(places)];
  const reasons = new Float64Array(places * why_not.length);
  let [n, unsure, hourless, outside] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    if (happened[i] !== 1) continue;
    if (faults[i] === HOURLESS) hourless++;
    if (faults[i] !== 0) continue;
    if (reported[i] !== YES && reported[i] !== NO) {
      unsure++;
      continue;
    }
    const somewhere = x[i] !== NO_POSITION;
    if (!somewhere || !inRegion(region, x[i]! / 100, y[i]! / 100)) {
      outside++;
      continue;
    }
    n++;
    const unit = units.of(x[i]!, y[i]!);
    const at = unit < 0 ? places - 1 : unit;
    told[at]!++;
    if (reported[i] !== NO) continue;
    unreported[at]!++;
    for (const reason of given(reports, i)) reasons[at * why_not.length + reason]!++;
  }
  const seen = silenceKernel({ happened: told, unreported, reasons, reasonCount: why_not.length }, { k, level });
  const named = (shares: ArrayLike<number>): Reason[] =>
    why_not.map((code, reason) => ({ code, share: finite(shares[reason]!) }));
  const { share, low, high } = seen.whole;
  return {
    ...{ n, refused: { coarse: 0, outside, dayless: 0 }, unsure, hourless },
    whole: { share: finite(share), low: finite(low), high: finite(high), reasons: named(seen.wholeReasons) },
    places: [...units.slugs, '']
      .map((slug, at) => ({
        slug,
        n: seen.suppressed[at] === 1 ? null : told[at]!,
        ...{ share: finite(seen.share[at]!), low: finite(seen.low[at]!), high: finite(seen.high[at]!) },
        shrunk: finite(seen.shrunk[at]!),
        reasons: named(seen.reasons.subarray(at * why_not.length, (at + 1) * why_not.length)),
      }))
      .filter((_, at) => told[at]! > 0)
      .sort((a, b) => (a.slug < b.slug ? -1 : 1)),
  };
}

/** Each reason of a statement, once. */
const given = ({ why, why_from }: PerceptionReports, i: number): Set<number> =>
  new Set(why.subarray(why_from[i]!, why_from[i + 1]!));
