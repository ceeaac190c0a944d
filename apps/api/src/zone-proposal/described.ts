import { zone } from '@lagesbild/analysis';
import type { ProposedZone } from '@lagesbild/contract';
import type { ProposalGround } from '@lagesbild/incidents';
import proj4 from 'proj4';

const HOURS = 168;
/** Of degrees: a centimetre. */
const DECIMALS = 7;

/** Cells and the zones they were given to. */
export interface Grouped {
  /** per cell its zone, −1 in none */
  readonly zoneOf: Int32Array;
  /** per zone the cell it lies round */
  readonly middles: Int32Array;
  /** whether all zones are to have as much */
  readonly isBalanced: boolean;
}

/** Zones as polygons, each with the reason for it: what it holds, when, of what, and beside which others it lies. */
export function describeZones(
  { ground, area, crs }: { ground: ProposalGround; area: zone.AreaCells; crs: string },
  { zoneOf, middles, isBalanced }: Grouped,
): ProposedZone[] {
  const { raster, counts, weights, cellOf, hourOf } = ground;
  const converter = proj4('EPSG:4326', crs);
  const degrees = (x: number, y: number): [number, number] => {
    const [east, north] = converter.inverse([x, y]) as [number, number];
    return [Number(east.toFixed(DECIMALS)), Number(north.toFixed(DECIMALS))];
  };
  const corner = ([column, row]: readonly [number, number]): [number, number] =>
    degrees(raster.west_m + column * raster.cell_m, raster.south_m + row * raster.cell_m);
  const all = weights.reduce((sum, own) => sum + own, 0);

  const zoneAt = new Map(Array.from(area.place, (place, cell) => [place, zoneOf[cell]!]));
  const hours = Array.from(middles, () => new Array<number>(HOURS).fill(0));
  for (let i = 0; i < cellOf.length; i++) {
    const zone = zoneAt.get(cellOf[i]!) ?? -1;
    if (zone >= 0 && hourOf[i]! < HOURS) hours[zone]![hourOf[i]!]!++;
  }
  const beside = Array.from(middles, () => new Set<number>());
  const { starts, cells } = area.graph;
  for (let cell = 0; cell < zoneOf.length; cell++)
    for (let k = starts[cell]!; k < starts[cell + 1]!; k++) {
      const [one, other] = [zoneOf[cell]!, zoneOf[cells[k]!]!];
      if (one >= 0 && other >= 0 && one !== other) beside[one]!.add(other);
    }
  return Array.from(middles, (middle, number): ProposedZone => {
    const own = [...zoneOf.keys()].filter((cell) => zoneOf[cell] === number);
    const sumOf = (values: Float64Array): number => own.reduce((sum, cell) => sum + values[area.place[cell]!]!, 0);
    const weight = sumOf(weights);
    const parts = zone.cellOutline(
      own.map((cell) => area.place[cell]!),
      raster.columns,
    );
    return {
      outline: { type: 'MultiPolygon', coordinates: parts.map((rings) => rings.map((ring) => ring.map(corner))) },
      middle: degrees(area.x[middle]!, area.y[middle]!),
      cells: own.length,
      area_m2: own.length * raster.cell_m ** 2,
      incidents: sumOf(counts),
      weight,
      share: all > 0 ? weight / all : 0,
      against_mean: isBalanced ? weight / (all / middles.length) : null,
      neighbours: [...beside[number]!].sort((a, b) => a - b),
      hours: hours[number]!,
    };
  });
}
