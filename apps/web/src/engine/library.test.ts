import {
  buildColumns,
  CriteriaError,
  finish,
  NO_DAY,
  NO_LISTS,
  NO_POSITION,
  NO_REPORT,
  type PolygonGeometry,
  perceptionReports,
} from '@lagesbild/incidents';
import { VectorTile } from '@mapbox/vector-tile';
import type { Polygon } from 'geojson';
import { PbfReader } from 'pbf';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import type { Places } from '../api.ts';
import { Library } from './library.ts';

const PROJ4 = '+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs';
const DAY = 20_000;
/** lon, lat, day, hour, category, precision */
const ROWS = [
  [17.8567, 59.6192, 0, 10, 0, 0],
  [17.8567, 59.6192, 0, 23, 1, 0],
  [17.857, 59.6193, 1, 5, 0, 1],
  [17.7237, 59.6173, 2, 5, 1, 0],
  [17.8567, 59.6192, 2, 7, 1, 3],
] as const;

const place = (slug: string, west: number, south: number): Places['features'][number] => ({
  type: 'Feature',
  properties: {
    slug,
    names: { sv: slug },
    kind: 'named_place',
    named_in: null,
    on_by_default: false,
    precision_m: null,
    source: 'made up',
    year: 2026,
  },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + 0.01, south],
        [west + 0.01, south + 0.01],
        [west, south + 0.01],
        [west, south],
      ],
    ],
  },
});
const PLACES: Places = {
  type: 'FeatureCollection',
  features: [
    place('square', 17.85, 59.615),
    {
      ...place('point-only', 17.8, 59.6),
      geometry: { type: 'Point', coordinates: [17.8, 59.6] },
    },
  ],
};

function library(): Library {
  const { forward } = proj4('EPSG:4326', PROJ4);
  const at = ROWS.map(([lon, lat]) => forward([lon, lat]) as [number, number]);
  const same = (value: number): number[] => ROWS.map(() => value);
  const columns = buildColumns(
    {
      x: at.map(([x], i) => (ROWS[i]![5] > 2 ? NO_POSITION : Math.round(x * 100))),
      y: at.map(([, y], i) => (ROWS[i]![5] > 2 ? NO_POSITION : Math.round(y * 100))),
      minute: ROWS.map(([, , day, hour]) => (DAY + day) * 1440 + hour * 60),
      duration_min: same(0),
      time_precision: same(0),
      precision: ROWS.map((row) => row[5]),
      discovery: same(0),
      unit: same(0),
      registered: same(NO_DAY),
      category: ROWS.map((row) => row[4]),
      report: same(NO_REPORT),
      row: ROWS.map((_, i) => i + 1),
    },
    { dataVersion: 7, srid: 3006, proj4: PROJ4, categories: ['theft', 'assault'] },
  );
  const outline = place('outline', 17.7, 59.6).geometry as PolygonGeometry;
  return new Library(columns, PLACES, outline, { time_zone: 'Europe/Stockholm', harm: {} });
}

