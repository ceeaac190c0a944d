export interface LoessOptions {
  /** values that count at a place, odd; when there are fewer, all of them, more evenly */
  readonly window: number;
  /** level (0) or line (1) */
  readonly degree: 0 | 1;
  /** smoothed at every so many places, and straight between */
  readonly jump: number;
  /** n weights of the values; default 1 each */
  readonly robustness?: Float64Array | undefined;
}

/**
 * Local regression of equally spaced values: at each place the level or line that fits its neighbours best, near ones
 * counting most (tricube).
 *
 * @param values  n numbers
 * @param to      n places for what is fitted
 *
 * O(n × window / jump).
 * @see Cleveland (1979), J. American Statistical Association 74, doi:10.1080/01621459.1979.10481038; as in Cleveland et al. (1990)
 */
export function loess(values: Float64Array, options: LoessOptions, to: Float64Array): void {
  const weights = new Float64Array(values.length);
  const { window, jump } = options;
  const n = values.length;
  if (n < 2) {
    to.set(values);
    return;
  }
  const step = Math.min(jump, n - 1);
  const half = (window + 1) >> 1;
  let left = 0;
  for (let at = 0; at < n; at += step) {
    left = Math.max(0, Math.min(at - half + 1, n - window));
    to[at] = fit(values, options, at, left, weights) ?? values[at]!;
    if (at >= step) join(to, at - step, at);
  }
  const last = Math.floor((n - 1) / step) * step;
  if (last === n - 1) return;
  to[n - 1] = fit(values, options, n - 1, left, weights) ?? values[n - 1]!;
  join(to, last, n - 1);
}

/** What is fitted at any place, also one beyond either end; null where no value counts. */
export function loessAt(values: Float64Array, options: LoessOptions, at: number): number | null {
  const left = at < 0 ? 0 : Math.max(0, values.length - options.window);
  return fit(values, options, at, left, new Float64Array(values.length));
}

function fit(
  values: Float64Array,
  { window, degree, robustness }: LoessOptions,
  at: number,
  left: number,
  weights: Float64Array,
): number | null {
  const n = values.length;
  const right = Math.min(left + window, n) - 1;
  let reach = Math.max(at - left, right - at);
  if (window > n) reach += (window - n) >> 1;
  let [sum, first, level] = [0, 0, 0];
  for (let j = left; j <= right; j++) {
    const far = Math.abs(j - at);
    let weight = 0;
    if (far <= 0.001 * reach) weight = 1;
    else if (far <= 0.999 * reach) {
      const share = far / reach;
      const near = 1 - share * share * share;
      weight = near * near * near;
    }
    if (robustness !== undefined) weight *= robustness[j]!;
    weights[j] = weight;
    sum += weight;
    first += weight * j;
    level += weight * values[j]!;
  }
  if (!(sum > 0)) return null;
  level /= sum;
  if (degree === 0) return level;

  const middle = first / sum;
  let [spread, slope] = [0, 0];
  for (let j = left; j <= right; j++) {
    const part = (weights[j]! / sum) * (j - middle);
    spread += part * (j - middle);
    slope += part * values[j]!;
  }
  // Where all that counts lies at one place, a line has no slope.
  return Math.sqrt(spread) > 0.001 * (n - 1) ? level + ((at - middle) / spread) * slope : level;
}

function join(to: Float64Array, from: number, until: number): void {
  const rise = (to[until]! - to[from]!) / (until - from);
  for (let at = from + 1; at < until; at++) to[at] = to[from]! + rise * (at - from);
}
