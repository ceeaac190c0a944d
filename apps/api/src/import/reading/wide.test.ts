import { expect, test } from 'vitest';
import type { KnownArea } from './area.ts';
import { fileFixture } from './file-fixture.ts';
import { guessMapping } from './guess.ts';
import { createNormaliser } from './normaliser.ts';
import { openFile } from './source.ts';
import { surveyDoubts, surveyFile } from './survey.ts';

const sigtuna: KnownArea = {
  slug: 'sigtuna',
  names: { sv: 'Sigtuna' },
  bounds: [17.5, 59.5, 18.1, 59.8],
  srid: 3006,
  time_zone: 'Europe/Stockholm',
  outline: [],
};
const categoryMapping = { misshandel: 'assault', skadegörelse: 'damage' };
const context = { areas: [sigtuna], categoryMapping, categories: [] };

/** Every cell of a file as `area | category | from–to | n`, and what was refused as `row:column reason`. */
async function cells(lines: string[]) {
  const file = await openFile(fileFixture(lines.join('\n')), 'tabell.csv');
  const { mapping, questions } = await guessMapping(file, context);
  const normalise = createNormaliser(mapping, { headers: file.headers, area: sigtuna, categoryMapping });
  const found: string[] = [];
  const refused: string[] = [];
  for await (const batch of file.rows())
    for (const raw of batch) {
      const outcome = normalise(raw);
      if (outcome.kind === 'area_count') {
        const { area_name, source_category, period_from, period_to, n } = outcome;
        found.push([area_name, source_category, `${period_from}–${period_to}`, n].join(' | '));
      } else if (outcome.kind === 'rejection') refused.push(`${outcome.row}:${outcome.field} ${outcome.reason}`);
    }
  return { file, mapping, questions, found, refused };
}

test('years as columns, with titles, notes, spaced thousands and withheld cells, as Brå publishes them', async () => {
  const { mapping, questions, found, refused, file } = await cells([
    'Anmälda brott efter kommun. År 2021–2023 1);;;;',
    ';;;;',
    'Region;Brottstyp;2021;2022;2023*',
    'Sigtuna 2);Misshandel;1\u00a0204;1 180 1);..',
    ';Skadegörelse;<4;-;87',
    'Knivsta;Misshandel;90;ca 40;101',
    ';;;;',
    '1) Preliminära uppgifter;;;;',
    'Källa: Brå;;;;',
  ]);
  expect(found).toEqual([
    'Sigtuna | Misshandel | 2021-01-01–2021-12-31 | 1204',
    'Sigtuna | Misshandel | 2022-01-01–2022-12-31 | 1180',
    'Sigtuna | Misshandel | 2023-01-01–2023-12-31 | ',
    'Sigtuna | Skadegörelse | 2021-01-01–2021-12-31 | ',
    'Sigtuna | Skadegörelse | 2022-01-01–2022-12-31 | ',
    'Sigtuna | Skadegörelse | 2023-01-01–2023-12-31 | 87',
    'Knivsta | Misshandel | 2021-01-01–2021-12-31 | 90',
    'Knivsta | Misshandel | 2023-01-01–2023-12-31 | 101',
  ]);
  expect(refused).toEqual(['6:2022 bad_count']);
  expect(mapping).toMatchObject({
    format: 'area_counts',
    counting_unit: 'offence',
    columns: { area_name: 'Region', category: 'Brottstyp', period: 'period', count: 'count' },
  });
  expect(questions.map(({ about }) => about)).toEqual(['source']);
  const survey = await surveyFile(file, mapping, { area: sigtuna, categoryMapping });
  expect(survey).toMatchObject({ usable: 8, withheld: 3, dashes: 1 });
  expect(survey.period).toEqual({ from: '2021-01-01', to: '2023-12-31' });
  const dash = surveyDoubts(survey, mapping).find(({ about }) => about === 'dash');
  expect(dash?.options.filter(({ recommended }) => recommended).map(({ value }) => value)).toEqual(['withheld']);
});

test('months under their years', async () => {
  const { found } = await cells([
    'Anmälda brott per månad;;;;;;',
    ';2024;;;2025;;',
    'Område;jan;feb;mars;jan;feb;mars',
    'Valsta;1;2;3;4;5;6',
  ]);
  expect(found).toEqual([
    'Valsta |  | 2024-01-01–2024-01-31 | 1',
    'Valsta |  | 2024-02-01–2024-02-29 | 2',
    'Valsta |  | 2024-03-01–2024-03-31 | 3',
    'Valsta |  | 2025-01-01–2025-01-31 | 4',
    'Valsta |  | 2025-02-01–2025-02-28 | 5',
    'Valsta |  | 2025-03-01–2025-03-31 | 6',
  ]);
});

