import { UNSETTLED_SRID } from '@lagesbild/contract';
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import type { KnownArea } from './area.ts';
import { context, day, guess, sigtuna, spread, table } from './guess.testing.ts';
import { locateFile } from './guess.ts';
import { createUnprojection, LOCAL_SWEREF, projectionText } from './projection.ts';
import { questionInWords } from './question.ts';
import { surveyFile } from './survey.ts';

function inSystem(srid: number, lon: number, lat: number, order: 'xy' | 'yx') {
  const outline = [
    [-0.3, -0.18],
    [0.3, -0.18],
    [0.3, 0.18],
    [-0.3, 0.18],
    [-0.3, -0.18],
  ];
  const area: KnownArea = {
    ...sigtuna,
    slug: 'trakten',
    bounds: [lon - 0.3, lat - 0.18, lon + 0.3, lat + 0.18],
    outline: [[outline.map(([dx, dy]) => [lon + dx!, lat + dy!])]],
  };
  const project = proj4('+proj=longlat +datum=WGS84', projectionText(srid)!);
  const text = table('id,datum,x,y', (i) => {
    const place = project.forward([lon + spread(i, 0.2), lat + spread(i + 5, 0.1)]);
    const [first, second] = (order === 'xy' ? place : [...place].reverse()).map((n) =>
      n.toFixed(srid === 4326 ? 6 : 2),
    );
    return `${i},${day(i)},${first},${second}`;
  });
  return guess(text, 'fil.csv', { ...context, areas: [area] });
}

describe.each([
  ['WGS 84', 4326, 17.86, 59.62],
  ['SWEREF 99 TM', 3006, 17.86, 59.62],
  ...Object.entries(LOCAL_SWEREF).map(([srid, meridian]) => [`SWEREF 99 ${meridian}`, Number(srid), meridian, 58.4]),
  ['RT 90 2.5 gon V', 3021, 17.86, 59.62],
] as [string, number, number, number][])('%s', (_, srid, lon, lat) => {
  test.each(['xy', 'yx'] as const)('is known by landing in the municipality, axes %s', async (order) => {
    const { mapping, municipality, questions } = await inSystem(srid, lon, lat, order);
    expect([mapping.srid, mapping.axes, municipality]).toEqual([srid, order, 'trakten']);
    expect(questions.map(({ about }) => about)).toEqual(['source']);
  });
});

test('the old Swedish habit of x for north is seen in the values', async () => {
  const { mapping, municipality } = await guess(
    table(
      'id,datum,x,y',
      (i) => `${i},${day(i)},${Math.round(6613758 + spread(i, 3000))},${Math.round(1616008 + spread(i + 5, 3000))}`,
    ),
  );
  expect([mapping.srid, mapping.axes, municipality]).toEqual([3021, 'yx', 'sigtuna']);
});

test('swapped degrees are turned round, in two columns or in one', async () => {
  const swapped = table(
    'id,datum,lon,lat',
    (i) => `${i},${day(i)},${59.62 + spread(i, 0.1)},${17.86 + spread(i + 3, 0.1)}`,
  );
  expect((await guess(swapped)).mapping.axes).toBe('yx');
  const together = table(
    'id;datum;koordinater',
    (i) => `${i};${day(i)};${59.62 + spread(i, 0.1)}, ${17.86 + spread(i + 3, 0.1)}`,
  );
  const { mapping, municipality } = await guess(together);
  expect([mapping.columns.x, mapping.columns.y, mapping.axes, municipality]).toEqual([
    'koordinater',
    'koordinater',
    'yx',
    'sigtuna',
  ]);
});

test('local metres that land in no known area are asked about, without a recommendation', async () => {
  const { questions } = await guess(
    table(
      'id,datum,x,y',
      (i) => `${i},${day(i)},${150000 + Math.round(spread(i, 9000))},${6200000 + Math.round(spread(i + 5, 9000))}`,
    ),
  );
  const question = questions.find(({ about }) => about === 'srid');
  expect(question?.options.map(({ value }) => value)).toEqual(expect.arrayContaining(['3007', '3011', '3018']));
  expect(question?.options.some(({ recommended }) => recommended)).toBe(false);
});

