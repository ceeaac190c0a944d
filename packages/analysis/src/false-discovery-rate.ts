import { ascending } from './ascending.ts';
import { ValueTable } from './value-table.ts';

/**
 * False discovery rate: how large a share of false alarms must be put up with, if this test and all with a smaller p are
 * believed?
 *
 * Adjusted p of the i-th smallest: the least of p(j) · n / j over j ≥ i, at most 1. Those at most α are believed together,
 * and then at most a share α of them is expected to be chance.
 *
 * @param p       tests, each 0 to 1; NaN where there was none to make: it stays NaN and isn't counted in n
 * @param method  Benjamini-Hochberg, which holds for independent and for positively dependent tests (cells that share
 *                neighbours); Benjamini-Yekutieli, which holds for any, at the price of a factor 1 + 1/2 + … + 1/n
 * @returns adjusted p per test
 * @throws {RangeError} when a p isn't between 0 and 1
 *
 * O(n + d log d) time with d different p-values, which counts keep few; O(n) space.
 * @see Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57(1), doi:10.1111/j.2517-6161.1995.tb02031.x; Benjamini &
 * Yekutieli (2001), Annals of Statistics 29(4), doi:10.1214/aos/1013699998; Castro & Singer (2006), Geographical Analysis 38(2)
 */
export function falseDiscoveryRate(
  p: ArrayLike<number>,
  method: 'benjamini-hochberg' | 'benjamini-yekutieli' = 'benjamini-hochberg',
): Float64Array {
  const { values, times, ids, n } = different(p);
  let factor = n;
  if (method === 'benjamini-yekutieli') for (let k = 2; k <= n; k++) factor += n / k;

  const order = ascending(values);
  const adjusted = new Float64Array(values.length + 1);
  adjusted[values.length] = Number.NaN;
  let least = 1;
  for (let k = order.length - 1, rank = n; k >= 0; k--) {
    const id = order[k]!;
    adjusted[id] = least = Math.min(least, (values[id]! * factor) / rank);
    rank -= times[id]!;
  }
  const result = new Float64Array(p.length);
  for (let i = 0; i < result.length; i++) result[i] = adjusted[ids[i]! < 0 ? values.length : ids[i]!]!;
  return result;
}

/** The different p-values, how often each comes, and which of them each test has (-1 for NaN). */
interface Different {
  readonly values: Float64Array;
  readonly times: Int32Array;
  readonly ids: Int32Array;
  /** tests in all */
  readonly n: number;
}

/** p-values of counts come again and again; where a sample shows that they don't, each is taken for itself. */
function different(p: ArrayLike<number>): Different {
  const tests = p instanceof Float64Array ? p : new Float64Array(p);
  const found = repeats(tests) ? tabled(tests) : apart(tests);
  for (const value of found.values)
    if (!(value >= 0 && value <= 1)) throw new RangeError(`a p of ${value} at ${tests.indexOf(value)}`);
  return found;
}

function tabled(tests: Float64Array): Different {
  const table = new ValueTable();
  const ids = table.idsOf(tests);
  const times = new Int32Array(table.size);
  let n = 0;
  for (let i = 0; i < ids.length; i++) {
    if (ids[i]! < 0) continue;
    times[ids[i]!]!++;
    n++;
  }
  return { values: table.values.slice(0, table.size), times, ids, n };
}

function apart(tests: Float64Array): Different {
  const ids = new Int32Array(tests.length).fill(-1);
  const values = new Float64Array(tests.length);
  let n = 0;
  for (let i = 0; i < tests.length; i++) {
    if (Number.isNaN(tests[i]!)) continue;
    values[n] = tests[i]! + 0; // −0 is 0
    ids[i] = n++;
  }
  return { values: values.subarray(0, n), times: new Int32Array(n).fill(1), ids, n };
}

const SAMPLE = 4096;

function repeats(tests: Float64Array): boolean {
  const table = new ValueTable();
  const step = Math.max(1, Math.floor(tests.length / SAMPLE));
  let asked = 0;
  for (let i = 0; i < tests.length; i += step) {
    if (Number.isNaN(tests[i]!)) continue;
    table.idOf(tests[i]!);
    asked++;
  }
  return table.size < asked / 2;
}