test('months with the year in a column, and in the title; without any they are refused, not guessed', async () => {
  const months = 'Januari;Februari;Mars;April';
  const inColumn = await cells([`Område;År;${months};Summa`, 'Valsta;2024;1;2;3;4;10', 'Märsta;2025;5;6;7;8;26']);
  expect(inColumn.found).toHaveLength(8);
  expect(inColumn.found.slice(3, 5)).toEqual([
    'Valsta |  | 2024-04-01–2024-04-30 | 4',
    'Märsta |  | 2025-01-01–2025-01-31 | 5',
  ]);
  expect(inColumn.file.detected.wide?.left_out).toEqual(['Summa']);
  const titled = await cells(['Händelser 2024;;;;', `Område;${months}`, 'Valsta;1;2;3;4', 'Märsta;1;2;3;4']);
  expect(titled.found[0]).toBe('Valsta |  | 2024-01-01–2024-01-31 | 1');
  const none = await cells([`Område;${months}`, 'Valsta;1;2;3;4', 'Märsta;1;2;3;4']);
  expect([none.found, none.refused[0]]).toEqual([[], '2:Januari bad_period']);
});

test('counts beside rates: only the counts are taken, and what is left out is told', async () => {
  const { found, file } = await cells([
    '"region","brott","Antal 2022","Antal per 100 000 inv. 2022","Antal 2023","Antal per 100 000 inv. 2023"',
    '"0191 Sigtuna","Misshandel",412,"801,5",398,"770,1"',
  ]);
  expect(found).toEqual([
    'Sigtuna | Misshandel | 2022-01-01–2022-12-31 | 412',
    'Sigtuna | Misshandel | 2023-01-01–2023-12-31 | 398',
  ]);
  expect(file.detected.wide?.left_out).toEqual(['Antal per 100 000 inv. 2022', 'Antal per 100 000 inv. 2023']);
});

test('categories as columns, and further dimensions that keep cells apart', async () => {
  const wide = await cells(['Område;Kvartal;Misshandel;Skadegörelse', 'Valsta;2025 kv 1;3;..', 'Valsta;2025 kv 2;5;9']);
  expect(wide.found).toEqual([
    'Valsta | Misshandel | 2025-01-01–2025-03-31 | 3',
    'Valsta | Skadegörelse | 2025-01-01–2025-03-31 | ',
    'Valsta | Misshandel | 2025-04-01–2025-06-30 | 5',
    'Valsta | Skadegörelse | 2025-04-01–2025-06-30 | 9',
  ]);
  const people = ['Sigtuna', 'Knivsta'].flatMap((area) =>
    ['kvinnor', 'män'].map((sex, i) => `${area};Misshandel;${sex};${i + 1};${i + 3}`),
  );
  const sexes = await cells(['Kommun;Brott;Kön;2023;2024', ...people]);
  expect(sexes.found[0]).toBe('Sigtuna | Misshandel · kvinnor | 2023-01-01–2023-12-31 | 1');
  expect([sexes.found.length, sexes.refused]).toEqual([8, []]);
});

test('of several areas the one that the table names is suggested', async () => {
  const areas = [{ ...sigtuna, slug: 'avon', names: { sv: 'Avon' } }, sigtuna];
  const file = await openFile(fileFixture('Region;2023;2024\n0191 Sigtuna kommun*;1;2\n0330 Knivsta;3;4'), 't.csv');
  const { municipality, questions } = await guessMapping(file, { ...context, areas });
  const where = questions.find(({ about }) => about === 'municipality');
  expect([municipality, where?.options.find(({ recommended }) => recommended)?.value]).toEqual(['sigtuna', 'sigtuna']);
  const other = await openFile(fileFixture('Region;2023;2024\nHeby;1;2\nKnivsta;3;4'), 't.csv');
  expect((await guessMapping(other, { ...context, areas })).municipality).toBeNull();
});

test('without areas the figures are about the area the file goes to, which is asked', async () => {
  const { found, questions } = await cells(['Brottstyp;2022;2023', 'Misshandel;4;5', 'Skadegörelse;7;8']);
  expect(found[0]).toBe('Sigtuna | Misshandel | 2022-01-01–2022-12-31 | 4');
  expect(questions.map(({ code }) => code)).toEqual(['no_area_column', 'source']);
});

test('a list of incidents stays one, whatever its columns are called', async () => {
  const list = [
    'id;datum;brott;longitud;latitud;2023',
    'K1;2026-03-02 21:15;Stöld;17.85;59.62;1',
    'K2;2026-03-03 21:15;Stöld;17.86;59.62;0',
  ];
  expect((await cells(list)).mapping.format).toBe('csv');
});
