import { CELLS_SHIFT, runsBetween } from './cell-run.ts';
import type { Criteria } from './criteria.ts';
import { runOfTile } from './drawn-run.ts';
import type { DrawnSelection } from './drawn-selection.ts';
import { closeFeature, EXTENT, INTEGER_BYTES_MAX, LayerWriter, openFeature, putProperty } from './mvt.ts';
import type { StoreParts } from './parts.ts';

/** Tiles of counts: layer `cells`, a point in the middle of each of 128² cells that has counted rows, their number as `n`. */
export class CellTiles {
  private readonly parts: StoreParts;
  private readonly layer = new LayerWriter('cells', ['n']);

  constructor(parts: StoreParts) {
    this.parts = parts;
  }

  /**
   * O(cells + rows / 32) where days aren't limited and the bits are known, else O(rows in the tile).
   * @returns no bytes for a tile without incidents
   */
  encode(criteria: Criteria, selection: DrawnSelection, z: number, tileX: number, tileY: number): Uint8Array {
    const { drawn } = this.parts;
    const { layer } = this;
    const starts = runsBetween(drawn.cells[z]!, ...runOfTile(drawn, z, tileX, tileY));
    const counts = selection.countRuns(criteria, starts);
    const frequent = byFrequency(counts);
    if (frequent.length === 0) return new Uint8Array(0);
    layer.begin(counts.length, frequent.length * INTEGER_BYTES_MAX);
    // The most frequent numbers get the shortest references.
    const value = new Map(frequent.map((n) => [n, layer.integer(n)]));
    const { bytes } = layer;
    const width = EXTENT >>> CELLS_SHIFT;
    const shift = 32 - z - CELLS_SHIFT;
    let at = layer.start;
    for (let run = 0; run < counts.length; run++) {
      const n = counts[run]!;
      if (n === 0) continue;
      const column = (drawn.x[starts[run]!]! >>> shift) & ((1 << CELLS_SHIFT) - 1);
      const row = (drawn.y[starts[run]!]! >>> shift) & ((1 << CELLS_SHIFT) - 1);
      const properties = openFeature(bytes, at, -1);
      const end = putProperty(bytes, properties, 0, value.get(n)!);
      at = closeFeature(bytes, at, properties, end, (column + 0.5) * width, (row + 0.5) * width);
    }
    return layer.finish(at);
  }
}

function byFrequency(counts: Uint32Array): number[] {
  const times = new Map<number, number>();
  for (const n of counts) if (n > 0) times.set(n, (times.get(n) ?? 0) + 1);
  return [...times.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n]) => n);
}
