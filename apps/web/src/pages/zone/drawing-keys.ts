import { useEffect } from 'react';
import type { CityMap } from '../../map/city-map.ts';
import { printPage } from '../../panels/print-page.ts';
import { bareKeys, isWriting } from '../../shell/bare-keys.ts';
import type { Drawing } from './drawing.ts';

/** Keys of the page, in the order its help lists them. */
export const KEYS = [
  { keys: ['R'], does: 'draw' },
  { keys: ['←', '↑', '→', '↓'], does: 'pan' },
  { keys: ['Shift', '←'], does: 'nudge' },
  { keys: ['Space'], does: 'put' },
  { keys: ['Ctrl', 'V'], does: 'paste' },
  { keys: ['Enter'], does: 'close' },
  { keys: ['Backspace'], does: 'back' },
  { keys: ['Esc'], does: 'cancel' },
  { keys: ['Tab'], does: 'corners' },
  { keys: ['←', '→'], does: 'move' },
  { keys: ['Shift', '→'], does: 'stride' },
  { keys: ['Enter'], does: 'insert' },
  { keys: ['Delete'], does: 'remove' },
  { keys: ['Ctrl', 'Z'], does: 'undo' },
  { keys: ['Ctrl', 'Shift', 'Z'], does: 'redo' },
  { keys: ['Shift', '?'], does: 'help' },
] as const;

/** Listens for the page's keys while it is open. */
export function useDrawingKeys({ editor, change, mayDraw }: Drawing, city: CityMap | null, onHelp: () => void): void {
  const { tool, corner } = editor;
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (isWriting(event.target) || event.altKey || event.defaultPrevented) return;
      const command = event.ctrlKey || event.metaKey;
      const letter = event.key.toLowerCase();
      if (command && letter === 'z') change({ do: event.shiftKey ? 'redo' : 'undo' });
      else if (command && letter === 'y') change({ do: 'redo' });
      else if (command && letter === 'p') void printPage(city);
      else if (event.key === 'Escape' && (tool !== 'select' || corner !== null)) change({ do: 'cancel' });
      else if (command || !bareKeys()) return;
      else if (event.key === '?') onHelp();
      else if (letter === 'r' && mayDraw && city !== null) {
        change({ do: 'tool', tool: 'draw' });
        city.focus();
      } else return;
      event.preventDefault();
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, [change, mayDraw, city, onHelp, tool, corner]);
}
