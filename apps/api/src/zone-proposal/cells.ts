import { zone } from '@lagesbild/analysis';
import type { ProposalGround } from '@lagesbild/incidents';

/** Cells of a study area that are worked with at most. */
export const CELLS_MAX = { covering: 10_000, balanced: 900 } as const;
/** Cells that zones would cover, taken for every possible middle, at most: they are kept as a list. */
const COVERED_MAX = 20_000_000;
/** A cell of the edge that holds nothing takes part if so much of it is inside. */
const INSIDE_FROM = 0.25;

const takesPart = ({ counts, shares }: ProposalGround, at: number): boolean =>
  shares[at]! >= INSIDE_FROM || counts[at]! > 0;

/** How many cells zones are made of. O(cells of the raster): it is asked before any work. */
export const countCells = (ground: ProposalGround): number =>
  ground.shares.reduce((count, _, at) => count + (takesPart(ground, at) ? 1 : 0), 0);

/** The largest radius that zones round so many cells may have. */
export const radiusMax = (cells: number, cell_m: number): number =>
  cells ** 2 <= COVERED_MAX ? Number.POSITIVE_INFINITY : Math.floor(Math.sqrt(COVERED_MAX / cells / Math.PI) * cell_m);

/** The cells of a study area that zones are made of. */
export const cellsOf = (ground: ProposalGround): zone.AreaCells =>
  zone.areaCells(
    ground.raster,
    ground.shares.map((_, at) => (takesPart(ground, at) ? 1 : 0)),
  );
