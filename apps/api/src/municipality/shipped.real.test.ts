import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { CATEGORY_MAPPINGS, SIGTUNA } from './shipped.ts';

const DATA = new URL('../../../../../shared/data/', import.meta.url);
const bytes = (name: string): Buffer => readFileSync(new URL(name, DATA));
const rows = (text: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;

describe.skipIf(!existsSync(DATA))('what is shipped, against the real files', () => {
  it('maps every type of polisen.se but the summaries', () => {
    const types = rows(bytes('polisen_event_types.csv').toString()).map(({ type }) => type!.trim().toLowerCase());
    expect(types).toHaveLength(97);
    const unmapped = types.filter((type) => !(type in CATEGORY_MAPPINGS.polisen));
    expect(unmapped).toHaveLength(8);
    expect(unmapped.every((type) => type.startsWith('sammanfattning '))).toBe(true);
  });

  it('maps every category of data.police.uk', () => {
    const file = gunzipSync(bytes('policeuk_avon2021.csv.gz')).toString();
    const types = new Set(rows(file).map((row) => row['Crime type']!.toLowerCase()));
    expect([...types].sort()).toEqual(Object.keys(CATEGORY_MAPPINGS.police_uk).sort());
  });

  it('maps the kinds of robbery in Memphis', () => {
    const types = new Set(
      rows(gunzipSync(bytes('memphis_robberies.csv.gz')).toString()).map((row) => row.offense_type!),
    );
    for (const type of types) expect(CATEGORY_MAPPINGS.words[type.toLowerCase()], type).toMatch(/^robbery/);
  });

  it('draws the named places round their measured centres', () => {
    const named = SIGTUNA.places.filter(({ properties }) => properties.kind === 'named_place');
    const places = rows(bytes('places.csv').toString());
    const at = (start: string): [number, number] => {
      const row = places.find(({ place }) => place!.startsWith(start))!;
      return [Number(row.lon), Number(row.lat)];
    };
    const box = (slug: string) => {
      const ring = named.find(({ properties }) => properties.slug === slug)!.geometry.coordinates[0] as [
        number,
        number,
      ][];
      const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
      return { west: Math.min(...xs), east: Math.max(...xs), south: Math.min(...ys), north: Math.max(...ys) };
    };
    for (const [slug, start] of [
      ['valsta-centrum', 'Valsta centrum'],
      ['marsta-centrum', 'Märsta Centrum'],
      ['marsta-station', 'Märsta station (commuter'],
      ['marsta-station', 'Märsta station bus'],
    ] as const) {
      const [x, y] = at(start);
      const { west, east, south, north } = box(slug);
      expect(x > west && x < east && y > south && y < north, start).toBe(true);
    }
  });
});
