import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { insidePolygon, ringsOf } from './ring.testing.ts';
import { CATEGORY_MAPPINGS, SHIPPED_CATEGORIES, SIGTUNA } from './shipped.ts';

const codes = new Set(SHIPPED_CATEGORIES.map(({ code }) => code));
const focusAreas = SIGTUNA.agreements.flatMap(({ focus_areas }) => focus_areas.map(({ code }) => code));

describe('the shipped categories', () => {
  it('have codes that are all different and fit a byte', () => {
    expect(codes.size).toBe(SHIPPED_CATEGORIES.length);
    expect(codes.size).toBeLessThan(256);
    for (const code of codes) expect(code).toMatch(/^[a-z][a-z0-9_]{1,62}$/);
  });

  it('are named in three languages, and no two alike', () => {
    for (const language of ['sv', 'en', 'ar'] as const) {
      const names = SHIPPED_CATEGORIES.map((category) => category.names[language]);
      expect(names.every((name) => (name ?? '').length > 1)).toBe(true);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('are published in four groups, and never what is found by police or told in confidence', () => {
    const group = (wanted: number | null) =>
      SHIPPED_CATEGORIES.filter((category) => category.group === wanted).map(({ code }) => code);
    expect(group(1)).toEqual(['assault_outdoors', 'threat', 'harassment', 'robbery_personal', 'robbery_shop']);
    expect(group(2)).toHaveLength(7);
    expect(group(3)).toEqual(['vandalism', 'graffiti', 'arson']);
    expect(group(4)).toEqual(['disorder', 'brawl', 'reckless_driving']);
    for (const code of ['domestic_violence', 'sexual_offence', 'hate_crime', 'drug_dealing', 'unclassified'])
      expect(group(null)).toContain(code);
    for (const { group, default_discovery } of SHIPPED_CATEGORIES)
      if (group !== null) expect(default_discovery).not.toBe('police_discovered');
  });

  it('name only focus areas that an agreement has, and every focus area has a category', () => {
    const used = new Set(SHIPPED_CATEGORIES.flatMap(({ focus_areas }) => focus_areas));
    expect([...used].sort()).toEqual([...new Set(focusAreas)].sort());
  });
});

describe('the category mappings', () => {
  it.each(Object.entries(CATEGORY_MAPPINGS))('of %s lead from lower case to a shipped code', (_, mapping) => {
    for (const [value, code] of Object.entries(mapping)) {
      expect(value).toBe(value.toLowerCase().trim());
      expect(codes, value).toContain(code);
    }
  });

  it('know the names and codes that we write ourselves', () => {
    for (const { code, names } of SHIPPED_CATEGORIES)
      for (const word of [code, names.sv, names.en!, names.ar!])
        expect(CATEGORY_MAPPINGS.words[word.toLowerCase()], word).toBe(code);
  });

  it('lead the fourteen categories of data.police.uk and the commonest words somewhere sensible', () => {
    expect(Object.keys(CATEGORY_MAPPINGS.police_uk)).toHaveLength(14);
    expect(CATEGORY_MAPPINGS.police_uk['anti-social behaviour']).toBe('disorder');
    expect(CATEGORY_MAPPINGS.polisen['misshandel, grov']).toBe('assault');
    expect(CATEGORY_MAPPINGS.words['personal robbery']).toBe('robbery_personal');
    expect(CATEGORY_MAPPINGS.words['commercial robbery']).toBe('robbery_shop');
  });
});

describe('Sigtuna as shipped', () => {
  it('has an outline of 62 vertices with all places inside it', () => {
    const outline = ringsOf(SIGTUNA.outline);
    expect(outline.flat()).toHaveLength(62);
    for (const { properties, geometry } of SIGTUNA.places) {
      const points = geometry.type === 'Point' ? [geometry.coordinates as [number, number]] : ringsOf(geometry).flat();
      for (const [lon, lat] of points) expect(insidePolygon([lon, lat], outline), properties.slug).toBe(true);
    }
  });

  it('has three named places as areas, study areas with Arlanda off, and neighbourhoods with their precision', () => {
    const of = (kind: string) => SIGTUNA.places.filter(({ properties }) => properties.kind === kind);
    expect(of('named_place').map(({ properties }) => properties.slug)).toEqual([
      'valsta-centrum',
      'marsta-centrum',
      'marsta-station',
    ]);
    for (const { properties, geometry } of of('named_place')) {
      expect(properties.named_in).toBe('2019');
      expect(geometry.type).toBe('Polygon');
    }
    const on = of('study_area').filter(({ properties }) => properties.on_by_default);
    expect(on.map(({ properties }) => properties.slug)).toEqual(['marsta', 'steninge', 'sigtuna-stad', 'rosersberg']);
    expect(of('study_area')).toHaveLength(5);
    for (const { properties, geometry } of of('neighbourhood')) {
      expect(geometry.type).toBe('Point');
      expect(properties.precision_m).toBeGreaterThan(0);
    }
  });

  it('draws its rings counter-clockwise and closed (RFC 7946)', () => {
    for (const { geometry, properties } of SIGTUNA.places) {
      if (geometry.type === 'Point') continue;
      for (const ring of ringsOf(geometry)) {
        expect(ring[0]).toEqual(ring.at(-1));
        let doubled = 0;
        for (let i = 1; i < ring.length; i++) doubled += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
        expect(doubled, properties.slug).toBeGreaterThan(0);
      }
    }
  });

  it('has two agreements with four focus areas each, named in three languages', () => {
    expect(SIGTUNA.agreements.map(({ valid_from }) => valid_from.slice(0, 4))).toEqual(['2019', '2023']);
    for (const { focus_areas, title, source } of SIGTUNA.agreements) {
      expect(focus_areas).toHaveLength(4);
      expect(source.length).toBeGreaterThan(10);
      for (const names of [title, ...focus_areas.map((area) => area.names), ...focus_areas.map((area) => area.covers!)])
        expect(names.en && names.ar && names.sv).toBeTruthy();
    }
  });

  it('never says in Arabic that somebody informs on somebody', () => {
    const everything = ['sigtuna.json', 'categories.json', 'sigtuna-places.geojson']
      .map((name) => readFileSync(new URL(`./shipped/${name}`, import.meta.url), 'utf8'))
      .join('');
    expect(everything).not.toMatch(/بلاغ|إبلاغ|تبليغ/u);
  });
});
