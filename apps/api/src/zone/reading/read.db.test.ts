import type { Problem, ReadZones } from '@lagesbild/contract';
import { zipSync } from 'fflate';
import initSqlJs from 'sql.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../../account/testing.ts';
import type { Database } from '../../db/database.ts';
import { openTestDatabase } from '../../db/testing.ts';
import { testApp } from '../../incident/testing.ts';
import type { RoomApp } from '../../room.ts';

let database: Database;
let app: RoomApp;
let anna: TestPerson;
beforeAll(async () => {
  database = await openTestDatabase();
  anna = await personWith(database, [{ role: 'coordinator', municipality: 'sigtuna' }]);
  app = await testApp(database);
});
afterAll(() => app?.close());

const read = async (name: string, content: string | Uint8Array) => {
  const form = new FormData();
  form.append('file', new Blob([content as Uint8Array<ArrayBuffer>]), name);
  const sent = new Response(form);
  const response = await app.inject({
    ...{ method: 'POST', url: '/api/sigtuna/zones/read', payload: Buffer.from(await sent.arrayBuffer()) },
    headers: { ...anna.headers, 'content-type': sent.headers.get('content-type')! },
  });
  return { status: response.statusCode, body: response.json<ReadZones & Problem>() };
};

/** A square of Märsta, and one in its middle. */
const around = (inset: number): [number, number][] => {
  const [west, south, east, north] = [17.85 + inset, 59.61 + inset, 17.86 - inset, 59.62 - inset].map((value) =>
    Number(value.toFixed(7)),
  ) as [number, number, number, number];
  return [[west, south], [east, south], [east, north], [west, north], [west, south]]; // biome-ignore format: a ring
};
const OUTER = around(0);
const HOLE = around(0.003);
const OUTLINE = { type: 'MultiPolygon', coordinates: [[OUTER, HOLE]] };

const geojson = (geometry: unknown, name = 'Torget') =>
  JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name }, geometry }] });
