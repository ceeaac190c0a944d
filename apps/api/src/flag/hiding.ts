/**
 * Blacks out what could point at somebody in a text that residents write themselves: personal numbers and telephones (any
 * seven digits close together, in figures or words, of any script), e-mail and web addresses, number plates. It would rather hide
 * too much: what is left is read by a moderator before anybody else. Names it can't know.
 */
export function hidePersonal(text: string): string {
  const folded = [...text].map(fold).join('');
  const hidden = new Uint8Array(folded.length);
  for (const pattern of PATTERNS)
    for (const match of folded.matchAll(pattern)) hidden.fill(1, match.index, match.index + match[0].trimEnd().length);
  const original = [...text];
  let out = '';
  for (let i = 0; i < original.length; i++) {
    if (!hidden[i]) out += original[i];
    else if (!hidden[i - 1]) out += BLACK;
  }
  return out;
}

const BLACK = '•••';

/** Letters of other scripts that look like Latin ones, as plates and addresses are disguised with. */
const LOOKS_LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [...'асеіјкмнорѕтухвΑΒΕΗΙΚΜΝΟΡΤΥΧ'].map((letter, i) => [letter, 'aceijkmhopstyxbabehikmnoptyx'[i]!]),
);

/** One character for one, so that positions stay: plain digits for digits of any script, lower case, no marks, no full width. */
function fold(character: string): string {
  if (/\p{Nd}/u.test(character)) return digitOf(character);
  if (/\p{Mn}/u.test(character)) return ' ';
  const plain = character.normalize('NFKC').toLowerCase();
  const one = LOOKS_LIKE[character] ?? LOOKS_LIKE[plain] ?? ([...plain].length === 1 ? plain : character);
  return one.length === 1 ? one : '\u25a1'; // a sign of two code units: nothing that a pattern looks for
}

/** Digits stand in tens, each ten in order: how many of them lie before it is the figure. */
function digitOf(character: string): string {
  const code = character.codePointAt(0)!;
  let n = 0;
  while (n < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - n - 1))) n++;
  const first = code - n;
  return n === 9 && /\p{Nd}/u.test(String.fromCodePoint(first - 1)) ? String((code - runStart(code)) % 10) : String(n);
}

/** Where the unbroken run of digits begins that a character stands in (mathematical digits are fifty in a row). */
function runStart(code: number): number {
  let start = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
  return start;
}

const BETWEEN = String.raw`[\s\p{P}\p{S}]{0,3}`;
const WORDS =
  'noll|nolla|ett|två|tva|tre|fyra|fem|sex|sju|åtta|atta|nio|zero|one|two|three|four|five|six|seven|eight|nine|صفر|واحد|اثنان|اثنين|ثلاثة|اربعة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة';

const PATTERNS: readonly RegExp[] = [
  // Six figures of a birthday, seven of a telephone: with whatever stands between them.
  new RegExp(String.raw`\+?\(?\d(?:${BETWEEN}\d){5,}`, 'gu'),
  // O for 0 and l for 1, among at least four figures.
  new RegExp(
    String.raw`(?<![\p{L}\d])(?=(?:[oil\s\p{P}\p{S}]{0,5}\d){4})[\doil](?:${BETWEEN}[\doil]){5,}(?!\p{L})`,
    'gu',
  ),
  // Figures in words, mixed with others.
  new RegExp(String.raw`(?<!\p{L})(?:${WORDS}|\d)(?:${BETWEEN}(?:${WORDS}|\d)){5,}(?!\p{L})`, 'gu'),
  // a@b.c, a (at) b punkt c, and names that begin with @.
  /[\p{L}\d._+-]+\s*(?:@|[([{]\s*(?:at|snabel-?a|ett|a)\s*[)\]}]|\s(?:at|snabel-?a)\s)\s*[\p{L}\d-]+(?:\s*(?:\.|[([{]\s*(?:dot|punkt)\s*[)\]}]|\s(?:dot|punkt)\s)\s*[\p{L}\d-]+)+/gu,
  /[\p{L}\d._+-]*@\s?[\p{L}\d._-]{2,}/gu,
  /\b(?:https?\s?:\s?\/\/|www\s?\.)\s?\S+/gu,
  // ABC 123, ABC12D, A B C 1 2 3.
  /(?<![\p{L}\d])[a-z]{3}[\s\p{P}]{0,2}\d[\s\p{P}]?\d[\s\p{P}]?\d(?![\p{L}\d])/gu,
  /(?<![\p{L}\d])[a-z]{3}[\s\p{P}]{0,2}\d\d[a-z](?![\p{L}\d])/gu,
  /(?<![\p{L}\d])[a-z](?:[\s\p{P}]{1,2}[a-z]){2}(?:[\s\p{P}]{0,2}\d){2}[\s\p{P}]{0,2}[\da-z](?![\p{L}\d])/gu,
];
