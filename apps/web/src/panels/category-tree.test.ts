import type { Category } from '@lagesbild/contract';
import { describe, expect, it } from 'vitest';
import { categoryTree, portion, searchTree, toggleCategories, withCategories } from './category-tree.ts';

const category = (
  code: string,
  sv: string,
  group: number | null,
  kind: 'offence' | 'event',
  position: number,
): Category => ({
  code,
  names: { sv, en: `${code} in English` },
  kind,
  group,
  default_discovery: 'resident_reported',
  focus_areas: [],
  harm_weight: null,
  harm_source: null,
  position,
});
const list = [
  category('brawl', 'Bråk', 4, 'event', 3),
  category('assault', 'Misshandel', 1, 'offence', 1),
  category('drugs', 'Narkotika', null, 'offence', 5),
  category('fire_alarm', 'Automatlarm', null, 'event', 6),
  category('robbery', 'Rån', 1, 'offence', 2),
];
const all = list.map(({ code }) => code);

describe('the category tree', () => {
  it('has the publication groups, what is never published, and other events, in the municipality’s order', () => {
    expect(categoryTree(list).map(({ key, categories }) => [key, categories.map(({ code }) => code)])).toEqual([
      ['group1', ['assault', 'robbery']],
      ['group4', ['brawl']],
      ['never', ['drugs']],
      ['events', ['fire_alarm']],
    ]);
  });

  it('finds a name without its rings and dots, in any language', () => {
    expect(
      searchTree(categoryTree(list), 'ran').flatMap(({ categories }) => categories.map(({ code }) => code)),
    ).toEqual(['robbery']);
    expect(
      searchTree(categoryTree(list), 'BRAWL in').flatMap(({ categories }) => categories.map(({ code }) => code)),
    ).toEqual(['brawl']);
    expect(searchTree(categoryTree(list), 'zzz')).toEqual([]);
  });
});

describe('ticking categories', () => {
  it('leaves all but one when one of all is unticked', () => {
    expect(toggleCategories({}, ['drugs'], false, all).categories).toEqual([
      'brawl',
      'assault',
      'fire_alarm',
      'robbery',
    ]);
  });

  it('is no limit when all are ticked again, and no category when none is', () => {
    expect(toggleCategories({ categories: all.slice(1) }, [all[0]!], true, all)).toEqual({});
    expect(toggleCategories({ categories: ['drugs'] }, ['drugs'], false, all)).toEqual({ categories: [] });
  });

  it('drops codes the municipality does not have', () => {
    expect(withCategories({ from: '2026-01-01' }, new Set(['drugs', 'unknown']), all)).toEqual({
      from: '2026-01-01',
      categories: ['drugs'],
    });
  });

  it('shows a group as all, some or none', () => {
    expect(portion({}, ['assault', 'robbery'])).toBe('all');
    expect(portion({ categories: ['assault'] }, ['assault', 'robbery'])).toBe('some');
    expect(portion({ categories: [] }, ['assault', 'robbery'])).toBe('none');
  });
});