test.each([
  ['feet in Illinois', 1176000, 1899000],
  ['feet in Los Angeles, whose northing looks Swedish', 6480000, 1840000],
  ['metres in Illinois', 352000, 581000],
  ['metres of a UTM zone', 447000, 4637000],
])('%s are asked about, and never placed by guess', async (_, x, y) => {
  const found = await guess(
    table('id,datum,x,y', (i) => `${i},${day(i)},${x + spread(i, 5000)},${y + spread(i + 5, 5000)}`),
  );
  const question = found.questions.find(({ about }) => about === 'srid')!;
  expect(questionInWords('en', question).sentence).toMatch(/^The coordinates \(\d+\.?\d*; \d+\.?\d*\)/);
  expect(question.options.some(({ recommended }) => recommended)).toBe(false);
  expect(found.mapping.srid).toBe(UNSETTLED_SRID);
  expect([found.municipality, found.newArea]).toEqual([null, null]);
  const survey = surveyFile(found.file, found.mapping, { area: null, categoryMapping: {} });
  await expect(survey).rejects.toThrow(/metres or feet of a system that the file doesn’t name/);
});

test('metres on Swedish land that no area confirms are asked about, with the national grid recommended', async () => {
  const { mapping, questions, newArea } = await guess(
    table('id,datum,x,y', (i) => `${i},${day(i)},${540000 + spread(i, 3000)},${6480000 + spread(i + 5, 3000)}`),
  );
  const options = questions.find(({ about }) => about === 'srid')?.options;
  expect(options?.filter(({ recommended }) => recommended).map(({ value }) => value)).toEqual(['3006']);
  expect([mapping.srid, newArea?.time_zone]).toEqual([3006, 'Europe/Stockholm']);
});

test('a system of the register is read as the register says, feet and all', async () => {
  // EPSG:3435. PostGIS 3.3: st_transform(st_setsrid(st_point(1176000, 1899000), 3435), 4326) = -87.629227 41.878220
  const crs = {
    name: 'NAD83 / Illinois East (ftUS)',
    proj4:
      '+proj=tmerc +lat_0=36.66666666666666 +lon_0=-88.33333333333333 +k=0.9999749999999999 +x_0=300000.0000000001 +y_0=0 +datum=NAD83 +units=us-ft +no_defs',
  };
  const { file, mapping } = await guess(
    table('id,datum,x,y', (i) => `${i},${day(i)},${1176000 + spread(i, 5000)},${1899000 + spread(i + 5, 5000)}`),
  );
  const { newArea } = await locateFile(file, { ...mapping, srid: 3435, crs }, context);
  expect(newArea).toMatchObject({ time_zone: 'America/Chicago', srid: 32616 });
  const place = createUnprojection({ srid: 3435, crs });
  expect(place.locate(1176000, 1899000)).toBe(true);
  expect(place.lon).toBeCloseTo(-87.629227, 6);
  expect(place.lat).toBeCloseTo(41.87822, 6);
});

test('a file that lies elsewhere proposes an area with name, zone, metric system and an outline of its bulk', async () => {
  const text = table(
    'id,date,lon,lat',
    (i) => `${i},${day(i)},${i === 7 ? -70 : -89.9 + spread(i, 0.2)},${i === 7 ? 42 : 35.1 + spread(i + 3, 0.2)}`,
    400,
  );
  const { file, mapping, municipality, newArea, source } = await guess(text, 'memphis_robberies 2019.csv');
  expect(municipality).toBeNull();
  expect(newArea).toMatchObject({
    slug: 'memphis',
    names: { sv: 'Memphis' },
    time_zone: 'America/Chicago',
    srid: 32616,
  });
  expect(source.kind).toBe('open');
  const { coordinates } = newArea!.outline as { coordinates: number[][][][] };
  const ring = coordinates[0]?.[0] ?? [];
  expect(ring[0]).toEqual(ring.at(-1));
  expect(Math.max(...ring.map(([lon = 0]) => lon))).toBeLessThan(-89.7);
  const survey = await surveyFile(file, mapping, { area: { outline: coordinates }, categoryMapping: {} });
  expect(survey).toMatchObject({ usable: 400, strays: 1 });
});

test('a mapping changed by a person is located anew', async () => {
  const text = table(
    'id,datum,a,b',
    (i) => `${i},${day(i)},${(59.62 + spread(i, 0.1)).toFixed(5)},${(17.86 + spread(i + 3, 0.1)).toFixed(5)}`,
  );
  const { file, mapping } = await guess(text);
  expect((await locateFile(file, { ...mapping, axes: 'yx' }, context)).municipality).toBe('sigtuna');
  expect((await locateFile(file, { ...mapping, axes: 'xy' }, context)).newArea?.time_zone).toMatch(
    /^(Indian|Asia|Etc|Antarctica)/,
  );
});