describe('the library', () => {
  it('counts what is selected, and what of it is known to a place', () => {
    const tally = library().ask({});
    expect([tally.total, tally.n, tally.mapped, tally.left_out.coarse]).toEqual([5, 5, 4, 1]);
    expect(tally.places).toEqual({ square: 3 });
    expect(tally.data_version).toBe(7);
  });
  it('keeps its question when it is asked for a category that is not here', () => {
    const books = library();
    books.ask({ categories: ['theft'] });
    expect(() => books.ask({ categories: ['treason'] })).toThrow(CriteriaError);
    expect(books.newest(10).map((incident) => incident.incident_id)).toEqual([3, 1]);
  });
  it('counts harm by the weights it was told last, for methods and for zones that haven’t moved', () => {
    const books = library();
    const { coordinates } = PLACES.features[0]!.geometry as Polygon;
    const zones = [
      { zone_id: 'z', outline: { type: 'MultiPolygon' as const, coordinates: [coordinates as [number, number][][]] } },
    ];
    const measured = () => books.measure(zones, {}, perceptionReports(NO_LISTS), null).zones[0]!;
    expect([measured().harm, measured().unweighted]).toEqual([null, 3]);
    books.weigh({ theft: 10 });
    expect([measured().harm, measured().unweighted]).toEqual([20, 1]);
    books.weigh({ theft: 10, assault: 0.5 });
    expect([measured().harm, measured().unweighted]).toEqual([20.5, 0]);
  });
  it('draws the selected incidents and only those', () => {
    const books = library();
    books.ask({ categories: ['theft'] });
    // z 14, the tile that holds 17.8567 E 59.6192 N
    const x = Math.floor(((17.8567 + 180) / 360) * 2 ** 14);
    const lat = (59.6192 * Math.PI) / 180;
    const y = Math.floor(((1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2) * 2 ** 14);
    const layer = new VectorTile(new PbfReader(books.tile(14, x, y))).layers.incidents!;
    const ids = Array.from({ length: layer.length }, (_, i) => layer.feature(i).id);
    expect(ids.sort()).toEqual([1, 3]);
  });
  it('lists the newest first, by the minute', () => {
    const books = library();
    books.ask({});
    expect(books.newest(3).map(({ incident_id }) => incident_id)).toEqual([5, 4, 3]);
    expect(books.newest(10).map(({ incident_id }) => incident_id)).toEqual([5, 4, 3, 2, 1]);
  });
  it('says what lies in a box, latest first, with how many there are', () => {
    const books = library();
    books.ask({});
    const there = books.incidentsIn([17.856, 59.619, 17.8569, 59.6195], 1);
    expect(there.total).toBe(2);
    expect(there.incidents).toEqual([
      {
        incident_id: 2,
        category: 'assault',
        minute: DAY * 1440 + 23 * 60,
        duration_min: 0,
        time_precision: 0,
        precision: 0,
        discovery: 0,
      },
    ]);
  });
  it('gives rows their place to the centimetre, and none to those known only to a municipality', () => {
    const rows = library().rows(null);
    const first = rows.find(({ incident_id }) => incident_id === 1)!;
    expect(first.lon).toBeCloseTo(17.8567, 6);
    expect(first.lat).toBeCloseTo(59.6192, 6);
    expect(rows.find(({ incident_id }) => incident_id === 5)).toMatchObject({ lon: null, lat: null });
    expect(library().rows({ categories: ['assault'] }).length).toBe(3);
  });
  it('has the peak of a density where the incidents are: three within 20 m at 200 m are about 12 per km²', () => {
    const books = library();
    books.ask({});
    const [x, y] = proj4('EPSG:4326', PROJ4).forward([17.8567, 59.6192]) as [number, number];
    const grid = books.density({ box: [x - 1000, y - 1000, x + 1000, y + 1000], bandwidth_m: 200, cell_m: 20 });
    // 3 / (2π · 0.2²) = 11.94 per km² if all three lay on one spot
    expect(grid.peak).toBeGreaterThan(11.8);
    expect(grid.peak).toBeLessThan(11.94);
    const at = grid.values.indexOf(grid.peak);
    expect(Math.abs(grid.box[0] + ((at % grid.columns) + 0.5) * grid.cell_m - x)).toBeLessThan(25);
    expect(Math.abs(grid.box[1] + (Math.floor(at / grid.columns) + 0.5) * grid.cell_m - y)).toBeLessThan(25);
  });
  it('takes coarser cells instead of more than a frame has time for', () => {
    const grid = library().density({ box: [600_000, 6_600_000, 660_000, 6_660_000], bandwidth_m: 50, cell_m: 1 });
    expect(grid.columns * grid.rows).toBeLessThan(361_500);
    expect(grid.cell_m).toBe(100);
  });
  it('sets a method to work on what a filter selects, beside the question asked', () => {
    const books = library();
    books.ask({ categories: ['assault'] });
    const asked = { places: ['square'] };
    const answer = finish(
      books.start('gistar', asked, { cell_m: 100, reach_m: 200, fdr: 0.05 }, perceptionReports(NO_LISTS)),
    )!;
    expect(answer.n).toBe(books.tallyOf(asked).n);
    expect(answer.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(books.newest(9).map((incident) => incident.incident_id)).toEqual([5, 4, 2]);
  });
});
