/** @jsxImportSource preact */
import { type ReceiptScript, writeReceipt } from '@lagesbild/contract/receipt-code';

/** The script that each language is read in; Latin where it isn't named. */
const SCRIPTS: Readonly<Record<string, ReceiptScript>> = { ar: 'arabic', fa: 'farsi', ti: 'geez', uk: 'cyrillic' };

export const codeIn = (language: string, code: string): string => writeReceipt(code, SCRIPTS[language] ?? 'latin');

interface CodeProps {
  code: string;
  language: string;
}

/** A code as words, in the reader's script and in Latin letters for whoever helps them. */
export function Code({ code, language }: CodeProps) {
  const written = codeIn(language, code);
  return (
    <p class="code">
      {written.split('-').map((word, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and none moves
        <span key={i}>{word}</span>
      ))}
      {written !== code && (
        <small dir="ltr" lang="en">
          {code}
        </small>
      )}
    </p>
  );
}
