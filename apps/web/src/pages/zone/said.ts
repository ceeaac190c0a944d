import { cornerAt, cornersOf, sameCorner } from './corner.ts';
import { type Editor, selectedZone } from './editor.ts';
import type { Fault } from './fault.ts';
import { areaOf, distance } from './shape.ts';

/** A sentence by its key, with what it is filled in with. */
export interface Said {
  readonly say:
    | `said.${'first' | 'corner' | 'reshaped' | 'back' | 'drawn' | 'moved' | 'more' | 'fewer' | 'undone' | 'redone' | 'gone' | 'merged'}`
    | `fault.${Fault}`;
  readonly names?: Readonly<Record<string, string>>;
  readonly counts?: Readonly<Record<string, number>>;
  readonly m2?: number;
}

/** What a change did that can be seen only on the map, for those who don't see it; null: nothing that the list doesn't show. */
export function saidOf(was: Editor, now: Editor): Said | null {
  const { refused, line, zones } = now;
  if (refused !== null && refused !== was.refused) return { say: `fault.${refused.fault}` };
  if (line.length > was.line.length) {
    const [last, previous] = [line.at(-1)!, line.at(-2)];
    if (previous === undefined) return { say: 'said.first' };
    return { say: 'said.corner', counts: { n: line.length, metres: Math.round(distance(previous, last)) } };
  }
  if (line.length > 0 && line.length < was.line.length) return { say: 'said.back', counts: { n: line.length } };
  if (now.held !== null || (zones === was.zones && was.held === null)) return null;
  if (now.past.length < was.past.length && now.future.length > was.future.length) return { say: 'said.undone' };
  if (was.future.length > 0 && zones === was.future[0]) return { say: 'said.redone' };
  // Another plan, or another version of it, is no step.
  if (now.past.at(-1) !== (was.held ?? was.zones)) return null;
  const known = new Set(was.zones.map(({ zone_id }) => zone_id));
  const fresh = zones.filter(({ zone_id }) => !known.has(zone_id));
  if (fresh.length === 1 && was.line.length > 0)
    return { say: 'said.drawn', names: { name: fresh[0]!.name }, m2: areaOf(fresh[0]!.shape) };
  const left = new Set(zones.map(({ zone_id }) => zone_id));
  const gone = was.zones.filter(({ zone_id }) => !left.has(zone_id));
  const zone = selectedZone(now);
  if (gone.length === 1 && fresh.length === 0) {
    const { name } = gone[0]!;
    const isMerged = zone !== undefined && zone.shape !== selectedZone(was)?.shape;
    return isMerged
      ? { say: 'said.merged', names: { other: name, name: zone.name } }
      : { say: 'said.gone', names: { name } };
  }
  return zone === undefined ? null : cornerSaid({ ...was, zones: was.held ?? was.zones }, now);
}

/** A corner of the chosen zone was moved, added or taken away. */
function cornerSaid(was: Editor, now: Editor): Said | null {
  const [before, after] = [selectedZone(was), selectedZone(now)];
  if (before === undefined || after === undefined || before.shape === after.shape) return null;
  const [corners, n] = [cornersOf(after.shape), cornersOf(before.shape).length];
  if (Math.abs(corners.length - n) > 1) return { say: 'said.reshaped', counts: { corners: corners.length } };
  if (corners.length > n) return { say: 'said.more', counts: { corners: corners.length } };
  if (corners.length < n) return { say: 'said.fewer', counts: { corners: corners.length } };
  const { corner } = now;
  if (corner === null) return null;
  const [from, to] = [cornerAt(before.shape, corner), cornerAt(after.shape, corner)];
  if (from === undefined || to === undefined) return null;
  const i = corners.findIndex((one) => sameCorner(one, corner)) + 1;
  return { say: 'said.moved', counts: { i, metres: distance(from, to) } };
}
