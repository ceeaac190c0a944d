import { expect, test } from 'vitest';
import { context, day, guess, sigtuna, spread, table } from './guess.testing.ts';
import { questionInWords } from './question.ts';
import { surveyDoubts, surveyFile } from './survey.ts';

test('the name it proposes for a source holds nothing that can’t be seen, and is one line', async () => {
  const marked = `mapp/Anm\u200bälda\u202e  brott\n\ufeff2026.csv`;
  const { source } = await guess(
    table('Datum;Nord;Öst', (i) => `${day(i)} 22:15;59.6;17.8`),
    marked,
  );
  expect(source.name).toBe('Anmälda brott 2026');
});

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
