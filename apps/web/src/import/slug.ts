const LETTERS: Readonly<Record<string, string>> = { å: 'a', ä: 'a', ö: 'o', æ: 'ae', ø: 'o', ß: 'ss' };

/** A name as it may stand in an address: lower-case letters a–z, digits and hyphens. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[åäöæøß]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 49);
