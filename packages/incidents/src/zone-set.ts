/**
 * Which polygons a row lies in, as one small number per row. Overlapping polygons cut the plane into few distinct
 * regions; a region is the sorted list of polygons that cover it, and region 0 is covered by none.
 */
export const ZONES_MAX = 65536;

export class ZoneSets {
  /** zone → polygons, ascending */
  readonly polygons: number[][] = [[]];
  private readonly next = new Map<number, number>();
  private readonly byKey = new Map<string, number>([['', 0]]);
  private readonly polygonCount: number;

  constructor(polygonCount: number) {
    this.polygonCount = polygonCount;
  }

  /** The zone of the same rows, were they also in `polygon`. @throws {RangeError} beyond ZONES_MAX zones */
  add(zone: number, polygon: number): number {
    const step = zone * this.polygonCount + polygon;
    const known = this.next.get(step);
    if (known !== undefined) return known;
    const polygons = this.polygons[zone]!;
    const larger = polygons.includes(polygon) ? polygons : [...polygons, polygon].sort((a, b) => a - b);
    const key = larger.join();
    let to = this.byKey.get(key);
    if (to === undefined) {
      to = this.polygons.length;
      if (to === ZONES_MAX) throw new RangeError(`more than ${ZONES_MAX} different overlaps of polygons`);
      this.polygons.push(larger);
      this.byKey.set(key, to);
    }
    this.next.set(step, to);
    return to;
  }
}
