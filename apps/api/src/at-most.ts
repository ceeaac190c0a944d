/**
 * Options of an `LRUCache` that keeps the `n` used last. They are sizes of one each: told a `max`, it sets aside room for all of
 * them when it is made, and those of a hundred thousand took a third of a start's time, for what a quiet process never fills.
 */
export const atMost = (n: number) => ({ maxSize: n, sizeCalculation: () => 1 });
