import type { Columns } from './columns.ts';
import type { Criteria } from './criteria.ts';
import { type DensityField, type DensitySpec, selectionDensity } from './density.ts';
import { DrawnSelections } from './drawn-selection.ts';
import { type GridSpec, GridSums } from './grid.ts';
import { type Listing, listLatest, listWithin } from './listing.ts';
import { buildParts, type StoreContext, type StoreParts } from './parts.ts';
import { type Roles, rolesOf } from './role.ts';
import { type Selection, selectRows } from './selection.ts';
import { type TallyCounts, TallySums } from './tally.ts';
import { Tiles } from './tile.ts';

/**
 * One municipality's incidents, ready to be asked. Every answer is computed from the columns: there is no cube and
 * nothing to invalidate but the sums of the last question and the bits of the last few, which make the next brush and
 * the next tile of the same filter cheap.
 */
export class Store {
  private readonly all: StoreParts;
  private sums: TallySums | null = null;
  private readonly drawn: DrawnSelections;
  private readonly tiles: Tiles;
  private lastGrid: GridSums | null = null;
  private lastRoles: Roles | null = null;

  private constructor(parts: StoreParts) {
    this.all = parts;
    this.drawn = new DrawnSelections(parts);
    this.tiles = new Tiles(parts);
  }

  static build(columns: Columns, context: StoreContext): Store {
    return new Store(buildParts(columns, context));
  }

  /** The other half of `parts`: a store over arrays computed before, here or in another thread. Costs nothing. */
  static fromParts(parts: StoreParts): Store {
    return new Store(parts);
  }

  /** Everything that was computed, as plain typed arrays. */
  parts(): StoreParts {
    return this.all;
  }

  get columns(): Columns {
    return this.all.columns;
  }

  tally(criteria: Criteria): TallyCounts {
    this.sums ??= new TallySums(this.all);
    return this.sums.tally(criteria, this.roles(criteria));
  }

  select(criteria: Criteria): Selection {
    return selectRows(criteria, this.roles(criteria), this.all);
  }

  /** A vector tile; see Tiles. */
  tile(criteria: Criteria, z: number, x: number, y: number): Uint8Array {
    return this.tiles.encode(criteria, this.drawn.of(criteria), z, x, y);
  }

  /** A vector tile that takes a fraction of a millisecond; null for one that may take more. */
  quickTile(criteria: Criteria, z: number, x: number, y: number): Uint8Array | null {
    return this.tiles.encodeQuickly(criteria, this.drawn.of(criteria), z, x, y);
  }

  /** Counted and drawn incidents per cell. The last grid asked for is kept. */
  grid(criteria: Criteria, spec: GridSpec): Uint32Array {
    const kept = this.lastGrid?.spec;
    const same =
      kept !== undefined &&
      kept.west_m === spec.west_m &&
      kept.south_m === spec.south_m &&
      kept.cell_m === spec.cell_m &&
      kept.columns === spec.columns &&
      kept.rows === spec.rows;
    if (this.lastGrid === null || !same) this.lastGrid = new GridSums({ ...spec }, this.all);
    return this.lastGrid.count(criteria, this.roles(criteria));
  }

  /** Counted and drawn incidents per km², smoothed; see selectionDensity. */
  density(criteria: Criteria, spec: DensitySpec): DensityField {
    return selectionDensity(criteria, this.drawn.of(criteria), this.all, spec);
  }

  /** The incidents drawn between [west, south, east, north] (degrees, WGS 84); see listWithin. */
  listWithin(criteria: Criteria, bounds: readonly [number, number, number, number], limit: number): Listing {
    return listWithin(criteria, this.drawn.of(criteria), this.all, bounds, limit);
  }

  /** The latest incidents, drawn or not. */
  listLatest(criteria: Criteria, limit: number): Listing {
    return listLatest(this.select(criteria), this.columns, limit);
  }

  private roles(criteria: Criteria): Roles {
    if (this.lastRoles?.criteria.key !== criteria.key) this.lastRoles = rolesOf(criteria, this.all, this.lastRoles);
    return this.lastRoles;
  }
}
