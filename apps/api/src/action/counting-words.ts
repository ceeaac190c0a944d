/**
 * Words in a public text that say how many there were: a number beside a word for flags or for those who sent them. With what else
 * is public, such a number could be worked back to people.
 *
 * @returns the words, as they stand; null where there are none
 *
 * It finds what is written by mistake, not what somebody wants to hide: that is what the second reader is for.
 */
export function countingWords(text: string): string | null {
  return COUNTS.exec(text)?.[0] ?? null;
}

const WORDS = [
  ...['markering', 'synpunkt', 'svar', 'boende', 'person', 'röst', 'människ', 'invånare', 'ungdom', 'elev'],
  ...['flag', 'repl', 'answer', 'resident', 'people', 'voice', 'pupil', 'report'],
  ...['علام', 'ساكن', 'سكان', 'شخص', 'أشخاص', 'إجاب', 'أصوات'],
];
/** A number, with one word between at most: "12 markeringar", "12 nya markeringar". */
const COUNTS = new RegExp(`\\p{N}+(?:[  .,]\\p{N}+)*\\s+(?:\\p{L}+\\s+)?(?:${WORDS.join('|')})\\p{L}*`, 'iu');
