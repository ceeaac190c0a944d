import { DISCOVERIES, type Filter, formatFilter, type Municipality } from '@lagesbild/contract';
import type { Engine } from '../engine/engine.ts';
import type { CityMap } from '../map/city-map.ts';
import { nameIn } from '../text/index.ts';
import { type Caption, captioned, pagePaint } from './map-picture.ts';
import { csvOf, fileName, geojsonOf } from './row-file.ts';

/** Hand a file to the browser's own way of saving. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  follow(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function follow(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

/** The selected rows (or all: filter null) as a file. More than a page holds come straight from the api. */
export async function saveRows(
  format: 'csv' | 'geojson',
  engine: Engine,
  filter: Filter | null,
  municipality: Municipality,
  language: string,
): Promise<void> {
  const { slug, data } = municipality;
  const asked = formatFilter(filter ?? { discovery: [...DISCOVERIES], unit: 'row' });
  if (engine.state.origin === 'server') {
    const query = new URLSearchParams([...asked, ['lang', language]]);
    follow(`/api/${slug}/incidents/export.${format}?${query}`, fileName(slug, filter, data.demonstration, format));
    return;
  }
  const rows = await engine.rows(filter);
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/geo+json';
  const names = new Map(municipality.categories.map((category) => [category.code, nameIn(category.names, language)]));
  const version = engine.state.dataVersion ?? data.version;
  const about = { area: slug, filter: String(asked), n: rows.length, data_version: version, language };
  const name = fileName(slug, filter, data.demonstration, format, { n: rows.length, version });
  save(name, new Blob([format === 'csv' ? csvOf(rows, names) : geojsonOf(rows, names, about)], { type }));
}

/** The map as it stands, with what its colours mean and how many it shows. */
export async function savePicture(city: CityMap, name: string, caption: Omit<Caption, 'attribution'>): Promise<void> {
  const map = await city.picture();
  const width = document.querySelector('.maplibregl-canvas')?.clientWidth ?? innerWidth;
  save(name, await captioned(map, { ...caption, attribution: city.drawn.attribution }, pagePaint(document), width));
}
