import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { filterStore } from '../filter.ts';
import type { DayScale } from './bar-paths.ts';
import { drag, type Extent, type Grip, gripAt, type Span, within } from './brush.ts';
import { spanOf, withSpan } from './extent.ts';

const GRIP_PX = 10;
/** A finger holds what a pointer would miss. */
const TOUCH_REACH = 1.6;
/** Less than this from where it went down, a pointer means a click. */
const DRAWN_FROM_PX = 4;

interface Drag {
  pointer: number;
  grip: Grip;
  anchor: number;
  start: Span;
  /** The filter to go back to on Escape. */
  before: typeof filterStore.filter;
  moved: boolean;
}

interface BrushOptions {
  frame: RefObject<HTMLElement | null>;
  thumbs: Record<'from' | 'to', RefObject<HTMLElement | null>>;
  extent: Extent;
  px: DayScale;
  dayUnder: (clientX: number) => number;
  /** A pixel's worth of days. */
  daysPerPx: number;
  /** Nothing is held, and a pointer is over this day. */
  onHover: (clientX: number, day: number) => void;
  onSpan: (clientX: number, span: Span) => void;
  onEnd: () => void;
}

/** The filter's days taken by a pointer: an end, the middle, or a new span; Escape goes back to what was. */
export function useBrushDrag(options: BrushOptions) {
  const { frame, thumbs, extent, px, dayUnder, daysPerPx, onHover, onSpan, onEnd } = options;
  const dragging = useRef<Drag | null>(null);
  const shown = (limited: Span | null): Span => within(limited ?? extent, extent);

  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    const day = dayUnder(event.clientX);
    const limited = spanOf(filterStore.filter, extent);
    const start = shown(limited);
    const reach = GRIP_PX * daysPerPx * (event.pointerType === 'touch' ? TOUCH_REACH : 1);
    // With nothing limited the ends can be held, the middle draws a new span.
    let grip = gripAt(day, start, reach);
    if (limited === null && grip === 'both') grip = 'new';
    const { pointerId: pointer } = event;
    dragging.current = { pointer, grip, anchor: Math.floor(day), start, before: filterStore.filter, moved: false };
    frame.current!.setPointerCapture(pointer);
    if (grip === 'from' || grip === 'to') thumbs[grip].current?.focus({ preventScroll: true });
    event.preventDefault();
  };
  const move = (event: PointerEvent): void => {
    const day = dayUnder(event.clientX);
    const held = dragging.current;
    if (held === null) {
      if (event.pointerType === 'touch') return;
      frame.current!.dataset.grip = gripAt(day, shown(spanOf(filterStore.filter, extent)), GRIP_PX * daysPerPx);
      onHover(event.clientX, day);
      return;
    }
    if (held.pointer !== event.pointerId) return;
    const at = held.grip === 'to' ? Math.round(day) - 1 : held.grip === 'from' ? Math.round(day) : Math.floor(day);
    if (!held.moved && held.grip === 'new' && Math.abs(px(at) - px(held.anchor)) < DRAWN_FROM_PX) return;
    held.moved = true;
    const span = drag(held.start, held.grip, held.anchor, at, extent);
    filterStore.setFilter((filter) => withSpan(filter, span, extent), { undoable: false });
    onSpan(event.clientX, span);
  };
  const up = (event: PointerEvent): void => {
    const held = dragging.current;
    if (held === null || held.pointer !== event.pointerId) return;
    dragging.current = null;
    if (held.moved) filterStore.setFilter(filterStore.filter);
    onEnd();
  };
  const cancel = (): void => {
    const held = dragging.current;
    dragging.current = null;
    if (held?.moved) filterStore.setFilter(held.before);
    onEnd();
  };
  const leave = (): void => {
    if (dragging.current === null) onEnd();
  };
  useEffect(() => {
    const release = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && dragging.current !== null) cancel();
    };
    addEventListener('keydown', release);
    return () => removeEventListener('keydown', release);
  });

  const handlers = {
    onPointerDown: down,
    onPointerMove: move,
    onPointerUp: up,
    onPointerCancel: cancel,
    onPointerLeave: leave,
  };
  return { handlers, isHeld: () => dragging.current !== null };
}
