/** What is tried first of twelve characters and more: words people pad out. Written by hand; the rules below catch the rest. */
const WORDS = [
  ...['password', 'passw0rd', 'p@ssword', 'p@ssw0rd', 'lösenord', 'losenord', 'l0senord', 'hemligt', 'hemlighet'],
  ...['admin', 'administrator', 'administratör', 'root', 'user', 'användare', 'guest', 'gäst', 'login', 'welcome'],
  ...['välkommen', 'valkommen', 'letmein', 'changeme', 'bytmig', 'secret', 'test', 'testing', 'default', 'master'],
  ...['qwerty', 'qwertyuiop', 'qwertyuiopå', 'asdfgh', 'asdfghjkl', 'asdfghjklö', 'zxcvbn', 'zxcvbnm', 'qazwsx'],
  ...['1q2w3e4r', '1q2w3e4r5t', '1qaz2wsx', 'q1w2e3r4', 'abc', 'abcd', 'abcdef', 'iloveyou', 'jagälskardig'],
  ...['football', 'fotboll', 'hockey', 'sunshine', 'princess', 'dragon', 'monkey', 'superman', 'batman', 'trustno1'],
  ...['sommar', 'vinter', 'summer', 'winter', 'spring', 'autumn', 'januari', 'februari', 'mars', 'april', 'juni'],
  ...['juli', 'augusti', 'september', 'oktober', 'november', 'december', 'måndag', 'fredag', 'monday', 'friday'],
  ...['sverige', 'sweden', 'stockholm', 'göteborg', 'malmö', 'uppsala', 'kommun', 'kommunen', 'polis', 'polisen'],
  ...['police', 'lägesbild', 'lagesbild', 'sigtuna', 'märsta', 'marsta', 'arlanda', 'trygghet', 'trygg', 'säkerhet'],
  ...['marhaba', 'مرحبا', 'كلمةالسر', 'السويد'],
];

const SEQUENCES = ['abcdefghijklmnopqrstuvwxyzåäö', '01234567890123456789', 'qwertyuiopåasdfghjklöäzxcvbnm'];
/** So few different characters, or so little besides known words and sequences, is no secret. */
const DISTINCT_MIN = 5;
const REMAINDER_MIN = 5;

/**
 * Would it be among the first that somebody tries? It is if taking away well-known words, runs of the alphabet, figures
 * or keyboard, and the account's own names leaves almost nothing.
 *
 * @param own names that a stranger may know
 */
export function isCommon(password: string, own: readonly string[]): boolean {
  const text = password.toLowerCase();
  if (new Set(text).size < DISTINCT_MIN) return true;
  if (isRepeated(text)) return true;
  let rest = text;
  const known = [...own.flatMap(partsOf), ...WORDS].sort((a, b) => b.length - a.length);
  for (const word of known) rest = rest.replaceAll(word, '');
  rest = withoutRuns(rest);
  // A year, a number, an exclamation mark at the end is what everybody adds.
  rest = rest.replaceAll(/(?:19|20)\d\d|[\d\s!?.,*#@_+-]+$/gu, '');
  return [...rest].length < REMAINDER_MIN;
}

const partsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= 3);

/** The same few characters again and again. */
const isRepeated = (text: string): boolean => /^(.{1,4})\1+.{0,3}$/u.test(text);

function withoutRuns(text: string): string {
  let rest = text;
  for (const sequence of [...SEQUENCES, ...SEQUENCES.map((line) => [...line].reverse().join(''))])
    for (let length = sequence.length; length >= 4; length--)
      for (let start = 0; start + length <= sequence.length; start++)
        rest = rest.replaceAll(sequence.slice(start, start + length), '');
  return rest;
}
