import { expect, it } from 'vitest';
import { formatTileUrl, parseTileUrl } from './tile-url.ts';

it('reads what it wrote, once MapLibre has filled in the tile', () => {
  const url = formatTileUrl('upplands-vasby.3', 42).replace('{z}', '12').replace('{x}', '2250').replace('{y}', '1196');
  expect(parseTileUrl(url)).toEqual({ engine: 'upplands-vasby.3', z: 12, x: 2250, y: 1196, generation: 42 });
});

it('gives every generation an address of its own', () => {
  expect(formatTileUrl('sigtuna.0', 1)).not.toBe(formatTileUrl('sigtuna.0', 2));
});

it.each([
  'https://tiles.example/12/1/1?g=1',
  'lagesbild://sigtuna.0/12/4096/0?g=1',
  'lagesbild://sigtuna.0/25/0/0?g=1',
  'lagesbild://sigtuna.0/-1/0/0?g=1',
  'lagesbild://sigtuna.0/1.5/0/0?g=1',
  'lagesbild://sigtuna.0/1/0/0',
])('refuses %s', (url) => {
  expect(parseTileUrl(url)).toBeNull();
});
