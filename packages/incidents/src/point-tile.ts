import { type Criteria, HOURS } from './criteria.ts';
import { runOfTile } from './drawn-run.ts';
import type { DrawnSelection } from './drawn-selection.ts';
import { closeFeature, EXTENT, INTEGER_BYTES_MAX, LayerWriter, openFeature, putProperty, textValue } from './mvt.ts';
import type { Drawn, StoreParts } from './parts.ts';

/** Beyond this many points a tile says how many lie on one pixel (`n`) instead of each. */
const POINTS_MAX = 20_000;
const EXTENT_BITS = 12;
/** What makes a tile quick, each about 0.05 ms at most: rows to test, rows whose days to look at, points to write. */
const QUICK_ROWS = 20_000;
const QUICK_DAYS = 10_000;
const QUICK_POINTS = 500;
/** Known rows are skipped 32 at a time. */
const QUICK_SPAN = 500_000;

/**
 * Tiles of points: layer `incidents`, a point per counted row with id = incident_id, `category` code, `day` local day
 * number, `hour` 0–23 if known. Where a tile would have more than POINTS_MAX, points that share a pixel become one, with
 * the first one's id and properties and their number as `n`; the pixel grows until the tile holds them.
 */
export class PointTiles {
  private readonly parts: StoreParts;
  private readonly layer = new LayerWriter('incidents', ['category', 'day', 'hour', 'n']);
  private readonly texts: readonly Uint8Array[];
  private readonly textBytes: number;
  /**
   * Which of the tile's values each category, hour and day is, plus `base`. The base grows with every tile beyond all
   * that was written: what is smaller is of an earlier tile, and nothing needs to be cleared in between.
   */
  private base = 1;
  private readonly categoryValue = new Int32Array(256);
  private readonly hourValue = new Int32Array(24);
  private readonly dayValue: Int32Array;

  constructor(parts: StoreParts) {
    this.parts = parts;
    this.texts = parts.columns.categories.map(textValue);
    this.textBytes = this.texts.reduce((sum, text) => sum + text.length, 0);
    this.dayValue = new Int32Array(parts.days.last - parts.days.first + 1);
  }

  /** O(rows in the tile). @returns no bytes for a tile without incidents */
  encode(criteria: Criteria, selection: DrawnSelection, z: number, x: number, y: number): Uint8Array {
    return this.write(selection.list(criteria, ...runOfTile(this.parts.drawn, z, x, y)), z);
  }

  /**
   * The same if it takes about a tenth of a millisecond; null if there is more to do. What was found out until then is
   * kept, so that a tile of many rows is quick when it has been asked for a few times under a filter.
   */
  encodeQuickly(criteria: Criteria, selection: DrawnSelection, z: number, x: number, y: number): Uint8Array | null {
    const [start, end] = runOfTile(this.parts.drawn, z, x, y);
    if (end - start > QUICK_SPAN) return null;
    const rows = selection.countKnown(start, end, QUICK_ROWS);
    if (rows === null || rows > QUICK_DAYS) return null;
    const counted = selection.list(criteria, start, end);
    return counted.length > QUICK_POINTS ? null : this.write(counted, z);
  }

  private write(counted: Uint32Array, z: number): Uint8Array {
    if (counted.length === 0) return new Uint8Array(0);
    const { drawn, days, kinds } = this.parts;
    const bits = 32 - z; // of a position within the tile
    const down = Math.max(0, bits - EXTENT_BITS);
    const up = Math.max(0, EXTENT_BITS - bits);
    const shared = sharedBits(counted, drawn, down);
    const base = this.begin(Math.min(counted.length, POINTS_MAX));

    const { x, y, incident_id, day, hour, what } = drawn;
    const { category } = kinds;
    const { layer, texts, categoryValue, hourValue, dayValue } = this;
    const numberValue = new Map<number, number>();
    const { bytes } = layer;
    let at = layer.start;
    for (let i = 0; i < counted.length; ) {
      const k = counted[i]!;
      let n = 1;
      if (shared >= 0) while (i + n < counted.length && isShared(drawn, k, counted[i + n]!, shared)) n++;
      i += n;
      const code = category[what[k]!]!;
      if (categoryValue[code]! < base) categoryValue[code] = base + layer.text(texts[code]!);
      const ofDays = day[k]! - days.first;
      if (dayValue[ofDays]! < base) dayValue[ofDays] = base + layer.integer(day[k]!);
      const properties = openFeature(bytes, at, incident_id[k]!);
      let end = putProperty(bytes, properties, 0, categoryValue[code]! - base);
      end = putProperty(bytes, end, 1, dayValue[ofDays]! - base);
      if (hour[k]! < HOURS) {
        const ofDay = hour[k]! % 24;
        if (hourValue[ofDay]! < base) hourValue[ofDay] = base + layer.integer(ofDay);
        end = putProperty(bytes, end, 2, hourValue[ofDay]! - base);
      }
      if (n > 1) {
        let number = numberValue.get(n);
        if (number === undefined) numberValue.set(n, (number = layer.integer(n)));
        end = putProperty(bytes, end, 3, number);
      }
      const px = ((x[k]! >>> down) << up) & (EXTENT - 1);
      const py = ((y[k]! >>> down) << up) & (EXTENT - 1);
      at = closeFeature(bytes, at, properties, end, px, py);
    }
    return layer.finish(at);
  }

  /** Room for so many points. @returns the base of this tile's values */
  private begin(points: number): number {
    const values = 24 + points * 2 + this.texts.length; // hours; a day and an `n` per point; categories
    this.layer.begin(points, this.textBytes + values * INTEGER_BYTES_MAX);
    if (this.base > 2 ** 31 - 1 - 2 * values) {
      for (const table of [this.categoryValue, this.hourValue, this.dayValue]) table.fill(0);
      this.base = 1;
    }
    const { base } = this;
    this.base += values;
    return base;
  }
}

/** How many low bits of a position to leave out so that at most POINTS_MAX different ones are left; -1: keep every point. */
function sharedBits(counted: Uint32Array, drawn: Drawn, pixelBits: number): number {
  if (counted.length <= POINTS_MAX) return -1;
  for (let bits = pixelBits; ; bits++) {
    let points = 1;
    for (let i = 1; i < counted.length; i++) if (!isShared(drawn, counted[i - 1]!, counted[i]!, bits)) points++;
    if (points <= POINTS_MAX) return bits;
  }
}

const isShared = ({ x, y }: Drawn, k: number, other: number, bits: number): boolean =>
  ((x[k]! ^ x[other]!) | (y[k]! ^ y[other]!)) >>> bits === 0;
