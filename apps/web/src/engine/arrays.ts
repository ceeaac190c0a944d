import type { Method, Methods } from '@lagesbild/incidents';

type Make = { from(values: Iterable<number>): Float64Array | Int8Array | Uint8Array };

/** Which fields of an answer are arrays of numbers, and of what kind: JSON has but one. */
const ARRAYS: { readonly [M in Method]?: Readonly<Record<string, Make>> } = {
  gistar: { counts: Float64Array, shares: Float64Array, z: Float64Array, p: Float64Array },
  emerging: { classes: Int8Array, counts: Float64Array, shares: Float64Array, z: Float64Array, trend: Float64Array },
  moran: { counts: Float64Array, shares: Float64Array, moran: Float64Array, p: Float64Array, quadrant: Uint8Array },
  'near-repeat': { observed: Float64Array, expected: Float64Array, ratio: Float64Array, p: Float64Array },
  hours: { week: Float64Array, day: Float64Array },
  trend: { seasonal: Float64Array, trend: Float64Array, rest: Float64Array },
  hexagons: { x: Float64Array, y: Float64Array, counts: Float64Array, shares: Float64Array },
  'gap-map': {
    ...{ counts: Float64Array, shares: Float64Array, voices: Float64Array, ratio: Float64Array },
    ...{ p: Float64Array, fdr: Float64Array, classes: Uint8Array },
  },
  harm: { shares: Float64Array, harm: Float64Array, weighted: Float64Array, unweighted: Float64Array },
};

/** An answer as a method gives it, from what the api sent: null in an array of numbers is NaN again. */
export function withArrays<M extends Method>(method: M, answer: unknown): Methods[M]['answer'] {
  const made = (value: unknown, make: Make): unknown =>
    Array.isArray(value) ? make.from(value.map((number: number | null) => number ?? Number.NaN)) : value;
  const filled = (fields: object): object =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => {
        const make = ARRAYS[method]?.[name];
        if (name === 'season' && value !== null) return [name, filled(value as object)];
        return [name, make === undefined ? value : made(value, make)];
      }),
    );
  return filled(answer as object) as Methods[M]['answer'];
}
