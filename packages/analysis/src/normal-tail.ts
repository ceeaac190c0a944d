/**
 * p-values from z-scores, to the last digits of a double out to z = 38, where they underflow.
 *
 * The tail of the normal distribution is its density times Mills' ratio m(z) = (1 − Φ(z)) / φ(z), which is smooth and
 * slow: m′ = z m − 1, and each further derivative follows from the two before it. So a table of its Taylor series at
 * nodes an eighth apart is all that is needed. It starts at z = 40 from the continued fraction and steps down to 0, the
 * direction in which an error shrinks.
 */
const NODES_PER_UNIT = 8;
const LAST = 40;
/** Terms of a series between nodes, and of one that is used to step a whole node down. */
const TERMS = 9;
const STEP_TERMS = 24;
const MILLS = millsTable();
const BOTH_TAILS = Math.sqrt(2 / Math.PI);

/**
 * How often would a standard normal value be at least this far from 0, on either side?
 *
 * @param z  any number
 * @returns 0 to 1; NaN for NaN
 */
export function twoSidedP(z: number): number {
  const far = z < 0 ? -z : z;
  if (!(far < LAST)) return far >= LAST ? 0 : Number.NaN;
  const node = (far * NODES_PER_UNIT + 0.5) | 0;
  const d = far - node / NODES_PER_UNIT;
  const at = node * TERMS;
  let mills = MILLS[at + 8]!;
  mills = mills * d + MILLS[at + 7]!;
  mills = mills * d + MILLS[at + 6]!;
  mills = mills * d + MILLS[at + 5]!;
  mills = mills * d + MILLS[at + 4]!;
  mills = mills * d + MILLS[at + 3]!;
  mills = mills * d + MILLS[at + 2]!;
  mills = mills * d + MILLS[at + 1]!;
  mills = mills * d + MILLS[at]!;
  return BOTH_TAILS * Math.exp(-0.5 * far * far) * mills;
}

const KEPT_BITS = 13;

/**
 * `twoSidedP` of each z. Counts are whole numbers, so the same few thousand z-scores come again and again: the last ones are kept.
 */
export function twoSidedPs(z: Float64Array): Float64Array {
  const p = new Float64Array(z.length);
  const bits = new Uint32Array(z.buffer, z.byteOffset, 2 * z.length);
  const keptZ = new Float64Array(1 << KEPT_BITS).fill(Number.NaN);
  const keptP = new Float64Array(1 << KEPT_BITS);
  for (let i = 0; i < p.length; i++) {
    const value = z[i]!;
    const slot = Math.imul(bits[2 * i]! ^ bits[2 * i + 1]!, 0x9e3779b1) >>> (32 - KEPT_BITS);
    if (keptZ[slot] !== value) {
      keptZ[slot] = value;
      keptP[slot] = twoSidedP(value);
    }
    p[i] = keptP[slot]!;
  }
  return p;
}

/** Taylor coefficients of Mills' ratio at 0, 1/8 … 40. */
function millsTable(): Float64Array {
  const nodes = LAST * NODES_PER_UNIT;
  const table = new Float64Array((nodes + 1) * TERMS);
  let value = 0;
  for (let k = 60; k > 0; k--) value = k / (LAST + value);
  value = 1 / (LAST + value);
  for (let node = nodes; node >= 0; node--) {
    const series = taylor(node / NODES_PER_UNIT, value, STEP_TERMS);
    table.set(series.subarray(0, TERMS), node * TERMS);
    value = series.reduceRight((sum, term) => sum * (-1 / NODES_PER_UNIT) + term, 0);
  }
  return table;
}

/** m′ = z m − 1, so (k + 1) c[k+1] = z c[k] + c[k−1], but for the −1 in the first. */
function taylor(z: number, value: number, terms: number): Float64Array {
  const series = new Float64Array(terms);
  series[0] = value;
  series[1] = z * value - 1;
  for (let k = 1; k + 1 < terms; k++) series[k + 1] = (z * series[k]! + series[k - 1]!) / (k + 1);
  return series;
}
