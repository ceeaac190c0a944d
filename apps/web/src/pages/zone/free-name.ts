const LONGEST = 80;

/** The name itself, or the name with the first number that makes it the only one of its kind. */
export function freeName(wish: string, taken: readonly string[]): string {
  const name = wish.slice(0, LONGEST);
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n++) {
    const numbered = `${wish.slice(0, LONGEST - String(n).length - 1)} ${n}`;
    if (!taken.includes(numbered)) return numbered;
  }
}
