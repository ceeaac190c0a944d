import type { Mapping } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { latestAt } from './future.ts';
import { createNormaliser } from './normaliser.ts';
import { titleTime } from './polisen-row.ts';

const base: Mapping = {
  format: 'csv',
  columns: { id: 'id', occurred_from: 'från', occurred_to: 'till', category: 'brott', x: 'x', y: 'y' },
  decimal: '.',
  date_order: 'ymd',
  time_zone: 'Europe/Stockholm',
  ignore_offset: false,
  srid: 4326,
  axes: 'xy',
  precision: 'point',
  counting_unit: 'event',
  categories: { Rån: 'robbery' },
  crowded: {},
};
const headers = ['id', 'från', 'till', 'brott', 'x', 'y'];
const square = [
  [
    [
      [17.5, 59.5],
      [18, 59.5],
      [18, 59.8],
      [17.5, 59.8],
      [17.5, 59.5],
    ],
  ],
];
const context = { headers, area: { outline: square }, categoryMapping: { stöld: 'theft' }, categories: ['arson'] };

function read(values: string[], change: Partial<Mapping> = {}, names = headers) {
  return createNormaliser({ ...base, ...change }, { ...context, headers: names })({ row: 2, values });
}
const iso = (ms: unknown) => (typeof ms === 'number' ? new Date(ms).toISOString() : ms);

test('a row becomes a draft', () => {
  const draft = read(['7', '2026-01-02 03:04', '', ' RÅN ', '17.86', '59.62']);
  expect(draft).toEqual({
    kind: 'incident',
    row: 2,
    id: '7',
    occurred_from: Date.UTC(2026, 0, 2, 2, 4),
    occurred_to: null,
    time_precision: 'minute',
    reported_at: null,
    registered: null,
    source_category: 'RÅN',
    category: 'robbery',
    lon: 17.86,
    lat: 59.62,
    precision: 'point',
    discovery: null,
    counting_unit: 'event',
    report: null,
    stray: false,
  });
});

test('a value nobody has mapped is kept as unclassified, a code is understood', () => {
  const category = (value: string) => read(['7', '2026-01-02', '', value, '17.86', '59.62']);
  expect(category('Stöld')).toMatchObject({ category: 'theft' });
  expect(category('arson')).toMatchObject({ category: 'arson' });
  expect(category('Något nytt')).toMatchObject({ category: 'unclassified', source_category: 'Något nytt' });
  expect(category('')).toMatchObject({ category: 'unclassified', source_category: null });
});

test('intervals end at the end of what was written, and never before they start', () => {
  const to = (from: string, till: string) => {
    const outcome = read(['7', from, till, '', '17.86', '59.62']);
    return outcome.kind === 'incident' ? iso(outcome.occurred_to) : outcome.kind === 'rejection' && outcome.reason;
  };
  expect(to('2026-01-02 22:00', '2026-01-03 06:00')).toBe('2026-01-03T05:00:00.000Z');
  expect(to('2026-01-02', '2026-01-04')).toBe('2026-01-04T22:59:00.000Z');
  expect(to('2026-01-02', '2026-01-02')).toBeNull();
  expect(to('2026-01-02 22:00', '2026-01-02 21:00')).toBe('ends_before_start');
  expect(to('2026-01-02 22:00', '2026-01-02')).toBe('2026-01-02T22:59:00.000Z');
});

test('a time column joins its date, and an end without a date lies in the following night', () => {
  const names = ['dag', 'kl', 'till kl', 'x', 'y'];
  const columns = { occurred_from: 'dag', occurred_from_time: 'kl', occurred_to_time: 'till kl', x: 'x', y: 'y' };
  const draft = read(['2026-01-02', '23.30', '01.30', '17.86', '59.62'], { columns }, names);
  expect(draft).toMatchObject({
    occurred_from: Date.UTC(2026, 0, 2, 22, 30),
    occurred_to: Date.UTC(2026, 0, 3, 0, 30),
    time_precision: 'minute',
  });
  const day = read(['2026-01-02', '', '', '17.86', '59.62'], { columns }, names);
  expect(day).toMatchObject({ time_precision: 'day', occurred_from: Date.UTC(2026, 0, 1, 23) });
});

test('an offset is obeyed unless it means nothing', () => {
  const values = ['7', '2026-01-02T03:04:00Z', '', '', '17.86', '59.62'];
  expect(read(values)).toMatchObject({ occurred_from: Date.UTC(2026, 0, 2, 3, 4) });
  expect(read(values, { ignore_offset: true })).toMatchObject({ occurred_from: Date.UTC(2026, 0, 2, 2, 4) });
});

test('a time of the skipped spring hour is kept an hour later', () => {
  const draft = read(['7', '2026-03-29 02:30', '', '', '17.86', '59.62']);
  expect(draft).toMatchObject({ kind: 'incident', occurred_from: Date.UTC(2026, 2, 29, 1, 30) });
});

test('a mapping that knows days only cuts the time off', () => {
  const draft = read(['7', '2026-01-02 00:00', '', '', '17.86', '59.62'], { time_precision: 'day' });
  expect(draft).toMatchObject({ time_precision: 'day', occurred_from: Date.UTC(2026, 0, 1, 23) });
});

