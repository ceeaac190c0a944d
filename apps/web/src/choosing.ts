/** In or out of a list. */
export const toggled = <T>(list: readonly T[], item: T): T[] =>
  list.includes(item) ? list.filter((one) => one !== item) : [...list, item];

/** A tap on a reason: chosen, then the one that weighs most, then not chosen any more. The first of the list weighs most. */
export function tappedReason(reasons: readonly string[], code: string): string[] {
  const others = reasons.filter((one) => one !== code);
  if (!reasons.includes(code)) return [...reasons, code];
  return reasons[0] === code ? others : [code, ...others];
}
