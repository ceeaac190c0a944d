import { useState } from 'react';
import { chooseTheme, chosenTheme, type Theme } from '../shell/preference.ts';
import type { Say } from './words.ts';

const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Theme[];

/** Light, dark, or as the device has it: the same choice as staff's pages keep. */
export function ThemeChoice({ say }: { say: Say }) {
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  return (
    <label className="theme">
      <span className="spoken">{say('theme')}</span>
      <select
        value={theme}
        onChange={(event) => {
          const next = THEMES.find((one) => one === event.target.value)!;
          setTheme(next);
          chooseTheme(next);
        }}
      >
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {say(`theme_${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
