import type { Mapping } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { createPlaceReader, readNumber, readPair } from './place.ts';
import { createUnprojection } from './projection.ts';

const mapping: Mapping = {
  format: 'csv',
  columns: {},
  decimal: '.',
  date_order: 'ymd',
  time_zone: 'Europe/Stockholm',
  ignore_offset: false,
  srid: 4326,
  axes: 'xy',
  precision: 'point',
  counting_unit: 'event',
  categories: {},
  crowded: {},
};

// Märsta station in each system. PostGIS 3.3: select st_transform(st_setsrid(st_makepoint(17.8613, 59.6277), 4326), srid)
test.each([
  [3006, 661353.658, 6613427.253, 0.01],
  [3007, 480445.851, 6627196.943, 0.01],
  [3010, 226808.851, 6613382.491, 0.01],
  [3011, 142173.751, 6612603.378, 0.01],
  [3014, 184492.745, 6612753.96, 0.01],
  [3018, -153842.089, 6624936.292, 0.01],
  [25833, 661353.658, 6613427.253, 0.01],
  [32633, 661353.658, 6613427.253, 0.01],
  [3857, 1988310.821, 8317311.791, 0.01],
  // Lantmäteriet's direct projection against the seven parameters of EPSG:3021: they may differ by half a metre.
  [3021, 1616008.629, 6613758.751, 1],
])('EPSG:%i agrees with PostGIS', (srid, x, y, metres) => {
  const unprojection = createUnprojection({ srid });
  expect(unprojection.locate(x, y)).toBe(true);
  expect(Math.abs(unprojection.lat - 59.6277) * 111_195).toBeLessThan(metres);
  expect(Math.abs(unprojection.lon - 17.8613) * 56_200).toBeLessThan(metres);
});

test('the British grid agrees with PostGIS to two metres', () => {
  const unprojection = createUnprojection({ srid: 27700 });
  unprojection.locate(359247.199, 172999.517);
  expect(Math.abs(unprojection.lat - 51.4545) * 111_195).toBeLessThan(2);
  expect(Math.abs(unprojection.lon + 2.5879) * 69_300).toBeLessThan(2);
});

test('swapped axes, wrong systems and endless numbers are out of range', () => {
  expect(createUnprojection({ srid: 3006 }).locate(6613427, 661353)).toBe(false);
  expect(createUnprojection({ srid: 3006 }).locate(1e308, 1)).toBe(false);
  expect(createUnprojection({ srid: 4326 }).locate(17.8, 95)).toBe(false);
  expect(() => createUnprojection({ srid: 4711 })).toThrow('EPSG:4711');
});

test('numbers with a decimal comma, a stop, or spaces as thousands', () => {
  expect(readNumber('6 613 427,25', ',')).toBe(6613427.25);
  expect(readNumber('6\u00a0613\u00a0427', ',')).toBe(6613427);
  expect(readNumber('59.6277', ',')).toBe(59.6277);
  expect(readNumber('6.613.427,25', ',')).toBe(6613427.25);
  for (const text of ['', 'NaN', '1e5', '0x1F', '12°30', '59,6', 'Infinity', '1.2.3']) {
    expect(readNumber(text, '.')).toBeNaN();
  }
});

test('both coordinates in one value', () => {
  expect(readPair('59.6146, 17.8275', '.')).toEqual([59.6146, 17.8275]);
  expect(readPair('59,6146; 17,8275', ',')).toEqual([59.6146, 17.8275]);
  expect(readPair('POINT (17.8275 59.6146)', '.')).toEqual([17.8275, 59.6146]);
  expect(readPair('Valsta centrum', '.')).toBeNull();
});

test('one column with latitude first, under the axes that say so', () => {
  const read = createPlaceReader({ ...mapping, axes: 'yx' }, { x: 0, y: 0 });
  expect(read(['59.619146,17.723419'], 'municipality')).toMatchObject({ lon: 17.723419, lat: 59.619146 });
});

test('without coordinates a point is refused and a municipality is not', () => {
  const read = createPlaceReader(mapping, { x: 0, y: 1 });
  expect(read(['', ''], 'point')).toBe('no_coordinates');
  expect(read(['17.8', ''], 'point')).toBe('bad_coordinates');
  expect(read(['', ''], 'municipality')).toMatchObject({ lon: null, lat: null });
  expect(read(['0', '0.0'], 'point')).toBe('zero_coordinates');
  expect(read(['Polygon', ''], 'point')).toBe('not_a_point');
});

test('a place known by its text comes back the same', () => {
  const read = createPlaceReader({ ...mapping, srid: 3006 }, { x: 0, y: 1 });
  const first = { ...(read(['661353.658', '6613427.253'], 'point') as object) };
  expect(read(['661353.658', '6613427.253'], 'point')).toEqual(first);
});
