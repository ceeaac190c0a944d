import type { Zone } from '@lagesbild/contract';
import { describe, expect, it } from 'vitest';
import { outlineOf } from './outline.ts';
import { chosen, reconcile } from './reconcile.ts';
import { areaOf } from './shape.ts';
import { box } from './testing.ts';
import { differenceOf } from './version-difference.ts';

const flat = {
  toMetres: (x: number, y: number): [number, number] => [x, y],
  toDegrees: (x: number, y: number): [number, number] => [x, y],
};
const zone = (zone_id: string, change: Partial<Zone> = {}, east = 200): Zone => ({
  ...{ zone_id, name: zone_id, origin: 'drawn', why: '' },
  outline: outlineOf([[box(100, 100, east, 200)]], flat),
  ...change,
});
const base = [zone('a'), zone('b'), zone('c'), zone('d')];

describe('two changes of one plan', () => {
  it('go together by themselves where each zone was changed on one side only', () => {
    const mine = [zone('a', { name: 'Torget' }), zone('b'), zone('c'), zone('ny')];
    const theirs = [zone('a'), zone('b', {}, 300), zone('c'), zone('d'), zone('deras')];
    const { zones, conflicts, taken } = reconcile(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(zones.map(({ zone_id }) => zone_id).sort()).toEqual(['a', 'b', 'c', 'deras', 'ny']);
    expect(zones.find(({ zone_id }) => zone_id === 'a')!.name).toBe('Torget');
    expect(zones.find(({ zone_id }) => zone_id === 'b')).toEqual(theirs[1]);
    expect([...taken].sort()).toEqual(['b', 'deras']);
  });

  it('are a conflict where both changed the same zone, or one changed what the other took away', () => {
    const mine = [zone('a', { name: 'Min' }), zone('b'), zone('d', {}, 250)];
    const theirs = [zone('a', { name: 'Deras' }), zone('b'), zone('c', { why: 'kväll' })];
    const found = reconcile(base, mine, theirs);
    expect(found.conflicts.map(({ zone_id }) => zone_id).sort()).toEqual(['a', 'c', 'd']);
    expect(chosen(found, { a: 'theirs', c: 'theirs', d: 'theirs' }, () => 'x').map(({ name }) => name)).toEqual([
      'Deras',
      'b',
      'c',
    ]);
    expect(chosen(found, { a: 'both', c: 'mine', d: 'mine' }, () => 'x')).toEqual([
      mine[0],
      { ...theirs[0], zone_id: 'x' },
      mine[1],
      mine[2],
    ]);
  });

  it('that are the same are no conflict', () => {
    const same = [zone('a', { name: 'Torget' }), zone('b')];
    expect(reconcile(base, same, structuredClone(same))).toEqual({ zones: same, conflicts: [], taken: [] });
  });
});

describe('the difference of two versions', () => {
  it('is what came, went, was renamed and moved, with the area of each', () => {
    const after = [zone('a'), zone('b', { name: 'Nytt' }), zone('c', {}, 250), zone('e')];
    const found = differenceOf(base, after, ({ outline }) =>
      outline.coordinates.map((rings) => rings.map((ring) => ring.slice(0, -1).map(([x, y]) => [x!, y!] as const))),
    );
    const areas = found.map(({ zone_id, kind, renamed, gained, lost }) => [
      ...[zone_id, kind, renamed],
      ...[areaOf(gained), areaOf(lost)],
    ]);
    expect(areas).toEqual([
      ['b', 'changed', 'b', 0, 0],
      ['c', 'changed', null, 5_000, 0],
      ['e', 'added', null, 10_000, 0],
      ['d', 'removed', null, 0, 10_000],
    ]);
  });
});
