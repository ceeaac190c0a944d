import { expect, it } from 'vitest';
import { cell, csvOf, fileName, geojsonOf, localTime, metadataOf, type Row } from './row-file.ts';

const row: Row = {
  incident_id: 7,
  category: 'robbery, personal',
  minute: 29_700_000 + 61,
  duration_min: 0,
  time_precision: 0,
  precision: 0,
  discovery: 0,
  lon: 17.85,
  lat: 59.62,
};

const names = new Map([['robbery, personal', 'Personrån']]);

it('writes a time no finer than it is known', () => {
  const minute = Date.parse('2026-11-21T23:45:00Z') / 60_000;
  expect(localTime(minute, 0)).toBe('2026-11-21T23:45');
  expect(localTime(minute, 2)).toBe('2026-11-21');
  expect(localTime(minute, 3)).toBe('2026-11');
});

it('quotes what a comma or a quote would break, and disarms formulas however they are hidden', () => {
  expect(cell('a "b", c')).toBe('"a ""b"", c"');
  for (const formula of ['=1+1', '+1', '-1', '@x', ' =1', '\ufeff=1', '＝1']) expect(cell(formula)).toMatch(/^"?'/);
  expect(cell(-3)).toBe('-3');
  expect(cell(null)).toBe('');
});

it('writes a line for each row and none too many', () => {
  const lines = csvOf([row, { ...row, lon: null, lat: null }], names).split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain('incident_id,occurred_from');
  expect(lines[1]).toContain('"robbery, personal",Personrån,17.85,59.62,point,resident_reported');
  expect(lines[2]).toContain(',,,point');
});

it('gives an incident without an exact place no geometry', () => {
  const { features, metadata } = JSON.parse(geojsonOf([row, { ...row, lon: null, lat: null }], names, { n: 2 }));
  expect(features[0].geometry).toEqual({ type: 'Point', coordinates: [17.85, 59.62] });
  expect(features[1].geometry).toBeNull();
  expect(metadata).toEqual({ n: 2 });
  expect(features[0].properties.category_name).toBe('Personrån');
  expect(features[0].properties).not.toHaveProperty('lon');
});

it('names the file after what is in it, and says when that is made up', () => {
  expect(fileName('sigtuna', { from: '2026-08-24', to: '2026-11-21' }, true, 'csv')).toBe(
    'sigtuna_2026-08-24_2026-11-21_demonstration.csv',
  );
  expect(fileName('avon', null, false, 'csv', { n: 112_599, version: 4 })).toBe('avon_all_n112599_v4.csv');
});

it('says beside a table what it is of, by its name and column by column', () => {
  const matter = {
    ...{ area: 'sigtuna', filter: 'from=2026-08-24&hod=22-02', n: 34, data_version: 4, left_out: { coarse: 2 } },
    ...{ language: 'sv', address: 'http://localhost:3000/sigtuna/karta?from=2026-08-24&hod=22-02' },
  };
  const about = JSON.parse(metadataOf('sigtuna_2026-08-24_n34_v4.csv', matter));
  expect(about.url).toBe('sigtuna_2026-08-24_n34_v4.csv');
  expect(about.notes).toEqual([matter]);
  const named = about.tableSchema.columns.map(({ name }: { name: string }) => name).join();
  expect(csvOf([], names)).toBe(`\ufeff${named}\r\n`);
});
