import { describe, expect, it } from 'vitest';
import { type Change, type Editor, editing, NOTHING_DRAWN, selectedZone } from './editor.ts';
import { areaOf, type Point } from './shape.ts';
import { AREA, box, zoneOf } from './testing.ts';

const change = editing(AREA);
const after = (editor: Editor, ...changes: Change[]): Editor => changes.reduce(change, editor);
const puts = (points: readonly Point[]): Change[] => points.map((point) => ({ do: 'put', point }));
const draw = (points: readonly Point[], zone_id = 'new'): Change[] => [
  { do: 'tool', tool: 'draw' },
  ...puts(points),
  { do: 'close', zone_id, name: zone_id },
];
const cornersOfChosen = (editor: Editor): readonly Point[] => selectedZone(editor)!.shape[0]![0]!;
const opened = after(NOTHING_DRAWN, {
  do: 'open',
  zones: [zoneOf('a', [[box(100, 100, 200, 200)]]), zoneOf('b', [[box(200, 100, 300, 200)]])],
});
const chosen = after(opened, { do: 'select', zone_id: 'a' });

describe('drawing', () => {
  it('closes a line to a zone, and undo takes it back', () => {
    const drawn = after(NOTHING_DRAWN, ...draw(box(500, 500, 600, 600)));
    expect(selectedZone(drawn)).toMatchObject({ zone_id: 'new', origin: 'drawn', shape: [[box(500, 500, 600, 600)]] });
    expect(drawn.tool).toBe('select');
    const undone = after(drawn, { do: 'undo' });
    expect(undone.zones).toEqual([]);
    expect(undone.selected).toBeNull();
    expect(after(undone, { do: 'redo' }).zones).toHaveLength(1);
  });

  it('refuses a corner that would make the line cross itself, and keeps what was drawn', () => {
    const line: Point[] = [
      [500, 500],
      [600, 500],
      [600, 600],
    ];
    const drawn = after(NOTHING_DRAWN, { do: 'tool', tool: 'draw' }, ...puts(line));
    const refused = after(drawn, { do: 'put', point: [550, 400] });
    expect(refused.refused).toEqual({ fault: 'crosses_itself', times: 1 });
    expect(refused.line).toEqual(line);
    expect(after(refused, { do: 'put', point: [550, 400] }).refused?.times).toBe(2);
    expect(after(refused, { do: 'put', point: [500, 600] }).refused).toBeNull();
  });

  it('refuses a corner outside the municipality, one that is there already, a ring too small or of too few corners', () => {
    const start = after(NOTHING_DRAWN, { do: 'tool', tool: 'draw' });
    expect(after(start, { do: 'put', point: [-1, 5] }).refused?.fault).toBe('outside');
    const one = after(start, { do: 'put', point: [5, 5] });
    expect(after(one, { do: 'put', point: [5.2, 5] }).refused?.fault).toBe('same_corner');
    expect(after(one, { do: 'close', zone_id: 'x', name: 'x' }).refused?.fault).toBe('few_corners');
    expect(after(start, ...draw(box(5, 5, 15, 15))).refused?.fault).toBe('too_small');
  });

  it('takes corners back one by one, with undo too, before it touches zones', () => {
    const drawn = after(chosen, { do: 'tool', tool: 'draw' }, ...puts(box(500, 500, 600, 600)));
    expect(after(drawn, { do: 'take_back' }).line).toHaveLength(3);
    expect(after(drawn, { do: 'undo' }).line).toHaveLength(3);
    expect(after(drawn, { do: 'cancel' })).toMatchObject({ line: [], tool: 'select', zones: opened.zones });
  });
});

describe('corners', () => {
  const at = { part: 0, ring: 0, corner: 0 };

  it('move as one step however many places a drag went through', () => {
    const dragged = after(
      chosen,
      { do: 'move', at, to: [90, 90], passing: true },
      { do: 'move', at, to: [80, 80], passing: true },
      { do: 'move', at, to: [70, 70], passing: false },
    );
    expect(cornersOfChosen(dragged)[0]).toEqual([70, 70]);
    expect(after(dragged, { do: 'undo' }).zones).toEqual(opened.zones);
  });

  it('stay where they were last possible when a drag goes where they can’t be', () => {
    const dragged = after(
      chosen,
      { do: 'move', at, to: [90, 90], passing: true },
      { do: 'move', at, to: [400, 150], passing: true },
    );
    expect(cornersOfChosen(dragged)[0]).toEqual([90, 90]);
    expect(dragged.refused?.fault).toBe('crosses_itself');
    const let_go = after(dragged, { do: 'move', at, to: [400, 150], passing: false });
    expect(cornersOfChosen(let_go)[0]).toEqual([90, 90]);
    expect(after(let_go, { do: 'undo' }).zones).toEqual(opened.zones);
  });

  it('are added in the middle of an edge and removed, down to a triangle', () => {
    const added = after(chosen, { do: 'insert', after: at });
    expect(cornersOfChosen(added)[1]).toEqual([150, 100]);
    expect(added.corner).toEqual({ ...at, corner: 1 });
    const triangle = after(added, { do: 'remove', at: added.corner! }, { do: 'remove', at });
    expect(cornersOfChosen(triangle)).toHaveLength(3);
    expect(after(triangle, { do: 'remove', at }).refused?.fault).toBe('few_corners');
  });
});

