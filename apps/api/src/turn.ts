/**
 * Lets at most `most` do something at once; the others wait in the order they came.
 *
 * @param waiting_most how many may wait; the next is refused with `full()`
 */
export function turns(
  most: number,
  waiting_most: number,
  full: () => Error,
): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (busy >= most) {
      if (waiting.length >= waiting_most) throw full();
      await new Promise<void>((resolve) => waiting.push(resolve)); // whoever leaves hands over the place
    } else busy++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy--;
    }
  };
}
