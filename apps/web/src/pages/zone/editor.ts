import { cornerAt, insertCorner, middleAfter, moveCorner, removeCorner } from './corner.ts';
import type { EditedZone } from './edited-zone.ts';
import { closingFault, cornerFault, type Fault, holeFault, shapeFault } from './fault.ts';
import { merged, split } from './overlay.ts';
import { type CornerAt, distance, type Point, type Shape } from './shape.ts';
import { smoothed } from './smooth.ts';

/** What a press on the map does: choose, or set the next corner of something. */
export type Tool = 'select' | 'draw' | 'hole' | 'split' | 'merge';

export interface Editor {
  readonly zones: readonly EditedZone[];
  readonly selected: string | null;
  readonly corner: CornerAt | null;
  readonly tool: Tool;
  /** Corners set so far. */
  readonly line: readonly Point[];
  readonly past: readonly (readonly EditedZone[])[];
  readonly future: readonly (readonly EditedZone[])[];
  /** The zones before what is being dragged, so that a drag is one step to undo. */
  readonly held: readonly EditedZone[] | null;
  /** What was refused last, counted so that the same is said twice. */
  readonly refused: { readonly fault: Fault; readonly times: number } | null;
}

export type Change =
  | { do: 'open'; zones: readonly EditedZone[] }
  | { do: 'replace'; zones: readonly EditedZone[] }
  | { do: 'select'; zone_id: string | null }
  | { do: 'corner'; at: CornerAt | null }
  | { do: 'tool'; tool: Tool }
  | { do: 'put'; point: Point }
  | { do: 'take_back' }
  /** Closes what is drawn: a zone, a hole, or a line to cut along. */
  | { do: 'close'; zone_id: string; name: string }
  | { do: 'cancel' }
  /** `passing` while a pointer holds the corner; the last move isn't. */
  | { do: 'move'; at: CornerAt; to: Point; passing: boolean }
  | { do: 'insert'; after: CornerAt; point?: Point }
  | { do: 'remove'; at: CornerAt }
  | { do: 'merge'; other: string }
  /** Zones that come from elsewhere, instead of some that were there. */
  | { do: 'add'; zones: readonly EditedZone[]; instead?: readonly EditedZone[] }
  | { do: 'smooth' }
  | { do: 'describe'; zone_id: string; name?: string; why?: string }
  | { do: 'delete'; zone_id: string }
  | { do: 'undo' }
  | { do: 'redo' };

/** How far back one can go. */
const STEPS = 100;

export const NOTHING_DRAWN: Editor = {
  ...{ zones: [], selected: null, corner: null, tool: 'select', line: [] },
  ...{ past: [], future: [], held: null, refused: null },
};

const refuse = (editor: Editor, fault: Fault): Editor => ({
  ...editor,
  refused: { fault, times: (editor.refused?.times ?? 0) + 1 },
});

/** Another set of zones, as a step that can be undone. */
const step = (editor: Editor, zones: readonly EditedZone[], rest: Partial<Editor> = {}): Editor => ({
  ...editor,
  ...{
    zones,
    past: [...editor.past, editor.held ?? editor.zones].slice(-STEPS),
    future: [],
    held: null,
    refused: null,
  },
  ...rest,
});

/** What is wrong with the next corner; a cut begins and ends outside of what it cuts. */
export const putFault = ({ tool, line }: Editor, point: Point, area: Shape): Fault | null =>
  cornerFault(line, point, tool === 'split' ? ANYWHERE : area);

export const selectedZone = ({ zones, selected }: Editor): EditedZone | undefined =>
  zones.find(({ zone_id }) => zone_id === selected);

const reshaped = (zones: readonly EditedZone[], zone_id: string | null, shape: Shape): EditedZone[] =>
  zones.map((zone) => (zone.zone_id === zone_id ? { ...zone, shape, given: null } : zone));

/** A zone's shape changed to another, unless there is something wrong with it. */
function reshape(editor: Editor, area: Shape, shape: Shape, rest: Partial<Editor> = {}): Editor {
  const fault = shapeFault(shape, area);
  return fault === null ? step(editor, reshaped(editor.zones, editor.selected, shape), rest) : refuse(editor, fault);
}

function close(editor: Editor, area: Shape, zone_id: string, name: string): Editor {
  const { line, tool, zones } = editor;
  const zone = selectedZone(editor);
  const done: Partial<Editor> = { tool: 'select', line: [], corner: null };
  if (tool === 'draw') {
    const fault = closingFault(line) ?? shapeFault([[line]], area);
    if (fault !== null) return refuse(editor, fault);
    const drawn: EditedZone = { zone_id, name, origin: 'drawn', why: '', shape: [[line]], given: null };
    return step(editor, [...zones, drawn], { ...done, selected: zone_id });
  }
  if (zone === undefined) return editor;
  if (tool === 'hole') {
    const fault = holeFault(line, zone.shape);
    if (fault !== null) return refuse(editor, fault);
    const into = zone.shape.findIndex((rings) => holeFault(line, [rings]) === null);
    const shape = zone.shape.map((rings, i) => (i === into ? [...rings, line] : rings));
    return reshape(editor, area, shape, done);
  }
  if (tool !== 'split') return editor;
  const halves = line.length < 2 ? null : split(zone.shape, line);
  if (halves === null) return refuse(editor, line.length < 2 ? 'few_corners' : 'off_zone');
  const fault = halves.map((half) => shapeFault(half, area)).find((one) => one !== null);
  if (fault !== undefined) return refuse(editor, fault);
  const other: EditedZone = { ...zone, zone_id, name, shape: halves[1], given: null };
  return step(editor, [...reshaped(zones, zone.zone_id, halves[0]), other], done);
}

