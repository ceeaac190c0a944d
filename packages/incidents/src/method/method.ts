import { type AccuracyAnswer, type AccuracyParameters, accuracy } from './accuracy.ts';
import { type BandwidthAnswer, type BandwidthParameters, bandwidth } from './bandwidth.ts';
import { type ClustersAnswer, type ClustersParameters, clusters } from './clusters.ts';
import { type CompareAnswer, type CompareParameters, compare } from './compare.ts';
import { type EmergingAnswer, type EmergingParameters, emerging } from './emerging.ts';
import { type GapMapAnswer, type GapMapParameters, gapMap } from './gap-map.ts';
import { type GistarAnswer, type GistarParameters, gistar } from './gistar.ts';
import { type HarmAnswer, type HarmParameters, harm } from './harm.ts';
import { type HexagonsAnswer, type HexagonsParameters, hexagons } from './hexagons.ts';
import { type HoursAnswer, hours } from './hours.ts';
import { type MoranAnswer, type MoranParameters, moran } from './moran.ts';
import { type NearRepeatAnswer, type NearRepeatParameters, nearRepeat } from './near-repeat.ts';
import { type SilenceAnswer, type SilenceParameters, silence } from './silence.ts';
import type { Question, Step, Work } from './study.ts';
import { type TrendAnswer, type TrendParameters, trend } from './trend.ts';

/** What each method takes and answers; the contract's METHODS say the same to people. */
export interface Methods {
  gistar: { parameters: GistarParameters; answer: GistarAnswer };
  emerging: { parameters: EmergingParameters; answer: EmergingAnswer };
  moran: { parameters: MoranParameters; answer: MoranAnswer };
  clusters: { parameters: ClustersParameters; answer: ClustersAnswer };
  'near-repeat': { parameters: NearRepeatParameters; answer: NearRepeatAnswer };
  hours: { parameters: object; answer: HoursAnswer };
  compare: { parameters: CompareParameters; answer: CompareAnswer };
  trend: { parameters: TrendParameters; answer: TrendAnswer };
  harm: { parameters: HarmParameters; answer: HarmAnswer };
  accuracy: { parameters: AccuracyParameters; answer: AccuracyAnswer };
  hexagons: { parameters: HexagonsParameters; answer: HexagonsAnswer };
  bandwidth: { parameters: BandwidthParameters; answer: BandwidthAnswer };
  'gap-map': { parameters: GapMapParameters; answer: GapMapAnswer };
  silence: { parameters: SilenceParameters; answer: SilenceAnswer };
}
export type Method = keyof Methods;

const WORK: {
  readonly [M in Method]: (question: Question, parameters: Methods[M]['parameters']) => Work<Methods[M]['answer']>;
} = {
  gistar,
  emerging,
  moran,
  clusters,
  'near-repeat': nearRepeat,
  hours,
  compare,
  trend,
  harm,
  accuracy,
  hexagons,
  bandwidth,
  'gap-map': gapMap,
  silence,
};

/** A method set to work; nothing happens before the first step is asked for. */
export const startMethod = <M extends Method>(
  method: M,
  question: Question,
  parameters: Methods[M]['parameters'],
): Work<Methods[M]['answer']> => WORK[method](question, parameters);

/**
 * The whole work in one go.
 * @param goesOn  told of every step; false ends the work
 * @returns null when it was ended
 */
export function finish<Answer>(work: Work<Answer>, goesOn: (step: Step) => boolean = () => true): Answer | null {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (!goesOn(value)) return null;
  }
}
