/**
 * A kernel that is a polynomial of the squared distance on a disc of nodes, chord by chord:
 * K(dx, dy) = factor0[dy] + factor2[dy] · x² + x⁴ with x = dx / radius, on |dx| ≤ half[dy]; 0 elsewhere.
 */
export interface Chords {
  /** the radius, in nodes, and the largest whole number within it */
  readonly radius: number;
  readonly size: number;
  /** per dy from 0 to size */
  readonly half: Int32Array;
  readonly factor0: Float64Array;
  readonly factor2: Float64Array;
  /** factor of the whole kernel */
  readonly scale: number;
}

/**
 * The quartic (1 − d²/radius²)², less `variance` / 2 of its Laplacian: what spreading its points by a spline of that variance
 * (in nodes²) along each axis has widened it by (Sheppard's correction).
 */
export function quarticChords(radius: number, variance: number, scale: number): Chords {
  const size = Math.floor(radius);
  const unit = 1 / (radius * radius);
  const sheppard = 4 * variance * unit; // the Laplacian is 8 · unit · (2 d² unit − 1)
  const half = new Int32Array(size + 1);
  const factor0 = new Float64Array(size + 1);
  const factor2 = new Float64Array(size + 1);
  for (let dy = 0; dy <= size; dy++) {
    const y2 = dy * dy * unit;
    half[dy] = Math.floor(Math.sqrt(Math.max(0, radius * radius - dy * dy)));
    factor0[dy] = 1 + sheppard - (2 + 2 * sheppard) * y2 + y2 * y2;
    factor2[dy] = 2 * y2 - 2 - 2 * sheppard;
  }
  return { radius, size, half, factor0, factor2, scale };
}
