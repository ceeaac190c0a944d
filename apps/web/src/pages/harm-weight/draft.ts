import { type HarmWeight, isHarmSource, weightIn } from '@lagesbild/contract';

/** What somebody has typed for a category, as it was typed. */
export interface Typed {
  readonly weight: string;
  /** Empty: the one source of all that are changed. */
  readonly source: string;
}
/** By code; a category that nobody touched isn't there, and follows what is saved. */
export type Draft = ReadonlyMap<string, Typed>;

/** Why what was typed can't be saved. */
export type Fault = 'number' | 'source';
export interface Difference {
  readonly before: HarmWeight;
  readonly after: HarmWeight;
  readonly fault: Fault | null;
}

/** What a saved weight is as typed text. */
export const typedOf = ({ weight, source }: HarmWeight, write: (weight: number) => string): Typed => ({
  weight: weight === null ? '' : write(weight),
  source: source ?? '',
});

/**
 * What would be saved: where something else was typed than is there.
 * @param shared  the source of those that have no own
 */
export function differencesOf(saved: readonly HarmWeight[], draft: Draft, shared: string): Difference[] {
  return saved.flatMap((before): Difference[] => {
    const typed = draft.get(before.code);
    if (typed === undefined) return [];
    if (typed.weight.trim() === '') {
      const after = { code: before.code, weight: null, source: null };
      return before.weight === null ? [] : [{ before, after, fault: null }];
    }
    const weight = weightIn(typed.weight);
    const source = typed.source.trim() || shared.trim();
    const fault = Number.isNaN(weight) ? 'number' : isHarmSource(source) ? null : 'source';
    const isSame = weight === before.weight && source === before.source;
    return isSame ? [] : [{ before, after: { code: before.code, weight, source }, fault }];
  });
}

/** The draft with what a file says; categories that it doesn't name stay. */
export const withFile = (draft: Draft, file: readonly HarmWeight[], write: (weight: number) => string): Draft =>
  new Map([...draft, ...file.map((one) => [one.code, typedOf(one, write)] as const)]);

/** The draft in which every weight has the one source of all. */
export const withSharedSource = (
  draft: Draft,
  saved: readonly HarmWeight[],
  write: (weight: number) => string,
): Draft =>
  new Map(
    saved.flatMap((one) => {
      const typed = draft.get(one.code) ?? typedOf(one, write);
      return typed.weight.trim() === '' && !draft.has(one.code) ? [] : [[one.code, { ...typed, source: '' }] as const];
    }),
  );
