import { LANGUAGES, type Language } from '@lagesbild/contract';

/**
 * Which of our languages does the reader prefer? `Accept-Language` by weight (RFC 9110 §12.5.4); Swedish when it is
 * missing, malformed, or asks for none of ours.
 */
export function preferredLanguage(header: string | undefined): Language {
  let best: Language = 'sv';
  let weight = 0;
  // A header is at most a few dozen bytes from a browser; the rest of a longer one can't change the answer sensibly.
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [range, ...parameters] = part.trim().toLowerCase().split(';');
    const q = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(text)?.[1]).find(Boolean);
    const language = LANGUAGES.find((code) => range === code || range?.startsWith(`${code}-`));
    const wanted = q === undefined ? 1 : Number(q);
    if (language !== undefined && wanted > weight) [best, weight] = [language, wanted];
  }
  return best;
}