test('a rejection names the column, the value and the reason', () => {
  expect(read(['7', '2026-02-30', '', '', '17.86', '59.62'])).toEqual({
    kind: 'rejection',
    row: 2,
    part: 0,
    reason: 'impossible_date',
    field: 'från',
    value: '2026-02-30',
  });
  expect(read(['7', '2026-02-03', '', '', '17.86', 'x'.repeat(500)])).toMatchObject({
    reason: 'bad_coordinates',
    field: 'y',
    value: 'x'.repeat(200),
  });
});

test('rows beyond ten kilometres are strays, kept and marked', () => {
  expect(read(['7', '2026-02-03', '', '', '17.86', '59.85'])).toMatchObject({ stray: false });
  expect(read(['7', '2026-02-03', '', '', '-89.9', '35.1'])).toMatchObject({ kind: 'incident', stray: true });
});

test('a crowded coordinate is accepted, coarsened or left out, as the person said', () => {
  const values = ['7', '2026-02-03', '', '', '17.86', '59.62'];
  const say = (answer: 'accept' | 'coarsen' | 'leave_out') => read(values, { crowded: { '17.86,59.62': answer } });
  expect(say('accept')).toMatchObject({ precision: 'point' });
  expect(say('coarsen')).toMatchObject({ precision: 'area', lon: 17.86 });
  expect(say('leave_out')).toEqual({ kind: 'skipped', row: 2, reason: 'crowded' });
});

test('a mapping whose column the file lacks is refused before the first row', () => {
  expect(() => read([], { columns: { occurred_from: 'borta' } })).toThrow(/borta/);
});

test('the year of a polisen.se title is the one nearest to its publishing', () => {
  const at = (title: string, published: string) => {
    const local = titleTime(title, Date.parse(`${published}Z`));
    return local === null ? null : new Date(local).toISOString().slice(0, 16);
  };
  expect(at('26 mars 20:09, Rån väpnat, Sigtuna', '2023-03-27T08:14')).toBe('2023-03-26T20:09');
  expect(at('31 december 23.50, Brand, Sigtuna', '2024-01-01T01:10')).toBe('2023-12-31T23:50');
  expect(at('01 januari 00:10, Brand, Sigtuna', '2023-12-31T23:59')).toBe('2024-01-01T00:10');
  expect(at('29 februari 12:00, Rån, Sigtuna', '2024-03-01T08:00')).toBe('2024-02-29T12:00');
  expect(at('30 februari 12:00, Rån, Sigtuna', '2024-03-01T08:00')).toBeNull();
  expect(at('Uppdatering om rånet', '2024-03-01T08:00')).toBeNull();
});

test('polisen.se: precision by the location, summaries skipped, doubles share a report', () => {
  const names = ['id', 'datetime', 'name', 'summary', 'url', 'type', 'location.name', 'location.gps'];
  const columns = {
    id: 'id',
    occurred_from: 'name',
    registered: 'datetime',
    category: 'type',
    x: 'location.gps',
    y: 'location.gps',
    area_name: 'location.name',
    period: 'summary',
  };
  const event = (id: string, type: string, place: string) =>
    read(
      [
        id,
        '2026-01-02 8:14:05 +01:00',
        '01 januari 23:50, Rån, försök, Sigtuna',
        'Text\u00a0.',
        '/',
        type,
        place,
        '59.62,17.72',
      ],
      { format: 'polisen', columns, axes: 'yx', precision: 'municipality' },
      names,
    );
  const one = event('1', 'Rån, försök', 'Sigtuna');
  const two = event('2', 'Rån, försök', 'Sigtuna');
  expect(one).toMatchObject({
    id: '1',
    precision: 'municipality',
    registered: '2026-01-02',
    occurred_from: Date.UTC(2026, 0, 1, 22, 50),
  });
  expect(event('3', 'Rån', 'Stockholms län')).toMatchObject({ precision: 'county', stray: false });
  expect(event('4', 'Sammanfattning natt', 'Sigtuna')).toMatchObject({ kind: 'skipped', reason: 'summary' });
  expect(one.kind === 'incident' && two.kind === 'incident' && one.report === two.report && one.id !== two.id).toBe(
    true,
  );
});

test('what lies after the day of the import is refused with its value, unless the mapping takes it', () => {
  const latest = latestAt(Date.UTC(2026, 10, 26, 12));
  const at = (from: string, to = '', change: Partial<Mapping> = {}) =>
    createNormaliser(
      { ...base, ...change },
      { ...context, latest },
    )({
      row: 2,
      values: ['7', from, to, '', '17.86', '59.62'],
    });
  expect(at('2026-11-26 23:59').kind).toBe('incident');
  expect(at('2026-11-27 12:00').kind).toBe('incident'); // a clock or a time zone that is wrong
  expect(at('2026-11-29')).toEqual({
    kind: 'rejection',
    row: 2,
    part: 0,
    reason: 'in_future',
    field: 'från',
    value: '2026-11-29',
  });
  expect(at('2026-11')).toMatchObject({ kind: 'incident', time_precision: 'month' });
  expect(at('2026-11-01', '2026-11').kind).toBe('incident'); // the month it is in
  expect(at('2026-11-01', '2062-11-02')).toMatchObject({ reason: 'in_future', field: 'till', value: '2062-11-02' });
  expect(at('2027-01-01', '', { future: 'accept' })).toMatchObject({ kind: 'incident' });
});
