import latin400 from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url';
import latin600 from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2?url';
import ext400 from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-400-normal.woff2?url';
import ext600 from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-600-normal.woff2?url';
import arabic400 from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2?url';
import arabic600 from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2?url';

const EXTENDED = [
  'U+0100-0130',
  'U+0132-0151',
  'U+0154-02BA',
  'U+1E00-1E9F',
  'U+1EF2-1EFF',
  'U+20A0-20AB',
  'U+20AD-20C0',
];
const ARABIC = ['U+0600-06FF', 'U+0750-077F', 'U+0870-08FF', 'U+200C-200E', 'U+FB50-FDFF', 'U+FE70-FEFC'];
const LATIN = [
  'U+0000-00FF',
  'U+0131',
  'U+0152-0153',
  'U+02BB-02BC',
  'U+02C6',
  'U+02DA',
  'U+02DC',
  'U+2000-206F',
  'U+20AC',
  'U+2122',
  'U+2212',
];

/** Font stacks of map labels, regular and strong. */
export const REGULAR_FONT = ['IBM Plex Sans', 'IBM Plex Sans Arabic'];
export const STRONG_FONT = ['IBM Plex Sans SemiBold', 'IBM Plex Sans', 'IBM Plex Sans Arabic'];

/**
 * The shipped files that a style's labels are drawn with. Glyphs come from these and not from a glyph server, nor from
 * whatever the visitor's machine has; a file is fetched when the first letter needs it.
 */
export const MAP_FONT_FACES = {
  'IBM Plex Sans': [
    { url: latin400, 'unicode-range': LATIN },
    { url: ext400, 'unicode-range': EXTENDED },
  ],
  'IBM Plex Sans Arabic': [{ url: arabic400, 'unicode-range': ARABIC }],
  'IBM Plex Sans SemiBold': [
    { url: latin600, 'unicode-range': LATIN },
    { url: ext600, 'unicode-range': EXTENDED },
    { url: arabic600, 'unicode-range': ARABIC },
  ],
};
