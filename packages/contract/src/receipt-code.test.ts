import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  newReceiptCode,
  RECEIPT_SCRIPTS,
  RECEIPT_WORDS,
  readReceipt,
  receiptText,
  writeReceipt,
} from './receipt-code.ts';

const codes = fc
  .array(fc.nat({ max: RECEIPT_WORDS.length - 1 }), { minLength: 6, maxLength: 6 })
  .map((picks) => newReceiptCode(() => picks.shift()!));

describe('a receipt code', () => {
  test('has two times three words, more than 2^27 of each, and each number picks another word', () => {
    expect(new Set(RECEIPT_WORDS).size).toBe(RECEIPT_WORDS.length);
    expect(3 * Math.log2(RECEIPT_WORDS.length)).toBeGreaterThan(27);
    let next = 0;
    expect(receiptText(newReceiptCode(() => next++))).toBe(RECEIPT_WORDS.slice(0, 6).join('-'));
  });

  test('has no word that means something rude', () => {
    for (const rude of ['kuku', 'fita', 'sika', 'kusi', 'niku', 'suka', 'kiri', 'tuta', 'kaka', 'mata', 'muta', 'sili'])
      expect(RECEIPT_WORDS).not.toContain(rude);
    expect(RECEIPT_WORDS).toContain('bali');
  });

  test('is written in every script and read back from it, however the words are parted', () => {
    fc.assert(
      fc.property(
        codes,
        fc.constantFrom(...RECEIPT_SCRIPTS),
        fc.constantFrom('-', ' ', '', ' – ', '\n', '، '),
        (code, script, between) => {
          const written = writeReceipt(receiptText(code), script);
          expect(readReceipt(written.replaceAll('-', between))).toEqual(code);
        },
      ),
    );
  });

  test('looks like this', () => {
    const code = 'bali-dufa-timi-rusa-lafi-nimu';
    expect(RECEIPT_SCRIPTS.map((script) => writeReceipt(code, script))).toEqual([
      'bali-dufa-timi-rusa-lafi-nimu',
      'بالي-دوفا-تيمي-روسا-لافي-نيمو',
      'بالی-دوفا-تیمی-روسا-لافی-نیمو',
      'ባሊ-ዱፋ-ቲሚ-ሩሳ-ላፊ-ኒሙ',
      'балі-дуфа-тімі-руса-лафі-німу',
    ]);
  });

  test('is read with capitals, a Turkish keyboard’s letters, vowel marks and marks of direction', () => {
    const code = { lookup: 'bali-dufa-timi', secret: 'rusa-lafi-nimu' };
    expect(readReceipt('BALI DUFA TIMI RUSA LAFI NIMU')).toEqual(code);
    expect(readReceipt('BALİ DUFA TİMİ rusa lafı nımu')).toEqual(code);
    expect(readReceipt('\u200fبَالِي، دُوفَا، تِيمِي، رُوسَا، لَافِي، نِيمُو\u200f')).toEqual(code);
    expect(readReceipt('бали-дуфа-тими-руса-лафи-ниму')).toEqual(code);
  });

  test('is refused when it is none', () => {
    for (const typed of [
      '',
      'bali',
      'bali-dufa-timi-rusa-lafi-nim',
      'bali-dufa-timi-rusa-lafi-nimo',
      `${'ba'.repeat(13)}`,
    ])
      expect(readReceipt(typed)).toBeNull();
    expect(() =>
      fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => void readReceipt(typed))),
    ).not.toThrow();
  });
});
