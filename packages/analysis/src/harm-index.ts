export interface HarmIndex {
  /** harm per place, in the unit of the weights; NaN where incidents lie but none has a weight */
  readonly harm: Float64Array;
  /** incidents per place that have a weight, and that have none */
  readonly weighted: Float64Array;
  readonly unweighted: Float64Array;
  /** per category: incidents left out of all harm because it has no weight */
  readonly unweightedByCategory: Float64Array;
  /** in no place (−1) */
  readonly outside: number;
}

/**
 * Harm index: how much harm was done in each place, if a robbery isn't counted like a stolen bicycle?
 *
 * What has no weight adds nothing to the harm and is told beside it, per place and category: the harm is then a lower
 * bound. It isn't harmless, so a place where nothing has a weight is unknown, not 0.
 *
 * @param place     n places, 0 to before `places`; −1 lies in none
 * @param category  n categories, places in `weights`
 * @param weights   harm per category, such as days of prison, numbers >= 0; NaN where the index has none
 * @returns harm, and what was left out of it; 0 where nothing happened
 * @throws {RangeError} when the two disagree on n, a place or category isn't there, or a weight is negative or infinite
 *
 * O(n).
 * @see Sherman, Neyroud & Neyroud (2016), Policing 10(3), doi:10.1093/police/paw003; Kärrholm et al. (2020), Cambridge J. Evidence-Based Policing 4, doi:10.1007/s41887-020-00041-4
 */
export function harmIndex(
  place: ArrayLike<number>,
  category: ArrayLike<number>,
  weights: ArrayLike<number>,
  places: number,
): HarmIndex {
  const n = place.length;
  if (category.length !== n) throw new RangeError(`${n} places and ${category.length} categories`);
  for (let c = 0; c < weights.length; c++)
    if (weights[c]! < 0 || weights[c] === Number.POSITIVE_INFINITY)
      throw new RangeError(`category ${c} has a weight of ${weights[c]}`);
  const harm = new Float64Array(places);
  const weighted = new Float64Array(places);
  const unweighted = new Float64Array(places);
  const unweightedByCategory = new Float64Array(weights.length);
  let outside = 0;
  for (let i = 0; i < n; i++) {
    const [at, of] = [place[i]!, category[i]!];
    if (at === -1) {
      outside++;
      continue;
    }
    const weight = weights[of];
    if (!(at in harm)) throw new RangeError(`incident ${i} is in place ${at} of ${places}`);
    if (weight === undefined) throw new RangeError(`incident ${i} is of category ${of} of ${weights.length}`);
    if (Number.isNaN(weight)) {
      unweighted[at]!++;
      unweightedByCategory[of]!++;
    } else {
      weighted[at]!++;
      harm[at]! += weight;
    }
  }
  for (let at = 0; at < places; at++) if (weighted[at] === 0 && unweighted[at]! > 0) harm[at] = Number.NaN;
  return { harm, weighted, unweighted, unweightedByCategory, outside };
}
