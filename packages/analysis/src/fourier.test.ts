import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fourier } from './fourier.ts';

test('a convolution is the sum of all products, cut to the length of the series', () => {
  const value = fc.double({ min: -1, max: 1, noNaN: true });
  const series = fc.integer({ min: 1, max: 40 }).chain((n) => {
    const one = fc.array(value, { minLength: n, maxLength: n });
    return fc.tuple(one, one);
  });
  fc.assert(
    fc.property(series, fc.integer({ min: 0, max: 2 }), ([a, b], longer) => {
      const fourier = new Fourier(2 ** (Math.ceil(Math.log2(2 * a.length)) + longer));
      const seen = fourier.convolve(Float64Array.from(a), Float64Array.from(b));
      expect(seen.length).toBe(a.length);
      seen.forEach((sum, k) => {
        let expected = 0;
        for (let i = 0; i <= k; i++) expected += a[i]! * b[k - i]!;
        expect(Math.abs(sum - expected)).toBeLessThan(1e-13);
      });
    }),
  );
});
