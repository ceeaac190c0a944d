/** What this browser remembers of a person's taste. Storage may be forbidden: then it lasts as long as the page. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'lagesbild.theme';

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Private mode without storage: nothing to do, the page goes on.
  }
}

export const chosenTheme = (): Theme => {
  const kept = remembered(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
};

/** Paint the page in a theme; `system` hands the choice back to the browser. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function chooseTheme(theme: Theme): void {
  remember(KEY, theme === 'system' ? null : theme);
  applyTheme(theme);
}
