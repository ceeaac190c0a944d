/** What the basemap needs to know of the look: the map tokens of `theme/tokens.css`, as plain colours. */
export interface BasemapTheme {
  land: string;
  water: string;
  road: string;
  roadEdge: string;
  rail: string;
  label: string;
}

/** The tokens' values, for maps drawn where no style sheet is (tests, print, workers). */
export const BASEMAP_THEMES: Record<'light' | 'dark', BasemapTheme> = {
  light: {
    land: '#f1eee7',
    water: '#d5e2e6',
    road: '#ffffff',
    roadEdge: '#e0dbd0',
    rail: '#a9a397',
    label: '#6d6a63',
  },
  dark: {
    land: '#1a1d20',
    water: '#14242b',
    road: '#2b3036',
    roadEdge: '#1f2327',
    rail: '#555a60',
    label: '#b3b8bf',
  },
};

/** Names of the tokens, so that the page's computed style can be read into a theme. */
export const BASEMAP_TOKENS: Record<keyof BasemapTheme, string> = {
  land: '--map-land',
  water: '--map-water',
  road: '--map-road',
  roadEdge: '--map-road-edge',
  rail: '--map-rail',
  label: '--map-label',
};

/** Is the land darker than its names? Tells a dark theme from a light one without asking the page. */
export const isDark = ({ land, label }: BasemapTheme): boolean => brightness(land) < brightness(label);

/** Sum of the channels of `#rrggbb`; enough to say which of two greys is lighter. */
const brightness = (hex: string): number =>
  [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(hex.slice(at, at + 2), 16), 0);
