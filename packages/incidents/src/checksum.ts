/**
 * MurmurHash3 (x86, 32 bit) over whole words: tells a damaged block from a good one at memory speed. Every step is
 * reversible, so damage confined to one word is always found. It is no defence against forgery.
 *
 * @param words  the block, padded with zeros to whole words
 * @see Appleby (2011), https://github.com/aappleby/smhasher
 */
export function checksum(words: Uint32Array): number {
  let hash = 0;
  for (let i = 0; i < words.length; i++) {
    let word = Math.imul(words[i]!, 0xcc9e2d51);
    word = (word << 15) | (word >>> 17);
    hash ^= Math.imul(word, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= words.length * 4;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
