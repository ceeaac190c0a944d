/** The statistics: typed arrays in, typed arrays out. No I/O, no clock, no hidden randomness. */
export { pai, peiStar, rri } from './accuracy.ts'; // how much lay where it was predicted
export { type ActionVerdict, actionVerdict, type Expected, type Verdict } from './action-verdict.ts'; // did it work, move, show nothing, or is it too little to say
export { type AoristicOptions, type AoristicWeights, aoristicWeights } from './aoristic-weights.ts'; // in which hours, of an interval
export { type Backtest, type BacktestOptions, backtest, backtestWindows, type Hits } from './backtest.ts'; // does a forecast beat last year's counts
export type { BandwidthChoice, BandwidthOptions } from './bandwidth.ts'; // a bandwidth, and what else was tried
export { bandwidthCvL } from './bandwidth-cvl.ts'; // so that incidents, each as the area it stands for, fill the area
export { bandwidthDiggle, type DiggleOptions } from './bandwidth-diggle.ts'; // with the least expected error
export { bandwidthLikelihood } from './bandwidth-likelihood.ts'; // that best foretells each incident from the others
export { bandwidthScott, type ScottBandwidth } from './bandwidth-scott.ts'; // by a rule of thumb
export { type BandwidthSensitivity, bandwidthSensitivity, type SensitivityOptions } from './bandwidth-sensitivity.ts'; // whether another one would tell another story
export type { CellDays, Past } from './cell-days.ts'; // incidents by cell and day, and what was known before one
export { type ClockChanges, clockChanges } from './clock-changes.ts'; // when clocks are changed
export { type ClusterArea, type Dbscan, type DbscanOptions, dbscan } from './dbscan.ts'; // points that crowd together, and where
export { EMERGING_CLASSES, emergingClass } from './emerging-class.ts'; // the 17 classes, and their truth table
export { type EmergingHotSpots, type EmergingOptions, emergingHotSpots, OUTSIDE } from './emerging-hot-spots.ts'; // which hot spots are new, growing, fading, gone
export { falseDiscoveryRate } from './false-discovery-rate.ts'; // many tests at once: which of them to believe
export { type Flags, GAP_CLASSES, type GapMap, type GapMapOptions, gapMap } from './gap-map.ts'; // felt against recorded, per cell
export { type GlobalStatistic, getisOrdG } from './getis-ord-global.ts'; // do high counts lie together, on the whole
export { getisOrdGi, getisOrdGiStar, type LocalOptions, type LocalStatistic } from './getis-ord-local.ts'; // where counts gather more than chance lets them
export { GRID_CELLS_MAX, type GridCounts, gridCounts } from './grid-counts.ts'; // incidents per cell of a study area
export { type HarmIndex, harmIndex } from './harm-index.ts'; // counts weighted by harm, and what has no weight
export { type HexCounts, hexCounts } from './hex-counts.ts'; // the same in hexagons
export { historySimilarity } from './history-similarity.ts'; // how alike two areas were before
export type { Kernel, Raster } from './kernel.ts'; // shapes of a kernel, and the cells it is asked at
export { type DensityOptions, type KernelDensity, kernelDensity } from './kernel-density.ts'; // incidents per km² round each place
export type { EdgeCorrection } from './kernel-edge.ts'; // for what is lost beyond the edge of the study area
export {
  type Knox,
  type KnoxOptions,
  type KnoxPart,
  type KnoxStudy,
  knox,
  knoxPart,
  knoxStudy,
  knoxTable,
} from './knox.ts'; // near repeats; the last three divide it among threads
export type { KnoxBands } from './knox-count.ts'; // distances and times it is asked for
export { type LocalMoran, type LocalMoranOptions, localMoran, QUADRANTS } from './local-moran.ts'; // clusters, and cells unlike their neighbours
export { type MannKendall, mannKendall } from './mann-kendall.ts'; // do values rise or fall with time
export { type Metric, TooManyPairs } from './near-pairs.ts'; // straight, or along the streets; more pairs than can be held
export {
  type GridNeighbours,
  gridNeighbours,
  type NeighbourLists,
  type Neighbours,
  pointNeighbours,
} from './neighbours.ts'; // who is whose neighbour
export type { Rectangle } from './places.ts'; // where incidents could have been recorded
export { type PoissonIntervalOptions, poissonInterval, type RateInterval } from './poisson-interval.ts'; // what a count says of its rate
export { powerToDetect } from './power-to-detect.ts'; // how probably a change would be found
export { type Progress, Stopped } from './progress.ts'; // long work tells how far it is, and can be stopped
export { type QuotientInterval, quotientInterval } from './quotient-interval.ts'; // and between what values
export { type RateRatio, type RateRatioOptions, rateRatio } from './rate-ratio.ts'; // two counts: ratio, interval, could it be chance
export { inRegion, type Region } from './region.ts'; // part of the plane, as rings
export * as release from './release/index.ts'; // the publication gate: what may be shown of counts, and what is tried against it
export { type SameSeason, type SameSeasonOptions, type Season, sameSeason } from './same-season.ts'; // against the same weeks of earlier years
export { type Seasonal, type SeasonalOptions, seasonal } from './seasonal.ts'; // season, trend and what is left (STL)
export { seeded } from './seeded.ts'; // chance that can be repeated, for whoever has to give a `random`
export { type SenSlope, type SenSlopeOptions, senSlope } from './sen-slope.ts'; // and by how much
export { type Answered, type ShareDifference, shareDifference } from './share-difference.ts'; // two rounds of asking different people
export { type Silence, type SilenceCounts, type SilenceOptions, type SilenceShare, silence } from './silence.ts'; // events not reported, and why
export {
  type SmallestDetectableEffect,
  type SmallestDetectableEffectOptions,
  smallestDetectableEffect,
} from './smallest-detectable-effect.ts'; // what a count before could show after
export {
  type BeforeAfter,
  type DisplacementCounts,
  type WeightedDisplacementDifference,
  weightedDisplacementDifference,
} from './weighted-displacement-difference.ts'; // did an action prevent incidents, displacement included
export { weightedDisplacementQuotient } from './weighted-displacement-quotient.ts'; // how much of its gain moved round the corner
export * as zone from './zone/index.ts'; // zones that pay, and zones of equal work, with a bound on how much better any could be
