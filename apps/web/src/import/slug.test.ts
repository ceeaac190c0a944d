import { crsName, Slug } from '@lagesbild/contract';
import { expect, it } from 'vitest';
import { areaSrids } from './crs.ts';
import { slugOf } from './slug.ts';

it('makes an address of a name', () => {
  expect(slugOf('Östra Göinge')).toBe('ostra-goinge');
  expect(slugOf('Avon and Somerset')).toBe('avon-and-somerset');
  expect(slugOf('2:a Île-de-France ')).toBe('a-ile-de-france');
  expect(slugOf('سيغتونا')).toBe('');
});

it('makes addresses that the api takes', () => {
  for (const name of ['Östra Göinge', 'Ale', 'x'.repeat(80), 'Aix-en-Provence & Marseille'])
    expect(Slug.safeParse(slugOf(name)).success, name).toBe(true);
});

it('names coordinate systems, known and unknown', () => {
  expect(crsName(3006)).toBe('SWEREF 99 TM (EPSG:3006)');
  expect(crsName(32616)).toBe('WGS 84 / UTM 16N (EPSG:32616)');
  expect(crsName(2154)).toBe('EPSG:2154');
  expect(areaSrids(32616)).toEqual([32616, 32615, 32617, 3006, 27700, 25832, 25833]);
  expect(areaSrids(32601)).not.toContain(32600);
  expect(areaSrids(3006)[0]).toBe(3006);
});
