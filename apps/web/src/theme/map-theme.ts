/** The colours a map needs: the tokens of `tokens.css`, as plain values that WebGL understands. */
export interface MapTheme {
  kind: 'light' | 'dark';
  land: string;
  water: string;
  road: string;
  roadEdge: string;
  rail: string;
  label: string;
  ink: string;
  inkSoft: string;
  panel: string;
  accent: string;
  /** The one quiet colour of a recorded incident. */
  recorded: string;
  /** Of what people say, and of what is both felt and recorded. */
  felt: string;
  both: string;
  /** Little to much. */
  ramp: readonly [string, string, string, string, string];
  /** What became of hot spots, and where incidents are unusually few. */
  change: Readonly<Record<(typeof CHANGE)[number], string>>;
}

const CHANGE = ['growing', 'staying', 'fading', 'few'] as const;

const TOKENS = {
  land: '--map-land',
  water: '--map-water',
  road: '--map-road',
  roadEdge: '--map-road-edge',
  rail: '--map-rail',
  label: '--map-label',
  ink: '--ink',
  inkSoft: '--ink-soft',
  panel: '--panel',
  accent: '--accent',
  recorded: '--recorded',
  felt: '--felt',
  both: '--both',
} as const;
const RAMP = ['--d1', '--d2', '--d3', '--d4', '--d5'] as const;

/**
 * A map theme from a way to look tokens up.
 * @throws {Error} naming the token that has no value, because a map drawn without it is a blank one
 */
export function mapThemeFrom(kind: MapTheme['kind'], token: (name: string) => string): MapTheme {
  const read = (name: string): string => {
    const value = token(name).trim();
    if (value === '') throw new Error(`the token ${name} has no value`);
    return value;
  };
  const colours = Object.fromEntries(Object.entries(TOKENS).map(([key, name]) => [key, read(name)]));
  return {
    kind,
    ...(colours as Record<keyof typeof TOKENS, string>),
    ramp: RAMP.map(read) as unknown as MapTheme['ramp'],
    change: Object.fromEntries(CHANGE.map((name) => [name, read(`--${name}`)])) as unknown as MapTheme['change'],
  };
}

const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** Light or dark: what the page chose in `data-theme`, else the system. */
export function themeKind(): MapTheme['kind'] {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return dark().matches ? 'dark' : 'light';
}

/** The theme the page wears now. */
export function readMapTheme(): MapTheme {
  const style = getComputedStyle(document.documentElement);
  return mapThemeFrom(themeKind(), (name) => style.getPropertyValue(name));
}

/** Call when the page changes its theme, by choice or with the system. Returns what ends it. */
export function watchTheme(listener: () => void): () => void {
  const query = dark();
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  query.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    query.removeEventListener('change', listener);
  };
}

/**
 * A token's colour as bytes.
 * @param colour  #rgb or #rrggbb
 * @throws {RangeError} for any other notation: tokens of data colours are written in hex
 */
export function rgb(colour: string): [number, number, number] {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour)?.[1];
  if (hex === undefined) throw new RangeError(`${colour} is not a hex colour`);
  const six = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const value = Number.parseInt(six, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
