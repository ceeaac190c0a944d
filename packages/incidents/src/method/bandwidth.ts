import {
  bandwidthCvL,
  bandwidthDiggle,
  bandwidthLikelihood,
  bandwidthScott,
  bandwidthSensitivity,
  type Progress,
  type Raster,
} from '@lagesbild/analysis';
import { finite, heard, type Question, type Refused, refusedOf, studyCells, type Work } from './study.ts';

export interface BandwidthParameters {
  readonly cell_m: number;
  readonly bandwidth_m: number;
}

type RuleName = 'scott' | 'diggle' | 'likelihood' | 'cvl';

export interface BandwidthAnswer {
  readonly n: number;
  readonly refused: Refused;
  readonly raster: Raster;
  readonly rules: readonly {
    readonly rule: RuleName;
    /** a Gaussian's standard deviation; null where the rule says nothing */
    readonly bandwidth_m: number | null;
    /** the incidents would have gone beyond what was tried */
    readonly at_end: boolean;
  }[];
  /** what half, once and twice the bandwidth asked about, and that of every rule, make of the incidents; narrowest first */
  readonly surfaces: readonly {
    readonly bandwidth_m: number;
    readonly peak_per_km2: number;
    /** middle of the densest cell, metres; null where nothing lies */
    readonly x: number | null;
    readonly y: number | null;
    /** how far that is from where it is with the bandwidth asked about, metres */
    readonly moved_m: number | null;
    readonly rank_correlation: number | null;
    readonly top_shared: number | null;
  }[];
}

interface Told {
  readonly progress?: Progress;
}
interface Ruled {
  readonly bandwidth_m: number;
  readonly atEnd?: boolean;
}

const RULES: readonly [RuleName, (x: Float64Array, y: Float64Array, told: Told) => Ruled][] = [
  ['scott', (x, y) => bandwidthScott(x, y)],
  ['diggle', bandwidthDiggle],
  ['likelihood', bandwidthLikelihood],
  ['cvl', bandwidthCvL],
];

/** How far should an incident be spread, and would another bandwidth tell another story? Of the incidents in the study area. */
export function* bandwidth(question: Question, { cell_m, bandwidth_m }: BandwidthParameters): Work<BandwidthAnswer> {
  const { points, cellOf, counts: _counts, shares: _shares, inside, outside, ...raster } = studyCells(question, cell_m);
  const x = points.x.filter((_, at) => cellOf[at]! >= 0);
  const y = points.y.filter((_, at) => cellOf[at]! >= 0);
  const rules: BandwidthAnswer['rules'][number][] = [];
  for (const [rule, choose] of RULES) {
    yield { done: rules.length, of: RULES.length + 1 };
    const chosen = choose(x, y, heard(question));
    rules.push({ rule, bandwidth_m: finite(chosen.bandwidth_m), at_end: chosen.atEnd ?? false });
  }
  yield { done: RULES.length, of: RULES.length + 1 };
  const ruled = rules.flatMap((rule) => rule.bandwidth_m ?? []);
  const bandwidths_m = [...new Set([bandwidth_m / 2, bandwidth_m, 2 * bandwidth_m, ...ruled])].sort((a, b) => a - b);
  const found = bandwidthSensitivity(x, y, raster, { kernel: 'gaussian', bandwidths_m, reference_m: bandwidth_m });
  const surfaces = bandwidths_m.map((tried_m, at) => {
    const peak = found.peak[at]!;
    const middle = (cell: number, from_m: number): number | null => (peak < 0 ? null : from_m + (cell + 0.5) * cell_m);
    return {
      ...{ bandwidth_m: tried_m, peak_per_km2: found.peak_per_km2[at]! },
      ...{ x: middle(peak % raster.columns, raster.west_m) },
      ...{ y: middle(Math.floor(peak / raster.columns), raster.south_m) },
      ...{ moved_m: finite(found.peakMoved_m[at]!), rank_correlation: finite(found.rankCorrelation[at]!) },
      top_shared: finite(found.topShared[at]!),
    };
  });
  return { n: inside, refused: refusedOf({ points, outside }), raster, rules, surfaces };
}
