import type { Filter, Municipality } from '@lagesbild/contract';
import type { Engine } from '../engine/engine.ts';
import type { CityMap } from '../map/city-map.ts';
import { type Caption, captioned, pagePaint } from './map-picture.ts';
import { csvOf, fileName, geojsonOf } from './row-file.ts';

/** Hand a file to the browser's own way of saving. */
export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The selected rows (or all: filter null) as a file. */
export async function saveRows(
  format: 'csv' | 'geojson',
  engine: Engine,
  filter: Filter | null,
  municipality: Municipality,
): Promise<void> {
  const rows = await engine.rows(filter);
  const name = fileName(municipality.slug, filter, municipality.data.demonstration, format);
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/geo+json';
  save(name, new Blob([format === 'csv' ? csvOf(rows) : geojsonOf(rows)], { type }));
}

/** The map as it stands, with what its colours mean and how many it shows. */
export async function savePicture(city: CityMap, name: string, caption: Omit<Caption, 'attribution'>): Promise<void> {
  const map = await city.picture();
  const width = document.querySelector('.maplibregl-canvas')?.clientWidth ?? innerWidth;
  save(name, await captioned(map, { ...caption, attribution: city.drawn.attribution }, pagePaint(document), width));
}
