import { maskPersonalNumbers } from './personal-number.ts';

const REMEMBERED = 20_000;

/**
 * The categories as a source writes them, personal numbers blacked out, each one string however often it comes: a string
 * fresh from the file is hashed anew at every look-up, and would keep its piece of the file in memory.
 */
export class Words {
  #storable = new Map<string, string>();

  storable(word: string): string {
    let kept = this.#storable.get(word);
    if (kept === undefined) {
      kept = maskPersonalNumbers(Buffer.from(word).toString());
      if (this.#storable.size >= REMEMBERED) this.#storable.clear();
      this.#storable.set(kept === word ? kept : Buffer.from(word).toString(), kept);
    }
    return kept;
  }
}
