import { type HarmWeight, isHarmSource } from '@lagesbild/contract';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { harmWeightsOf, holdHarmWeights, type WeighedCategory, writeHarmWeights } from '../db/harm-weights.ts';
import { ProblemError } from '../errors.ts';
import { nearestOf } from './nearest.ts';
import './sentences.ts';

/** A category's weight, and what it was. */
export interface Change {
  readonly before: WeighedCategory;
  readonly after: HarmWeight;
}

/** What became of an area's weights. */
export interface Changed {
  readonly weights: readonly HarmWeight[];
  readonly changes: readonly Change[];
}

/**
 * Sets and empties weights, all of them or none. It is a new data version, as every figure by harm is another then.
 *
 * @param version  of the weights that whoever asks has seen; null: whatever they are
 * @throws {ProblemError} harm_version, harm_code_unknown, harm_code_again, harm_source_missing
 */
export async function changeHarmWeights(
  { knex, bumpDataVersion, record }: Pick<Database, 'knex' | 'bumpDataVersion' | 'record'>,
  { municipality_id, slug }: { municipality_id: number; slug: string },
  { version, weights }: { version: string | null; weights: readonly HarmWeight[] },
  who: Actor,
): Promise<Changed> {
  return knex.transaction(async (trx) => {
    const held = await holdHarmWeights(trx, municipality_id);
    if (version !== null && harmWeightsOf(held).version !== version) throw new ProblemError('harm_version', { slug });
    const changes = changesOf(held, weights);
    if (changes.length > 0) {
      await writeHarmWeights(
        trx,
        municipality_id,
        changes.map(({ after }) => after),
      );
      await bumpDataVersion(trx, municipality_id);
      for (const { before, after } of changes) {
        const details = { before: inWords(before), after: inWords(after) };
        const object = { kind: 'category', id: after.code, name: after.code };
        await record(trx, { act: 'harm_weight_set', who, area: municipality_id, object, details });
      }
    }
    const after = new Map(changes.map((change) => [change.after.code, change.after]));
    return { changes, weights: held.map((one) => after.get(one.code) ?? one) };
  });
}

function changesOf(held: readonly WeighedCategory[], weights: readonly HarmWeight[]): Change[] {
  const known = new Map(held.map((category) => [category.code, category]));
  const seen = new Set<string>();
  return weights.flatMap((given) => {
    const { code, weight } = given;
    const before = known.get(code);
    if (before === undefined) throw new ProblemError('harm_code_unknown', { code, known: nearestOf(code, held) });
    if (seen.has(code)) throw new ProblemError('harm_code_again', { code });
    seen.add(code);
    const source = weight === null ? null : (given.source ?? '').trim();
    if (source !== null && !isHarmSource(source)) throw new ProblemError('harm_source_missing', { code });
    return weight === before.weight && source === before.source ? [] : [{ before, after: { code, weight, source } }];
  });
}

/** How many weights there are that weren't, are others (or from elsewhere), and are no more. */
export function countsOf(changes: readonly Change[]): { set: number; changed: number; emptied: number } {
  const emptied = changes.filter(({ after }) => after.weight === null).length;
  const set = changes.filter(({ before, after }) => before.weight === null && after.weight !== null).length;
  return { set, changed: changes.length - set - emptied, emptied };
}

const inWords = ({ weight, source }: HarmWeight): string => (weight === null ? '–' : `${weight} (${source})`);
