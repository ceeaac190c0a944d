import { type PointerEvent, useEffect, useRef } from 'react';

/** A finger that rests this long on a visit carries it; one that moves before that scrolls, as everywhere. */
const HOLD_MS = 400;
const REST_PX = 10;

interface Held {
  chip: HTMLElement;
  x: number;
  y: number;
  timer: ReturnType<typeof setTimeout>;
  isCarried: boolean;
  over: HTMLElement | null;
}

/**
 * Visits carried by touch, which browsers don't offer for what is dragged by mouse.
 *
 * @param onDrop  which visit was let go over which cell
 */
export function useTouchCarry(onDrop: (index: number, cell: HTMLElement) => void) {
  const table = useRef<HTMLTableElement>(null);
  const held = useRef<Held | null>(null);
  const wasCarried = useRef(false);
  useEffect(() => {
    const { current } = table;
    // There before the finger is, or the browser has begun to scroll.
    const rest = (event: TouchEvent): void => {
      if (held.current?.isCarried === true && event.cancelable) event.preventDefault();
    };
    current?.addEventListener('touchmove', rest, { passive: false });
    return () => current?.removeEventListener('touchmove', rest);
  }, []);

  const mark = (now: Held, cell: HTMLElement | null): void => {
    if (now.over !== null) delete now.over.dataset.over;
    if (cell !== null) cell.dataset.over = '';
    now.over = cell;
  };
  const letGo = (): Held | null => {
    const now = held.current;
    held.current = null;
    if (now === null) return null;
    clearTimeout(now.timer);
    delete now.chip.dataset.held;
    const { over } = now;
    mark(now, null);
    return { ...now, over };
  };
  return {
    table,
    /** What a click on a visit that was just carried isn't. */
    wasCarried: (): boolean => wasCarried.current,
    /** false: it is the mouse that drags */
    isTouched: (): boolean => held.current !== null,
    handlers: (index: number) => ({
      onPointerDown: ({
        pointerType,
        isPrimary,
        currentTarget: chip,
        clientX: x,
        clientY: y,
      }: PointerEvent<HTMLElement>) => {
        wasCarried.current = false;
        if (pointerType !== 'touch' || !isPrimary) return;
        const timer = setTimeout(() => {
          if (held.current === null) return;
          held.current.isCarried = true;
          chip.dataset.held = '';
        }, HOLD_MS);
        held.current = { chip, x, y, timer, isCarried: false, over: null };
      },
      onPointerMove: ({ clientX, clientY }: PointerEvent<HTMLElement>) => {
        const now = held.current;
        if (now === null) return;
        if (now.isCarried) mark(now, document.elementFromPoint(clientX, clientY)?.closest('td') ?? null);
        else if (Math.hypot(clientX - now.x, clientY - now.y) > REST_PX) letGo();
      },
      onPointerUp: () => {
        const now = letGo();
        if (now?.isCarried !== true) return;
        wasCarried.current = true;
        if (now.over !== null) onDrop(index, now.over);
      },
      onPointerCancel: () => void letGo(),
      onContextMenu: (event: { preventDefault(): void }) => held.current !== null && event.preventDefault(),
    }),
  };
}
