/** Letters only: no case, no marks over or under, one shape for each Arabic letter. å ä ö fold to a a o, both ways. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .toLowerCase()
    .trim();

export const matches = (name: string, text: string): boolean => fold(name).includes(fold(text));

/** How well a name answers what was typed: 3 starts with it, 2 a word starts with it, 1 contains it, 0 not at all. */
export function fitness(name: string, text: string): number {
  const [folded, asked] = [fold(name), fold(text)];
  if (asked === '') return 1;
  if (folded.startsWith(asked)) return 3;
  if (folded.split(/[\s\-–]+/).some((word) => word.startsWith(asked))) return 2;
  return folded.includes(asked) ? 1 : 0;
}

/** What Enter takes: the best hit, unless nothing is typed, a letter is still being composed or an option is pointed at. */
export function takenByEnter<Hit>(
  { key, isComposing }: Pick<KeyboardEvent, 'key' | 'isComposing'>,
  field: Pick<HTMLInputElement, 'value' | 'getAttribute'>,
  hits: readonly Hit[],
): Hit | null {
  if (key !== 'Enter' || isComposing || field.value.trim() === '') return null;
  return field.getAttribute('aria-activedescendant') ? null : (hits[0] ?? null);
}
