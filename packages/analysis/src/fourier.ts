/** Fast Fourier transforms of one length, a power of two. */
export class Fourier {
  private readonly length: number;
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;
  private readonly swaps: Int32Array;

  constructor(length: number) {
    this.length = length;
    this.cosines = Float64Array.from({ length: length / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
    this.sines = Float64Array.from({ length: length / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / length));
    this.swaps = new Int32Array(length);
    for (let i = 1; i < length; i++) this.swaps[i] = (this.swaps[i >> 1]! >> 1) | (i & 1 ? length >> 1 : 0);
  }

  /**
   * The convolution of two series, cut to their length.
   *
   * @param a, b  at most half as long as the transform, equally long
   */
  convolve(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
    const { length } = this;
    const re = new Float64Array(length);
    const im = new Float64Array(length);
    re.set(a);
    im.set(b);
    this.transform(re, im);
    // Of z = a + ib the transform holds those of both: A·B = (Z(f)² − conj(Z(−f))²) / 4i.
    const productRe = new Float64Array(length);
    const productIm = new Float64Array(length);
    for (let f = 0; f < length; f++) {
      const g = (length - f) & (length - 1);
      productRe[f] = (re[f]! * im[f]! + re[g]! * im[g]!) / (2 * length);
      productIm[f] = (re[g]! * re[g]! - im[g]! * im[g]! - re[f]! * re[f]! + im[f]! * im[f]!) / (4 * length);
    }
    this.transform(productIm, productRe);
    return productRe.slice(0, a.length);
  }

  /** In place, Σ x[k] e^(−2πi jk / length). With the two parts exchanged it is the inverse, times length. */
  private transform(re: Float64Array, im: Float64Array): void {
    const { length, cosines, sines, swaps } = this;
    for (let i = 0; i < length; i++) {
      const j = swaps[i]!;
      if (i < j) {
        [re[i], re[j]] = [re[j]!, re[i]!];
        [im[i], im[j]] = [im[j]!, im[i]!];
      }
    }
    for (let half = 1; half < length; half *= 2) {
      const step = length / (2 * half);
      for (let start = 0; start < length; start += 2 * half)
        for (let k = 0, w = 0; k < half; k++, w += step) {
          const [a, b] = [start + k, start + k + half];
          const [c, s] = [cosines[w]!, sines[w]!];
          const [br, bi] = [re[b]! * c + im[b]! * s, im[b]! * c - re[b]! * s];
          re[b] = re[a]! - br;
          im[b] = im[a]! - bi;
          re[a]! += br;
          im[a]! += bi;
        }
    }
  }
}
