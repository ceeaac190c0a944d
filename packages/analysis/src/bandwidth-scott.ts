export interface ScottBandwidth {
  /** geometric mean of the two, for a kernel that is round; metres */
  readonly bandwidth_m: number;
  /** along each axis; metres */
  readonly x_m: number;
  readonly y_m: number;
}

/**
 * Scott's rule: which bandwidth suits incidents that are spread like one normal distribution? The standard deviation along each axis
 * times n^(−1/6). A quick first guess; where incidents lie in several clumps it smooths them together.
 *
 * @param x, y     n positions in metres of one metric CRS
 * @param weights  n numbers of incidents per position; default one each
 * @returns metres, as a Gaussian's standard deviation (for a quartic's radius times √8); NaN for fewer than two incidents, and where all
 * lie on a line along an axis
 * @throws {RangeError} when x, y and weights disagree on n, a coordinate isn't finite, or a weight isn't >= 0
 *
 * O(n).
 * @see Scott (1992), Multivariate Density Estimation, p. 152
 */
export function bandwidthScott(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights: ArrayLike<number> | null = null,
): ScottBandwidth {
  const n = x.length;
  if (y.length !== n) throw new RangeError(`${n} x and ${y.length} y`);
  if (weights !== null && weights.length !== n) throw new RangeError(`${n} points and ${weights.length} weights`);
  let [total, meanX, meanY] = [0, 0, 0];
  let [squaresX, squaresY] = [0, 0];
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!;
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) throw new RangeError(`point ${i} at ${x[i]}, ${y[i]}`);
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`${weight} incidents at point ${i}`);
    if (weight === 0) continue;
    total += weight;
    const [dx, dy] = [x[i]! - meanX, y[i]! - meanY];
    meanX += (dx * weight) / total; // Welford's updates: large coordinates, small deviations
    meanY += (dy * weight) / total;
    squaresX += weight * dx * (x[i]! - meanX);
    squaresY += weight * dy * (y[i]! - meanY);
  }
  const scale = total ** (-1 / 6);
  const along = (squares: number): number =>
    total >= 2 && squares > 0 ? Math.sqrt(squares / (total - 1)) * scale : Number.NaN;
  const [x_m, y_m] = [along(squaresX), along(squaresY)];
  return { bandwidth_m: Math.sqrt(x_m * y_m), x_m, y_m };
}
