import { COUNT_ZOOMS } from './cell-run.ts';
import { CellTiles } from './cell-tile.ts';
import type { Criteria } from './criteria.ts';
import type { DrawnSelection } from './drawn-selection.ts';
import type { StoreParts } from './parts.ts';
import { PointTiles } from './point-tile.ts';

/** From this zoom on a tile holds incidents, below it counts. */
export const POINT_ZOOM = COUNT_ZOOMS;
export const ZOOM_MAX = 22;

/** Vector tiles (MVT 2, buffer 0) of the counted rows: see CellTiles and PointTiles. */
export class Tiles {
  private readonly cells: CellTiles;
  private readonly points: PointTiles;

  constructor(parts: StoreParts) {
    this.cells = new CellTiles(parts);
    this.points = new PointTiles(parts);
  }

  /**
   * @returns the tile's bytes; an empty array for a tile without incidents
   * @throws {RangeError} when there is no such tile
   */
  encode(criteria: Criteria, selection: DrawnSelection, z: number, x: number, y: number): Uint8Array {
    checkTile(z, x, y);
    return (z < POINT_ZOOM ? this.cells : this.points).encode(criteria, selection, z, x, y);
  }

  /** The same, if it is so little work that handing it to another thread would be more; null if it isn't. */
  encodeQuickly(criteria: Criteria, selection: DrawnSelection, z: number, x: number, y: number): Uint8Array | null {
    checkTile(z, x, y);
    return z < POINT_ZOOM ? null : this.points.encodeQuickly(criteria, selection, z, x, y);
  }
}

function checkTile(z: number, x: number, y: number): void {
  if (!Number.isInteger(z) || z < 0 || z > ZOOM_MAX) throw new RangeError(`zoom ${z}, 0 to ${ZOOM_MAX}`);
  const side = 2 ** z;
  for (const at of [x, y])
    if (!Number.isInteger(at) || at < 0 || at >= side) throw new RangeError(`tile ${x}/${y} of ${side} at zoom ${z}`);
}
