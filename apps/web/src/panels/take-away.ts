import { DISCOVERIES, type Filter, formatFilter, type Municipality } from '@lagesbild/contract';
import type { Engine } from '../engine/engine.ts';
import type { CityMap } from '../map/city-map.ts';
import { nameIn } from '../text/index.ts';
import { type Caption, captioned, pagePaint } from './map-picture.ts';
import { csvOf, type FileMatter, fileName, geojsonOf, metadataOf } from './row-file.ts';

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

interface Taken {
  engine: Engine;
  /** null: every row there is */
  filter: Filter | null;
  municipality: Municipality;
  language: string;
  /** the page that opens to the same figures */
  address: string;
}

const askedBy = (filter: Filter | null): URLSearchParams =>
  formatFilter(filter ?? { discovery: [...DISCOVERIES], unit: 'row' });

/** What a file is of, and what it is called for that. */
function matterOf({ engine, filter, municipality, language, address }: Taken, ending: string, n: number) {
  const { slug, data } = municipality;
  const data_version = engine.state.dataVersion ?? data.version;
  const left_out = filter === null ? null : (engine.tally?.left_out ?? null);
  const matter: FileMatter = {
    area: slug,
    filter: String(askedBy(filter)),
    n,
    data_version,
    left_out,
    language,
    address,
  };
  return { matter, name: fileName(slug, filter, data.demonstration, ending, { n, version: data_version }) };
}

/** The selected rows (or all) as a file. More than a page holds come straight from the api. */
export async function saveRows(format: 'csv' | 'geojson', taken: Taken): Promise<void> {
  const { engine, filter, municipality, language } = taken;
  if (engine.state.origin === 'server') {
    const { slug } = municipality;
    const { name } = matterOf(taken, format, (filter === null ? engine.tally?.total : engine.tally?.n) ?? 0);
    const query = new URLSearchParams([...askedBy(filter), ['lang', language]]);
    follow(`/api/${slug}/incidents/export.${format}?${query}`, name);
    return;
  }
  const rows = await engine.rows(filter);
  const names = new Map(municipality.categories.map((category) => [category.code, nameIn(category.names, language)]));
  const { matter, name } = matterOf(taken, format, rows.length);
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/geo+json';
  save(name, new Blob([format === 'csv' ? csvOf(rows, names) : geojsonOf(rows, names, matter)], { type }));
}

/** What the table of the selected rows is of, as a file to lie beside it. */
export function saveMetadata(taken: Taken): void {
  const { matter, name } = matterOf(taken, 'csv', taken.engine.tally?.n ?? 0);
  save(`${name}-metadata.json`, new Blob([metadataOf(name, matter)], { type: 'application/csvm+json' }));
}

/** The map as it stands, with what its colours mean and how many it shows. */
export async function savePicture(city: CityMap, name: string, caption: Omit<Caption, 'attribution'>): Promise<void> {
  const map = await city.picture();
  const width = document.querySelector('.maplibregl-canvas')?.clientWidth ?? innerWidth;
  save(name, await captioned(map, { ...caption, attribution: city.drawn.attribution }, pagePaint(document), width));
}
