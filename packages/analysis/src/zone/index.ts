/** Zones: where they pay most, and how an area is shared out among them, each with a proven bound. */

export {
  type BalancedZones,
  type BalancedZonesOptions,
  balancedZones,
  costOf,
  differenceOf,
  type Partition,
} from './balanced-zones.ts'; // an area in zones of equal work, contiguous and compact
export { type AreaCells, areaCells } from './cell-graph.ts'; // the cells of an area, and which of them touch
export { type CornerRings, cellOutline } from './cell-outline.ts'; // cells as polygons
export { Contiguity } from './contiguity.ts'; // do a zone's cells hang together
export {
  type Covering,
  type CoveringZones,
  type CoveringZonesOptions,
  coveringRound,
  coveringZones,
} from './covering-zones.ts'; // zones that hold most incidents
export { coversOf } from './covers.ts'; // what a zone round each cell would cover
export { DOSAGE, dosageOf } from './dosage.ts'; // the presence a zone needs
export { distances, type PartitionGround, type WorkRange } from './partition-ground.ts'; // what is shared out