/**
 * The editor of zones, a change at a time. What would leave a zone that can't be is refused, and the refusal says why.
 *
 * @param area  where zones may lie: the municipality
 */
export const editing =
  (area: Shape) =>
  (editor: Editor, change: Change): Editor => {
    const { zones, past, future, line } = editor;
    const zone = selectedZone(editor);
    switch (change.do) {
      case 'open':
        return { ...NOTHING_DRAWN, zones: change.zones };
      case 'replace':
        return step(editor, change.zones, { corner: null });
      case 'select':
        return { ...editor, selected: change.zone_id, corner: null, tool: 'select', line: [], refused: null };
      case 'corner':
        return { ...editor, corner: change.at };
      case 'tool':
        return { ...editor, tool: change.tool, line: [], corner: null, refused: null };
      case 'put': {
        const fault = putFault(editor, change.point, area);
        return fault === null ? { ...editor, line: [...line, change.point], refused: null } : refuse(editor, fault);
      }
      case 'take_back':
        return { ...editor, line: line.slice(0, -1), refused: null };
      case 'close':
        return close(editor, area, change.zone_id, change.name);
      case 'cancel': {
        // What a hand still holds goes back to where it took it.
        const { held } = editor;
        return { ...editor, zones: held ?? zones, held: null, tool: 'select', line: [], corner: null, refused: null };
      }
      case 'move': {
        if (zone === undefined) return editor;
        const from = cornerAt(zone.shape, change.at);
        const isPressed = from !== undefined && distance(from, change.to) === 0 && editor.held === null;
        if (isPressed) return { ...editor, corner: change.at };
        const shape = moveCorner(zone.shape, change.at, change.to);
        const fault = shapeFault(shape, area);
        if (fault !== null) {
          // A drag that ends where the corner can't be leaves it where it last could.
          const stays = change.passing || editor.held === null ? editor : step(editor, zones, { corner: change.at });
          return stays === editor && change.passing && editor.refused?.fault === fault ? editor : refuse(stays, fault);
        }
        if (!change.passing) return reshape(editor, area, shape, { corner: change.at });
        const held = editor.held ?? zones;
        return { ...editor, zones: reshaped(zones, zone.zone_id, shape), held, corner: change.at, refused: null };
      }
      case 'insert': {
        const point = change.point ?? (zone && middleAfter(zone.shape, change.after));
        if (zone === undefined || point === undefined) return editor;
        const corner = { ...change.after, corner: change.after.corner + 1 };
        return reshape(editor, area, insertCorner(zone.shape, change.after, point), { corner });
      }
      case 'remove': {
        if (zone === undefined) return editor;
        const shape = removeCorner(zone.shape, change.at);
        const left = shape[change.at.part]?.[change.at.ring];
        const corner = left === undefined ? null : { ...change.at, corner: change.at.corner % left.length };
        return reshape(editor, area, shape, { corner });
      }
      case 'merge': {
        const other = zones.find(({ zone_id }) => zone_id === change.other);
        if (zone === undefined || other === undefined || other === zone) return editor;
        const rest = zones.filter((one) => one !== other);
        const shape = merged(zone.shape, other.shape);
        return step(editor, reshaped(rest, zone.zone_id, shape), { tool: 'select', corner: null });
      }
      case 'add': {
        const selected = change.zones.at(-1)?.zone_id ?? editor.selected;
        const stay = zones.filter((one) => !change.instead?.includes(one));
        return step(editor, [...stay, ...change.zones], { selected, tool: 'select', line: [], corner: null });
      }
      case 'smooth':
        return zone === undefined ? editor : reshape(editor, area, smoothed(zone.shape), { corner: null });
      case 'describe': {
        const { do: _do, zone_id, ...words } = change;
        return step(
          editor,
          zones.map((one) => (one.zone_id === zone_id ? { ...one, ...words } : one)),
        );
      }
      case 'delete':
        return step(
          editor,
          zones.filter(({ zone_id }) => zone_id !== change.zone_id),
          { selected: null, corner: null, tool: 'select', line: [] },
        );
      case 'undo': {
        if (line.length > 0) return { ...editor, line: line.slice(0, -1), refused: null };
        const before = past.at(-1);
        if (before === undefined) return editor;
        return { ...editor, ...stood(editor, before), past: past.slice(0, -1), future: [zones, ...future] };
      }
      case 'redo': {
        const [next, ...later] = future;
        if (next === undefined) return editor;
        return { ...editor, ...stood(editor, next), past: [...past, zones], future: later };
      }
    }
  };

/** What is chosen stays so, if it is there. */
const stood = ({ selected }: Editor, zones: readonly EditedZone[]): Partial<Editor> => ({
  ...{ zones, corner: null, held: null, refused: null, line: [], tool: 'select' },
  selected: zones.some(({ zone_id }) => zone_id === selected) ? selected : null,
});

const FAR_M = 1e9;
const ANYWHERE: Shape = [
  [
    [
      [-FAR_M, -FAR_M],
      [FAR_M, -FAR_M],
      [FAR_M, FAR_M],
      [-FAR_M, FAR_M],
    ],
  ],
];
