import { expect, it } from 'vitest';
import { type Change, type Editor, editing, NOTHING_DRAWN } from './editor.ts';
import { saidOf } from './said.ts';
import { AREA, box, zoneOf } from './testing.ts';

const change = editing(AREA);
const after = (editor: Editor, ...changes: Change[]): Editor => changes.reduce(change, editor);
/** What is said of the last change. */
const said = (editor: Editor, ...changes: Change[]) => {
  const before = after(editor, ...changes.slice(0, -1));
  return saidOf(before, change(before, changes.at(-1)!));
};
const chosen = after(
  NOTHING_DRAWN,
  { do: 'open', zones: [zoneOf('a', [[box(100, 100, 200, 200)]]), zoneOf('b', [[box(200, 100, 300, 200)]])] },
  { do: 'select', zone_id: 'a' },
);
const first = { part: 0, ring: 0, corner: 0 };

it('says how far a corner was moved once it is let go, not on the way', () => {
  const passing: Change = { do: 'move', at: first, to: [104, 103], passing: true };
  expect(said(chosen, passing)).toBeNull();
  expect(said(chosen, passing, { do: 'move', at: first, to: [104, 103], passing: false })).toEqual({
    say: 'said.moved',
    counts: { i: 1, metres: 5 },
  });
});

it('says how many corners there are when one is added or removed', () => {
  const added = said(chosen, { do: 'insert', after: first });
  expect(added).toEqual({ say: 'said.more', counts: { corners: 5 } });
  const removed = said(chosen, { do: 'remove', at: first });
  expect(removed).toEqual({ say: 'said.fewer', counts: { corners: 3 } });
});

it('says what undo, redo, a removal and a merge did', () => {
  const insert: Change = { do: 'insert', after: first };
  expect(said(chosen, insert, { do: 'undo' })?.say).toBe('said.undone');
  expect(said(chosen, insert, { do: 'undo' }, { do: 'redo' })?.say).toBe('said.redone');
  expect(said(chosen, { do: 'delete', zone_id: 'b' })).toEqual({ say: 'said.gone', names: { name: 'b' } });
  expect(said(chosen, { do: 'merge', other: 'b' })).toEqual({ say: 'said.merged', names: { other: 'b', name: 'a' } });
});

it('says nothing of what is chosen, of a corner that is only pressed, nor of another plan', () => {
  expect(said(chosen, { do: 'select', zone_id: 'b' })).toBeNull();
  expect(said(chosen, { do: 'move', at: first, to: [100, 100], passing: false })).toBeNull();
  expect(said(chosen, { do: 'insert', after: first }, { do: 'open', zones: [] })).toBeNull();
});
