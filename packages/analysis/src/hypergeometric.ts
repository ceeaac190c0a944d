import { binomialMass } from './beta.ts';

/** A share of one sort among those drawn: x of `drawn` are of the `first` sort, there being `first` and `second` in all. */
function mass(x: number, drawn: number, first: number, second: number): number {
  const p = drawn / (first + second);
  const q = (first + second - drawn) / (first + second);
  return (
    (binomialMass(x, first, p, q) * binomialMass(drawn - x, second, p, q)) / binomialMass(drawn, first + second, p, q)
  );
}

/** The exact comparison of two shares, and what it could show at best. */
export interface SharesTest {
  /** twice the smaller tail, at most 1 */
  readonly p: number;
  /** the smallest p there can be with as many in all */
  readonly least: number;
}

/**
 * Do `a` of `first` and `b` of `second` lie here as often? Fisher's exact test: given a + b, each a is as probable as drawing a + b
 * out of all without putting back.
 *
 * @param a, b           counts, whole numbers >= 0, at most first and second
 * @param first, second  totals, at least one each
 *
 * O(a + b).
 * @see Fisher (1935), J. R. Statistical Society 98(1), doi:10.2307/2342435
 */
export function sharesTest(a: number, b: number, first: number, second: number): SharesTest {
  const drawn = a + b;
  const [fewest, most] = [Math.max(0, drawn - second), Math.min(drawn, first)];
  // Outwards from a, each term from the one before: the side away from the middle is summed, the other is the rest.
  const here = mass(a, drawn, first, second);
  const above = a * (first + second) >= drawn * first;
  let [far, term] = [0, here];
  for (let x = a; above ? x < most : x > fewest; ) {
    if (above) {
      term *= ((first - x) * (drawn - x)) / ((x + 1) * (second - drawn + x + 1));
      x++;
    } else {
      term *= (x * (second - drawn + x)) / ((first - x + 1) * (drawn - x + 1));
      x--;
    }
    if (term <= far * 2 ** -54) break;
    far += term;
  }
  const least = Math.min(mass(fewest, drawn, first, second), mass(most, drawn, first, second));
  return { p: Math.min(1, 2 * Math.min(far + here, 1 - far)), least: Math.min(1, 2 * least) };
}
