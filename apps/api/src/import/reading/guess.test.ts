import { UNSETTLED_SRID } from '@lagesbild/contract';
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import type { KnownArea } from './area.ts';
import { fileFixture } from './file-fixture.ts';
import { type GuessContext, guessMapping, locateFile } from './guess.ts';
import { createUnprojection, LOCAL_SWEREF, projectionText } from './projection.ts';
import { questionInWords } from './question.ts';
import { openFile } from './source.ts';
import { surveyDoubts, surveyFile } from './survey.ts';

const sigtuna: KnownArea = {
  slug: 'sigtuna',
  names: { sv: 'Sigtuna' },
  bounds: [17.5, 59.5, 18.1, 59.8],
  srid: 3006,
  time_zone: 'Europe/Stockholm',
  outline: [
    [
      [
        [17.5, 59.5],
        [18.1, 59.5],
        [18.1, 59.8],
        [17.5, 59.8],
        [17.5, 59.5],
      ],
    ],
  ],
};
const context: GuessContext = { areas: [sigtuna], categoryMapping: { stöld: 'theft' }, categories: [] };

async function guess(text: string, name = 'fil.csv', given = context) {
  const file = await openFile(fileFixture(text), name);
  return { file, ...(await guessMapping(file, given)) };
}
const table = (header: string, row: (i: number) => string, n = 300) => {
  return `${header}\n${Array.from({ length: n }, (_, i) => row(i)).join('\n')}\n`;
};
const spread = (i: number, size: number) => (((i * 0.61803) % 1) - 0.5) * size;
const day = (i: number) => `2026-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`;

test('a municipal export in Swedish needs no question but where it comes from', async () => {
  const { mapping, municipality, questions } = await guess(
    table('K-nummer;Brottsdatum från;Brottsdatum till;Anmälningsdatum;Brottsrubricering;Nord;Öst;Upptäckt', (i) => {
      const [north, east] = [59.62 + spread(i, 0.1), 17.86 + spread(i + 7, 0.1)].map((x) =>
        x.toFixed(5).replace('.', ','),
      );
      return `K${i >> 1};${day(i)} 22:15;${day(i)} 23:00;${day(i)} 23:30;Stöld;${north};${east};Polis`;
    }),
  );
  expect(municipality).toBe('sigtuna');
  expect(questions.map(({ code }) => code)).toEqual(['source']);
  expect(mapping).toMatchObject({
    format: 'csv',
    delimiter: ';',
    decimal: ',',
    srid: 4326,
    axes: 'xy',
    time_zone: 'Europe/Stockholm',
    counting_unit: 'offence',
    categories: { Stöld: 'theft' },
    columns: {
      report: 'K-nummer',
      occurred_from: 'Brottsdatum från',
      occurred_to: 'Brottsdatum till',
      reported_at: 'Anmälningsdatum',
      category: 'Brottsrubricering',
      x: 'Öst',
      y: 'Nord',
      discovery: 'Upptäckt',
    },
  });
});

/** A square of 40 km somewhere in Sweden, and the file's rows in it, written in a system by PROJ itself. */
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

test('day and month are told apart by a number above twelve, and asked about when there is none', async () => {
  const dates = async (date: (i: number) => string) => {
    const { mapping, questions } = await guess(
      table('id,datum,lon,lat', (i) => `${i},${date(i)},17.86${i % 10},59.62${i % 7}`),
    );
    return [mapping.date_order, questions.some(({ about }) => about === 'date_order')];
  };
  expect(await dates((i) => `${(i % 28) + 1}/${(i % 12) + 1}/2026`)).toEqual(['dmy', false]);
  expect(await dates((i) => `${(i % 12) + 1}/${(i % 28) + 1}/2026`)).toEqual(['mdy', false]);
  expect(await dates((i) => `${(i % 12) + 1}/${(i % 11) + 1}/2026`)).toEqual(['dmy', true]);
  expect(await dates((i) => `${(i % 12) + 1}.${(i % 11) + 1}.2026`)).toEqual(['dmy', false]);
  expect(await dates((i) => String(46000 + i))).toEqual(['excel', false]);
  expect(await dates((i) => String(1767225600 + i * 3600))).toEqual(['epoch_s', false]);
});

test('a file of midnights knows days only', async () => {
  const { mapping } = await guess(
    table('id,datum,lon,lat', (i) => `${i},${day(i)} 00:00:00,17.86${i % 10},59.62${i % 7}`),
  );
  expect(mapping.time_precision).toBe('day');
});

