/** The publication gate: what may be shown of counts, and what is tried against it before it is. */
export { type AttackReport, attack, PASS } from './attacks.ts'; // all attacks, and what they reached
export { GATE, HIDDEN, SHOWN_FROM } from './design.ts'; // how a count becomes a band
export { ANSWER_STEP, TOTAL_STEP, toldFigure } from './figure.ts'; // figures for the whole area
export type { Mac } from './noise.ts'; // the keyed hash that noise is made from
export {
  type Publication,
  publish,
  type ReleasedTable,
  type ReleasedYear,
  releasedQuarter,
  releasedYear,
  type World,
} from './publication.ts'; // the two tables there are
export { type Cells, type Records, recordKey } from './table.ts'; // what is counted, and where
export { type Utility, utility } from './utility.ts'; // what is left of use
