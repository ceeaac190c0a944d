import { z } from 'zod';

/** A weight is what a source gives, such as days of prison: a life sentence is some thousands. */
export const HARM_WEIGHT_MAX = 1_000_000;
export const HARM_SOURCE_MAX = 300;

/** A weight as people write it: a comma or a full stop for decimals; NaN for anything else, also with a mark between thousands. */
export function weightIn(text: string): number {
  const plain = text.replace(/\s/g, '').replace(',', '.');
  return /^\d+(\.\d+)?$/.test(plain) && Number(plain) <= HARM_WEIGHT_MAX ? Number(plain) : Number.NaN;
}

/** Where a weight comes from, in words: a number alone is a cell that slipped. */
export const isHarmSource = (text: string): boolean => /\p{L}/u.test(text);

/** How much a category weighs when harm is counted, and where that is from: both, or neither. */
export const HarmWeight = z.object({
  code: z.string().max(64).describe('of the category'),
  weight: z.number().min(0).max(HARM_WEIGHT_MAX).nullable().describe('in the unit of its source; null: it has none'),
  source: z.string().max(HARM_SOURCE_MAX).nullable(),
});
export type HarmWeight = z.infer<typeof HarmWeight>;

/** Those of an area's categories, in the order of its lists. */
export const HarmWeights = z.object({
  version: z.string().max(64).describe('names these very weights: to be sent with what changes them'),
  weights: z.array(HarmWeight),
});
export type HarmWeights = z.infer<typeof HarmWeights>;

/** What is to be set or, with null, emptied; the weights of other categories stay. */
export const NewHarmWeights = z.object({
  version: z.string().max(64).describe('of the weights that were seen: others meanwhile are never overwritten'),
  weights: z.array(HarmWeight).min(1).max(1000),
});
export type NewHarmWeights = z.infer<typeof NewHarmWeights>;

/** What a file says, before anything of it is set; a row that names no source has null. */
export const HarmWeightFile = z.object({ weights: z.array(HarmWeight) });
export type HarmWeightFile = z.infer<typeof HarmWeightFile>;
