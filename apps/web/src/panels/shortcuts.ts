import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { filterStore } from '../filter.ts';
import type { CityMap } from '../map/city-map.ts';
import { bareKeys, isWriting } from '../shell/bare-keys.ts';
import { arrange, currentLayout } from './layout.ts';
import { SEARCH_ID } from './place-search.tsx';
import { printPage } from './print-page.ts';
import { share } from './toolbar.tsx';

/** Keys by where they work, in the order the help lists them. */
export const KEYS = {
  page: [
    { keys: ['Ctrl', 'Z'], does: 'undo' },
    { keys: ['Ctrl', 'Shift', 'Z'], does: 'redo' },
    { keys: ['/'], does: 'search' },
    { keys: ['Space'], does: 'play' },
    { keys: ['Esc'], does: 'playBack' },
    { keys: ['L'], does: 'link' },
    { keys: ['Ctrl', 'P'], does: 'print' },
    { keys: ['I'], does: 'inspector' },
    { keys: ['Shift', '?'], does: 'help' },
  ],
  timeline: [
    { keys: ['←', '→'], does: 'thumb' },
    { keys: ['Shift', '←'], does: 'thumbWeek' },
    { keys: ['Page Up', 'Page Down'], does: 'thumbMonth' },
    { keys: ['Home', 'End'], does: 'thumbEnd' },
  ],
  week: [
    { keys: ['Enter'], does: 'cell' },
    { keys: ['Shift', '←'], does: 'cells' },
    { keys: ['Shift', 'Enter'], does: 'cellDay' },
    { keys: ['Ctrl', 'Enter'], does: 'cellHour' },
    { keys: ['Esc'], does: 'escape' },
  ],
} as const;

/** Listens for the page's keys while the map is open. */
export function useShortcuts(city: CityMap | null): void {
  const { t } = useTranslation('panels');
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (isWriting(event.target) || event.altKey) return;
      const command = event.ctrlKey || event.metaKey;
      const letter = event.key.toLowerCase();
      if (command && letter === 'z') {
        event.preventDefault();
        if (event.shiftKey) filterStore.redo();
        else filterStore.undo();
      } else if (command && letter === 'y') {
        event.preventDefault();
        filterStore.redo();
      } else if (command && letter === 'p') {
        event.preventDefault();
        void printPage(city);
      } else if (!command && bareKeys()) {
        if (event.key === '?') arrange({ help: true });
        else if (event.key === '/') document.getElementById(SEARCH_ID)?.focus();
        else if (letter === 'l') share(t);
        else if (letter === 'i') toggleInspector();
        else return;
        event.preventDefault();
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, [t, city]);
}

function toggleInspector(): void {
  arrange({ inspector: !currentLayout().inspector });
}