it('gives a corner up that is held, to where it was taken', () => {
  const at = { part: 0, ring: 0, corner: 0 };
  const given_up = after(chosen, { do: 'move', at, to: [90, 90], passing: true }, { do: 'cancel' });
  expect(given_up).toMatchObject({ zones: opened.zones, past: [], held: null, corner: null });
});

describe('whole zones', () => {
  it('come from elsewhere, instead of some that were there, as one step', () => {
    const [a] = opened.zones;
    const come = [zoneOf('c', [[box(120, 120, 180, 180)]]), zoneOf('d', [[box(400, 400, 500, 500)]])];
    const taken = after(opened, { do: 'add', zones: come, instead: [a!] });
    expect(taken.zones.map(({ zone_id }) => zone_id)).toEqual(['b', 'c', 'd']);
    expect(after(taken, { do: 'undo' }).zones).toEqual(opened.zones);
  });

  it('merge into the chosen one, which keeps its name, and area adds up', () => {
    const merged = after(chosen, { do: 'merge', other: 'b' });
    expect(merged.zones.map(({ zone_id }) => zone_id)).toEqual(['a']);
    expect(areaOf(merged.zones[0]!.shape)).toBeCloseTo(20_000, 6);
    expect(merged.zones[0]!.shape).toHaveLength(1);
  });

  it('are split along a line into two that have its area together', () => {
    const cut = after(
      chosen,
      { do: 'tool', tool: 'split' },
      ...puts([
        [140, 90],
        [140, 210],
      ]),
      { do: 'close', zone_id: 'c', name: 'c' },
    );
    expect(cut.zones.map(({ zone_id }) => zone_id)).toEqual(['a', 'b', 'c']);
    const [a, , c] = cut.zones.map(({ shape }) => areaOf(shape));
    expect(a! + c!).toBeCloseTo(10_000, 6);
    expect(Math.min(a!, c!)).toBeCloseTo(4_000, 6);
  });

  it('aren’t split by a line beside them', () => {
    const line: Point[] = [
      [50, 90],
      [50, 210],
    ];
    const cut = after(chosen, { do: 'tool', tool: 'split' }, ...puts(line), { do: 'close', zone_id: 'c', name: 'c' });
    expect(cut.refused?.fault).toBe('off_zone');
    expect(cut.zones).toEqual(opened.zones);
  });

  it('get a hole inside themselves, and none across their edge or in the hole that is there', () => {
    const hole = (ring: readonly Point[]): Change[] => [
      { do: 'tool', tool: 'hole' },
      ...puts(ring),
      { do: 'close', zone_id: 'x', name: 'x' },
    ];
    const cut = after(chosen, ...hole(box(120, 120, 150, 150)));
    expect(areaOf(selectedZone(cut)!.shape)).toBe(10_000 - 900);
    expect(after(cut, ...hole(box(125, 125, 148, 148))).refused?.fault).toBe('hole_outside');
    expect(after(chosen, ...hole(box(180, 120, 230, 150))).refused?.fault).toBe('hole_outside');
    const filled = after(
      cut,
      { do: 'remove', at: { part: 0, ring: 1, corner: 0 } },
      { do: 'remove', at: { part: 0, ring: 1, corner: 0 } },
    );
    expect(selectedZone(filled)?.shape.flat()).toHaveLength(1);
  });

  it('are renamed, explained and deleted, each a step', () => {
    const described = after(chosen, { do: 'describe', zone_id: 'a', name: 'Torget', why: 'Kvällar' });
    expect(selectedZone(described)).toMatchObject({ name: 'Torget', why: 'Kvällar' });
    const gone = after(described, { do: 'delete', zone_id: 'a' });
    expect(gone).toMatchObject({ selected: null });
    expect(after(gone, { do: 'undo' }, { do: 'undo' }).zones).toEqual(opened.zones);
  });
});

it('takes a corner that is pressed and let go where it is for no change', () => {
  const pressed = after(chosen, { do: 'move', at: { part: 0, ring: 0, corner: 0 }, to: [100, 100], passing: false });
  expect(pressed).toMatchObject({ past: [], zones: opened.zones, corner: { corner: 0 } });
});
