/** Incidents as flat columns: read once, asked a thousand times. Uses neither the DOM nor `node:`. */

export {
  type AreaHistory,
  type AreaHistoryAsked,
  countAreas,
  type LikeAreas,
  type LikeAreasAsked,
  likeAreas,
} from './area-history.ts'; // incidents of areas period by period, and which were alike
export { BLOCK_ROWS } from './block.ts'; // what an unchanged start of columns is worth
export { arrangeColumns, buildColumns, type ColumnInput } from './build.ts'; // rows in any order → columns in the order sweeps rely on
export { type DecodeOptions, decodeColumns, encodeColumns, FORMAT_VERSION, ROWS_MAX } from './codec.ts'; // columns ⇄ bytes
export { CodecError } from './codec-error.ts'; // bytes that aren't whole columns
export type { Allocate, ColumnArrays, ColumnHeader, Columns } from './columns.ts'; // one value per incident, in flat arrays
export { dayOf, emptyColumns, MINUTES_PER_DAY, NO_DAY, NO_POSITION, NO_REPORT } from './columns.ts'; // and what stands for nothing
export {
  type Criteria,
  type CriteriaContext,
  CriteriaError,
  dayNumber,
  type FilterLike,
  isoDay,
  resolveCriteria,
  type Vocabulary,
} from './criteria.ts'; // a filter as numbers
export type { DensityField, DensitySpec } from './density.ts'; // incidents per km²
export type { GridSpec } from './grid.ts'; // counts per cell
export { type IncidentSummary, type Listing, summaryOf } from './listing.ts'; // what lies under a click, the latest
export {
  type Merged,
  mergeColumns,
  NO_REPORT_KEY,
  numberReportKeys,
  type ReportKeys,
} from './merge.ts'; // columns without some rows and with others
export { CHANGES, type Change, classOfCells, type EmergingClass } from './method/emerging.ts'; // what became of hot spots
export type { Gap, GapPlace } from './method/gap-map.ts'; // where what is felt and what is recorded differ
export { finish, type Method, type Methods, startMethod } from './method/method.ts'; // hot spots, near repeats … of what is selected
export { joinNearRepeats, shareOut } from './method/near-repeat.ts'; // its permutations, divided among threads
export { cellsIn, type Refusal, refusalOf } from './method/refusal.ts'; // questions that are too much
export { type AnswerFeature, featuresOf, type Grid, gridOf } from './method/shape.ts'; // an answer as polygons, or as bytes
export type { SilentPlace } from './method/silence.ts'; // what wasn't reported, per place
export type { KnownSpot, Spot } from './method/spots.ts'; // cells that stand out and touch
export {
  type Perception,
  type Question,
  type Refused,
  type Step,
  type StudyPolygon,
  studiedPolygons,
  studyRegion,
  type Work,
} from './method/study.ts'; // what a method is asked, and how it works
export { orderBy } from './order.ts'; // places sorted by numbers, quickly
export type { Days, StoreContext, StoreParts } from './parts.ts'; // what a store computes once, to share between threads
export { type Facets, heardOf, isPlaced, unheard } from './perception/heard.ts'; // which of what people say is asked for
export {
  type Band,
  NO_LISTS,
  type PerceptionReports,
  perceptionReports,
  type ReportLists,
} from './perception/reports.ts'; // what people say of places, in flat arrays
export { type PerceptionTally, tallyReports } from './perception/tally.ts'; // and counts of it
export { contains, type PolygonCm, type PolygonGeometry, polygonCm } from './polygon.ts'; // exact point in polygon
export { ownGround, parentsOf, type Square } from './population/nesting.ts'; // squares in squares
export { Population, type Residents } from './population/residents.ts'; // who lives in a zone, by squares of population
export { createProjectionGrid, mercatorX, mercatorY, type ToMercator } from './projection.ts'; // CRS → Web Mercator, quickly
export { type ProposalGround, proposalGround } from './proposal-ground.ts'; // what zones are proposed from
export type { Selection } from './selection.ts'; // rows under criteria
export { Store } from './store.ts'; // tally, select, tile, grid, density, lists
export type { TallyCounts } from './tally.ts'; // counts under criteria
export { POINT_ZOOM, ZOOM_MAX } from './tile.ts'; // vector tiles: counts below, points from
export { areaM2, coveredM2 } from './zone-figures/area.ts'; // ground that polygons cover, and share
export { type DrawnZone, type ZoneFigure, type ZoneFigures, ZoneMeasure } from './zone-figures/figures.ts'; // what zones cover, while they are drawn