const kml = (inside: string) =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>${inside}</Folder></Document></kml>`;
const ringOf = (ring: [number, number][]) =>
  `<LinearRing><coordinates>${ring.map(([lon, lat]) => `${lon},${lat},12`).join('\n ')}</coordinates></LinearRing>`;
const PLACEMARK = `<Placemark><name>Torget &amp; gången</name><Polygon><outerBoundaryIs>${ringOf(OUTER)}</outerBoundaryIs><innerBoundaryIs>${ringOf(HOLE)}</innerBoundaryIs></Polygon></Placemark>`;
const segmentOf = (ring: [number, number][]) =>
  `<trkseg>${ring.map(([lon, lat]) => `<trkpt lat="${lat}" lon="${lon}"><ele>3</ele></trkpt>`).join('')}</trkseg>`;
const gpx = (segments: string) =>
  `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="59.6" lon="17.8"/><trk><name>Torget</name>${segments}</trk></gpx>`;

/** One record of the rings, and a table that names it; `claimed` points instead of the true number. */
function shapefile(
  rings: [number, number][][],
  { claimed = null as number | null, prj = null as string | null } = {},
): Uint8Array {
  const points = rings.flat();
  const bytes = 44 + rings.length * 4 + points.length * 16;
  const shp = Buffer.alloc(108 + bytes);
  shp.writeInt32BE(9994, 0);
  shp.writeInt32BE(1, 100);
  shp.writeInt32BE(bytes / 2, 104);
  shp.writeInt32LE(5, 108);
  shp.writeInt32LE(rings.length, 108 + 36);
  shp.writeInt32LE(claimed ?? points.length, 108 + 40);
  let at = 0;
  rings.forEach((ring, i) => {
    shp.writeInt32LE(at, 108 + 44 + i * 4);
    at += ring.length;
  });
  points.forEach(([x, y], i) => {
    shp.writeDoubleLE(x, 108 + 44 + rings.length * 4 + i * 16);
    shp.writeDoubleLE(y, 108 + 44 + rings.length * 4 + i * 16 + 8);
  });
  const dbf = Buffer.alloc(32 + 32 + 1 + 21);
  dbf.writeUInt32LE(1, 4);
  dbf.writeUInt16LE(65, 8);
  dbf.writeUInt16LE(21, 10);
  dbf.write('NAMN', 32, 'latin1');
  dbf.write('C', 32 + 11, 'latin1');
  dbf[32 + 16] = 20;
  dbf[64] = 0x0d;
  dbf.write('Gångvägen'.padEnd(20), 66, 'latin1');
  return zipSync({ 'a/z.shp': shp, 'a/z.dbf': dbf, ...(prj === null ? {} : { 'a/z.prj': Buffer.from(prj) }) });
}

const SWEREF =
  'PROJCS["SWEREF99_TM",GEOGCS["GCS_SWEREF99",DATUM["D_SWEREF99",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",15.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

async function geopackage(sql = ''): Promise<Uint8Array> {
  const { Database: Sqlite } = await initSqlJs();
  const file = new Sqlite();
  file.run(`create table gpkg_spatial_ref_sys (srs_id integer, organization text, organization_coordsys_id integer);
    insert into gpkg_spatial_ref_sys values (3006, 'EPSG', 3006);
    create table gpkg_geometry_columns (table_name text, column_name text, srs_id integer);
    insert into gpkg_geometry_columns values ('zoner', 'geom', 3006);
    create table zoner (fid integer primary key, geom blob, namn text)`);
  const { rows } = await database.knex.raw<{ rows: { wkb: Buffer }[] }>(
    'select st_asbinary(st_transform(st_setsrid(st_geomfromgeojson(:outline), 4326), 3006)) as wkb',
    { outline: JSON.stringify(OUTLINE) },
  );
  const shape = Buffer.concat([Buffer.from([0x47, 0x50, 0, 1, 0xbe, 0x0b, 0, 0]), rows[0]!.wkb]);
  file.run('insert into zoner (geom, namn) values (?, ?)', [shape, 'Torget']);
  if (sql !== '') file.run(sql);
  const bytes = file.export();
  file.close();
  return bytes;
}

test('the same polygon with a hole is read from every kind of file, whatever the file is called', async () => {
  const files = [
    ['geojson', 'Torget', geojson({ type: 'Polygon', coordinates: [OUTER, HOLE] })],
    ['kml', 'Torget & gången', kml(PLACEMARK)],
    ['gpx', 'Torget', gpx(segmentOf(OUTER) + segmentOf(HOLE))],
    ['shapefile', 'Gångvägen', shapefile([OUTER, HOLE])],
    ['geopackage', 'Torget', await geopackage()],
  ] as const;
  for (const [format, name, content] of files) {
    const { status, body } = await read('zoner.txt', content);
    expect([status, body.detail, body.format]).toEqual([200, undefined, format]);
    expect(body.zones).toMatchObject([{ name, origin: 'file', why: '' }]);
    body.zones[0]!.outline.coordinates.flat(2).forEach(([lon, lat], i) => {
      expect(lon).toBeCloseTo([...OUTER, ...HOLE][i]![0], 6);
      expect(lat).toBeCloseTo([...OUTER, ...HOLE][i]![1], 6);
    });
  }
});

test('a shapefile says by its .prj what its coordinates are; without it metres are refused by their value', async () => {
  const { rows } = await database.knex.raw<{ rows: { x: number; y: number }[] }>(
    `select st_x(p.geom) as x, st_y(p.geom) as y from st_dumppoints(st_transform(st_setsrid(st_geomfromgeojson(:outline), 4326), 3006)) as p`,
    { outline: JSON.stringify({ type: 'Polygon', coordinates: [OUTER] }) },
  );
  const metres = rows.map(({ x, y }): [number, number] => [x, y]);
  const { body } = await read('z.zip', shapefile([metres], { prj: SWEREF }));
  expect(body.zones[0]!.outline.coordinates[0]![0]![0]![0]).toBeCloseTo(17.85, 6);
  expect((await read('z.zip', shapefile([metres]))).body).toMatchObject({
    ...{ code: 'zone_file_degrees', detail: expect.stringMatching(/Gångvägen.*\.prj/) },
  });
});

test('what is no polygon is left out and counted, and two that are called the same are told apart', async () => {
  const { body } = await read(
    'a.kml',
    kml(`${PLACEMARK}${PLACEMARK}<Placemark><Point><coordinates>1,2</coordinates></Point></Placemark>`),
  );
  expect([body.left_out, body.zones.map(({ name }) => name)]).toEqual([1, ['Torget & gången', 'Torget & gången (2)']]);
});

const bowtie = [OUTER[0]!, OUTER[2]!, OUTER[1]!, OUTER[3]!, OUTER[0]!];
const bomb = `<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${kml('<Placemark><name>&b;</name></Placemark>')}`;
test.each([
  ['zone_file_unknown', 'hej', 'a.txt'],
  ['zone_file_unreadable', '{"type":', 'a.geojson'],
  ['zone_file_unreadable', bomb, 'a.kml'],
  ['zone_file_unreadable', '<a>'.repeat(100_000), 'a.kml'],
  ['zone_file_unreadable', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'a.zip'],
  ['zone_file_unreadable', shapefile([OUTER], { claimed: 2_000_000_000 }), 'a.zip'],
  ['zone_file_unreadable', shapefile([OUTER], { claimed: -4 }), 'a.zip'],
  ['zone_file_unreadable', zipSync({ 'a.shp': new Uint8Array(30 * 1024 ** 2) }), 'bomb.zip'],
  ['zone_file_unreadable', new TextEncoder().encode('SQLite format 3\0 and nothing more'), 'a.gpkg'],
  ['zone_file_unreadable', Uint8Array.of(0xff, 0xfe, 0x7b), 'a.geojson'],
  ['zone_file_empty', geojson({ type: 'Point', coordinates: [17.85, 59.61] }), 'a.geojson'],
  ['zone_file_shape', geojson({ type: 'Polygon', coordinates: [[[1, 'a'], [2, 3], [4, 5], [1, 'a']]] }), 'a.geojson'], // biome-ignore format: a ring
  ['zone_file_shape', geojson({ type: 'Polygon', coordinates: 7 }), 'a.geojson'],
  ['zone_file_shape', geojson({ type: 'Polygon', coordinates: [OUTER.slice(0, 2)] }), 'a.geojson'],
  ['zone_invalid', geojson({ type: 'Polygon', coordinates: [bowtie] }), 'a.geojson'],
  ['zone_ring_open', geojson({ type: 'Polygon', coordinates: [OUTER.slice(0, 4)] }), 'a.geojson'],
  ['zone_outside', geojson({ type: 'Polygon', coordinates: [OUTER.map(([lon, lat]) => [lat, lon])] }), 'a.geojson'],
] as const)('%s in one sentence, and nothing else happens', async (code, content, name) => {
  const { status, body } = await read(name, content);
  expect([status, body.code]).toEqual([400, code]);
  expect(body.detail).toMatch(/^\S.*\S$/);
});

test('a view that never ends is never asked, and too many or too large files are refused by their number', async () => {
  const endless = await geopackage(`drop table zoner;
    create view zoner as with recursive n(i) as (select 1 union all select i + 1 from n) select i as fid, null as geom from n`);
  expect((await read('a.gpkg', endless)).body.code).toBe('zone_file_unreadable');
  const polygon = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [OUTER] } };
  const many = JSON.stringify({ type: 'FeatureCollection', features: Array.from({ length: 101 }, () => polygon) });
  expect((await read('a.geojson', many)).body).toMatchObject({
    code: 'zone_file_many',
    detail: expect.stringContaining('101'),
  });
  const large = await read('a.geojson', ' '.repeat(6 * 1024 ** 2));
  expect([large.status, large.body.code]).toEqual([413, 'zone_file_big']);
});

test('a file that is sent halfway is refused by its name', async () => {
  const payload = '--x\r\ncontent-disposition: form-data; name="file"; filename="halv.kml"\r\n\r\n<kml>';
  const headers = { ...anna.headers, 'content-type': 'multipart/form-data; boundary=x' };
  const response = await app.inject({ method: 'POST', url: '/api/sigtuna/zones/read', payload, headers });
  expect([response.statusCode, response.json<Problem>().code]).toEqual([400, 'zone_file_unreadable']);
  expect(response.json<Problem>().detail).toContain('halv.kml');
});