test('Z on times that keep local rhythm is asked about; on times that only make sense as UTC it is obeyed', async () => {
  // Busy from 12 to 03, silent from 04 to 08, Chicago time.
  const hour = (i: number) => (9 + ((i * 7) % 19)) % 24;
  const rows = (shift: number) => {
    return table(
      'id,date,lon,lat',
      (i) =>
        `${i},2026-01-${String((i % 28) + 1).padStart(2, '0')}T${String((hour(i) + shift) % 24).padStart(2, '0')}:30:00Z,-89.9${i % 100},35.1${i % 90}`,
    );
  };
  const local = await guess(rows(0), 'memphis_robberies.csv');
  expect(local.mapping).toMatchObject({ ignore_offset: true, time_zone: 'America/Chicago' });
  const question = local.questions.find(({ about }) => about === 'time_zone');
  expect(question?.options).toMatchObject([
    { value: 'local', recommended: true },
    { value: 'offset', recommended: false },
  ]);
  const meant = await guess(rows(6), 'memphis_robberies.csv');
  expect(meant.mapping.ignore_offset).toBe(false);
  expect(meant.questions.some(({ about }) => about === 'time_zone')).toBe(false);
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

test('the next file of a kept source needs no questions, and another encoding does not matter', async () => {
  const text = table(
    'id,datum,lon,lat',
    (i) => `${i},${(i % 12) + 1}/${(i % 11) + 1}/2026,17.86${i % 10},59.62${i % 7}`,
  );
  const first = await guess(text);
  const kept = [
    { source: first.source, municipality: 'sigtuna', mapping: { ...first.mapping, date_order: 'mdy' as const } },
  ];
  const next = await guess(`\ufeff${text.replaceAll(',', ';')}`, 'nästa.csv', { ...context, kept });
  expect(next.questions).toEqual([]);
  expect(next.mapping).toMatchObject({ date_order: 'mdy', delimiter: ';' });
  expect(next.source).toEqual(first.source);
});

test('an area table is known for what it is and asks for nothing it does not need', async () => {
  const { mapping, questions, file } = await guess(
    table('Område;År;Brottstyp;Antal', (i) => `Stadsdel ${i % 30};${2015 + Math.floor(i / 30)};Stöld;${i}`),
    'brå.csv',
  );
  expect(mapping).toMatchObject({
    format: 'area_counts',
    columns: { area_name: 'Område', period: 'År', count: 'Antal' },
  });
  expect(questions.map(({ about }) => about)).toEqual(['source']);
  expect((await surveyFile(file, mapping, { area: null, categoryMapping: context.categoryMapping })).usable).toBe(300);
});

test('without a date or a place the person is asked for the column', async () => {
  const { questions } = await guess('namn,antal st\nValsta,3\nMärsta,4\n');
  expect(questions.map(({ code }) => code)).toEqual(['no_date_column', 'no_place_column', 'source']);
});

test('every question is a sentence in three languages', async () => {
  const { questions } = await guess('namn,antal st\nValsta,3\nMärsta,4\n');
  for (const question of questions) {
    for (const language of ['sv', 'en', 'ar'] as const)
      expect(questionInWords(language, question).sentence).toMatch(/[?؟]$/u);
  }
});

test('crowded coordinates and unknown categories come up in the survey', async () => {
  const text = table(
    'id,datum,brott,lon,lat',
    (i) =>
      `${i},${day(i)},${i % 3 ? 'Stöld' : 'Okänt brott'},${i % 4 ? 17.86 + spread(i, 0.1) : 17.86},${i % 4 ? 59.62 + spread(i, 0.1) : 59.62}`,
    1000,
  );
  const { file, mapping } = await guess(text);
  const survey = await surveyFile(file, mapping, { area: sigtuna, categoryMapping: context.categoryMapping });
  expect(survey.crowded).toEqual([{ key: '17.86,59.62', lon: 17.86, lat: 59.62, rows: 250, share: 0.25 }]);
  expect(survey.unmapped).toEqual([{ value: 'Okänt brott', rows: 334 }]);
  const doubts = surveyDoubts(survey, mapping);
  expect(doubts.map(({ about }) => about)).toEqual(['crowded', 'category']);
  expect(doubts[0]?.options.find(({ recommended }) => recommended)?.value).toBe('coarsen');
  const settled = { ...mapping, crowded: { '17.86,59.62': 'leave_out' as const } };
  const after = await surveyFile(file, settled, { area: sigtuna, categoryMapping: context.categoryMapping });
  expect([after.usable, after.skipped, after.crowded.length]).toEqual([750, { crowded: 250 }, 1]);
  expect(surveyDoubts(after, settled).map(({ about }) => about)).toEqual(['category']);
});

test('a survey can be stopped, and tells how far it is', async () => {
  const { file, mapping } = await guess(table('id,datum,lon,lat', (i) => `${i},${day(i)},17.86,59.62`, 20_000));
  const stop = new AbortController();
  const seen: number[] = [];
  const running = surveyFile(
    file,
    mapping,
    { area: null, categoryMapping: {} },
    {
      signal: stop.signal,
      onProgress: ({ rows_read }) => {
        seen.push(rows_read);
        stop.abort();
      },
    },
  );
  await expect(running).rejects.toThrow(/abort/i);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen[0]).toBeLessThan(20_000);
});
