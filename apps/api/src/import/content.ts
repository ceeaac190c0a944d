import type { Discovery } from '@lagesbild/contract';
import type { Draft } from './reading/draft.ts';

/** Numbers are hashed by their bits; the two views share eight bytes. */
const number = new Float64Array(1);
const bits = new Int32Array(number.buffer);

const REMEMBERED = 20_000;

/**
 * Fingerprint (128 bits, four whole numbers) of everything that is stored of a row: the same identity with another
 * content is an update. It guards against chance, not against people, so it is a mixing of bits (the rounds of
 * MurmurHash3) and not a cryptographic hash, which would cost as much as the rest of a row.
 */
export class Content {
  /** The last fingerprint; the next call writes over it. */
  readonly print = new Int32Array(4);
  #texts = new Map<string, number>();

  of(draft: Draft, discovery: Discovery, report: string | null): Int32Array {
    this.print.fill(0x2545f491);
    this.#number(draft.occurred_from);
    this.#number(draft.occurred_to);
    this.#number(draft.reported_at);
    this.#number(draft.lon);
    this.#number(draft.lat);
    this.#text(draft.registered);
    this.#text(draft.time_precision);
    this.#text(draft.category);
    this.#text(draft.source_category);
    this.#text(draft.precision);
    this.#text(discovery);
    this.#text(draft.counting_unit);
    this.#mix(report === null ? 0 : hashText(report, 1), draft.stray ? 1 : 2);
    this.#mix(report === null ? 0 : hashText(report, 2), 3);
    this.#finish();
    return this.print;
  }

  #number(value: number | null): void {
    if (value === null) {
      this.#mix(0x5bd1e995, 0x1b873593);
      return;
    }
    number[0] = value;
    this.#mix(bits[0] as number, bits[1] as number);
  }

  /** The few words of a file come again and again. */
  #text(text: string | null): void {
    if (text === null) {
      this.#mix(0x7feb352d, 0);
      return;
    }
    let hash = this.#texts.get(text);
    if (hash === undefined) {
      // Two halves of 26 bits, so that the pair is one exact number.
      hash = (hashText(text, 3) >>> 6) * 2 ** 26 + (hashText(text, 4) >>> 6);
      if (this.#texts.size >= REMEMBERED) this.#texts.clear();
      this.#texts.set(text, hash);
    }
    this.#mix(hash / 2 ** 26, hash | 0);
  }

  #mix(a: number, b: number): void {
    const print = this.print;
    let [h0, h1, h2, h3] = [print[0] as number, print[1] as number, print[2] as number, print[3] as number];
    const k0 = Math.imul(rotated(Math.imul(a, 0x239b961b), 15), 0xab0e9789 | 0);
    const k1 = Math.imul(rotated(Math.imul(b, 0x38b34ae5), 17), 0xa1e38b93 | 0);
    h0 = (Math.imul(rotated(h0 ^ k0, 19) + h1, 5) + 0x561ccd1b) | 0;
    h1 = (Math.imul(rotated(h1 ^ k1, 17) + h2, 5) + 0x0bcaa747) | 0;
    h2 = (Math.imul(rotated(h2 ^ k0 ^ rotated(k1, 9), 15) + h3, 5) + 0x96cd1c35) | 0;
    h3 = (Math.imul(rotated(h3 ^ k1 ^ rotated(k0, 7), 13) + h0, 5) + 0x32ac3b17) | 0;
    print[0] = h0;
    print[1] = h1;
    print[2] = h2;
    print[3] = h3;
  }

  #finish(): void {
    const print = this.print;
    const sum = (print[0]! + print[1]! + print[2]! + print[3]!) | 0;
    for (let i = 0; i < 4; i++) print[i] = avalanche((print[i]! + sum + i) | 0);
  }
}

const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

function avalanche(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hashText(text: string, seed: number): number {
  let h = Math.imul(seed, 0x9e3779b1) ^ text.length;
  for (let i = 0; i < text.length; i++) h = Math.imul(rotated(h ^ text.charCodeAt(i), 13), 0x5bd1e995);
  return avalanche(h);
}
