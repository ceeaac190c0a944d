/**
 * How a count becomes what is shown. The gate has one design; the others are what attacks are tried on, to see that they do
 * succeed where they should.
 */
export interface Design {
  /** by key: the same records, the same noise; fresh: new at each run */
  readonly noise: 'by_key' | 'fresh' | 'none';
  /** What is shown of a (noisy) count: the number that names its band. */
  shown(count: number): number;
  /** The counts, least and most, that are shown so. */
  range(shown: number): readonly [least: number, most: number];
  /** Whether cells in which nothing was counted are listed too. */
  readonly lists_empty: boolean;
  /** Whether the sum of each square kilometre and year is told as it is. */
  readonly exact_sums: boolean;
}

/** From here on a band is shown; what is less is "0–9". */
export const SHOWN_FROM = 10;
/** Shown for less than that. */
export const HIDDEN = 0;

const BAND = 5;
/**
 * The third band is twice as wide: a cell of 9 that noise of 16 lifts to 25 would be proven to hold 5 by whoever trusts in noise of
 * 20. With bands of five all the way that happened in 25 counts of 321,279 (120 towns), with this in none.
 */
const WIDE = { least: 20, most: 29 } as const;

/** The publication gate. */
export const GATE: Design = {
  noise: 'by_key',
  shown: (count) => {
    if (count < SHOWN_FROM) return HIDDEN;
    return count >= WIDE.least && count <= WIDE.most ? WIDE.least : Math.floor(count / BAND) * BAND;
  },
  range: (shown) => {
    if (shown === HIDDEN) return [0, SHOWN_FROM - 1];
    return shown === WIDE.least ? [WIDE.least, WIDE.most] : [shown, shown + BAND - 1];
  },
  lists_empty: true,
  exact_sums: false,
};

/** The gate with bands of five all the way: see above. */
export const BANDS_OF_FIVE: Design = {
  ...GATE,
  shown: (count) => (count < SHOWN_FROM ? HIDDEN : Math.floor(count / BAND) * BAND),
  range: (shown) => (shown === HIDDEN ? [0, SHOWN_FROM - 1] : [shown, shown + BAND - 1]),
};

const FEW = 5;
const WITHHELD = -1;

/** The gate without its noise. */
export const WITHOUT_NOISE: Design = { ...GATE, noise: 'none' };

/** What is often done: exact counts, 1–4 withheld, and cells without any left out. */
export const NAIVE: Design = {
  noise: 'none',
  shown: (count) => (count > 0 && count < FEW ? WITHHELD : count),
  range: (shown) => (shown === WITHHELD ? [1, FEW - 1] : [shown, shown]),
  lists_empty: false,
  exact_sums: true,
};

/** Noise that is drawn anew each time somebody asks. */
export const FRESH: Design = {
  ...GATE,
  noise: 'fresh',
  shown: (count) => count,
  range: (shown) => [shown, shown],
};
