/**
 * The words that a resident gets for what they sent: three that find it, and three that open it. Each is two open syllables that
 * can be said in every language of the page, and written letter by letter in every script of it. Imports nothing: the
 * resident page loads this file alone.
 */

const CONSONANTS = 'klmnrstbdf';
const VOWELS = 'aiu';
const WORDS_EACH = 3;

/** Stems and words that mean something rude, frightening or holy in one of the page's languages. */
const AVOIDED = new RegExp(
  `^(?:${[
    'bul bus dik dum fan fit fuk fut kak kal kar kik kil kir kuk kul kum kun kur kus kut lud mud mul mun mus mut nas nat',
    'nik nud nus rab rum ruk sik sil sis suk tis tit tut',
    'bidi dini dura duri faki faka kafi kafa kufa kufi bita lasi mata mati mura muri nabi runi sata suri sura tula',
  ]
    .join(' ')
    .split(' ')
    .join('|')})`,
);

const syllables = [...CONSONANTS].flatMap((consonant) => [...VOWELS].map((vowel) => consonant + vowel));

/** Every word there is, in a fixed order. */
export const RECEIPT_WORDS: readonly string[] = syllables
  .flatMap((first) => syllables.map((second) => first + second))
  .filter((word) => !AVOIDED.test(word));

export interface ReceiptCode {
  /** Three words that find the flag: `bali-temu-…`. */
  lookup: string;
  /** Three words that open it. */
  secret: string;
}

/** @param pick a whole number from 0 to n − 1, each as likely and unpredictable as the others */
export function newReceiptCode(pick: (n: number) => number): ReceiptCode {
  const three = (): string =>
    Array.from({ length: WORDS_EACH }, () => RECEIPT_WORDS[pick(RECEIPT_WORDS.length)]).join('-');
  return { lookup: three(), secret: three() };
}

/** The code as it is given out, in Latin letters. */
export const receiptText = ({ lookup, secret }: ReceiptCode): string => `${lookup}-${secret}`;

export const RECEIPT_SCRIPTS = ['latin', 'arabic', 'farsi', 'geez', 'cyrillic'] as const;
export type ReceiptScript = (typeof RECEIPT_SCRIPTS)[number];

/** One sign for each letter of `CONSONANTS` and `VOWELS`, in their order. */
const LETTERS: Readonly<Record<Exclude<ReceiptScript, 'latin' | 'geez'>, { consonants: string; vowels: string }>> = {
  arabic: { consonants: 'كلمنرستبدف', vowels: 'ايو' },
  farsi: { consonants: 'کلمنرستبدف', vowels: 'ایو' },
  cyrillic: { consonants: 'клмнрстбдф', vowels: 'аіу' },
};
/** Ge'ez has a sign for each syllable: these are a consonant's first, and how far from it each vowel's is. */
const GEEZ_FIRST = 'ከለመነረሰተበደፈ';
const GEEZ_STEP: Readonly<Record<string, number>> = { u: 1, i: 2, a: 3 };

/** Letters that a keyboard may give in the place of one of ours. */
const ALSO: Readonly<Record<string, string>> = { ى: 'i', и: 'i', ı: 'i', آ: 'a', أ: 'a' };

/** Every sign of every script, in Latin letters. */
const READ: ReadonlyMap<string, string> = new Map([
  ...[...CONSONANTS, ...VOWELS].map((letter) => [letter, letter] as const),
  ...Object.values(LETTERS).flatMap(({ consonants, vowels }) =>
    [...consonants, ...vowels].map((sign, i) => [sign, `${CONSONANTS}${VOWELS}`[i]!] as const),
  ),
  ...syllables.map((syllable) => [geez(syllable), syllable] as const),
  ...Object.entries(ALSO),
]);

function geez(syllable: string): string {
  const first = [...GEEZ_FIRST][CONSONANTS.indexOf(syllable[0]!)]!;
  return String.fromCodePoint(first.codePointAt(0)! + GEEZ_STEP[syllable[1]!]!);
}

/** The same words in another script, sign for letter. */
export function writeReceipt(text: string, script: ReceiptScript): string {
  if (script === 'latin') return text;
  if (script === 'geez') return text.replace(/[a-z]{2}/g, geez);
  const { consonants, vowels } = LETTERS[script];
  const signs = [...consonants, ...vowels];
  return text.replace(/[a-z]/g, (letter) => signs[`${CONSONANTS}${VOWELS}`.indexOf(letter)] ?? letter);
}

/**
 * The code that somebody typed or pasted, in whatever script, with whatever stands between the words or nothing at all.
 *
 * @returns null when it isn't six words of ours
 */
export function readReceipt(typed: string): ReceiptCode | null {
  const signs = typed.normalize('NFC').toLowerCase().replace(BETWEEN, '');
  const letters = [...signs].map((sign) => READ.get(sign) ?? '?').join('');
  if (letters.length !== 4 * 2 * WORDS_EACH) return null;
  const words = letters.match(/.{4}/g)!;
  if (!words.every((word) => /^[klmnrstbdf][aiu][klmnrstbdf][aiu]$/.test(word))) return null;
  return { lookup: words.slice(0, WORDS_EACH).join('-'), secret: words.slice(WORDS_EACH).join('-') };
}

/** Spaces, dashes, commas; the line that lengthens Arabic words, vowel marks, and what turns the direction of a text. */
const BETWEEN = /[\s\p{P}\p{Cf}\p{Mn}\u0640]+/gu;
