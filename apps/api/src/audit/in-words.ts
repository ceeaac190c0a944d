import type { Language } from '@lagesbild/contract';
import { type SentenceParams, sentence, textOf } from '../sentence.ts';
import { isAct } from './acts.ts';
import type { Actor } from './entry.ts';
import type { Verdict } from './verify.ts';
import './sentences.ts';

export interface ToldEntry {
  act: string;
  who_kind: Actor['kind'];
  who: string;
  object: string;
  details: { [name: string]: string | number };
}

/** What was done, without who did it. Words of ours among the details are said in the reader's language. */
export function actInWords(language: Language, { act, object, details }: ToldEntry): string {
  if (!isAct(act)) return act; // a later version wrote it
  const params: SentenceParams = { object };
  for (const [name, value] of Object.entries(details)) {
    const code = `act_${name}_${value}`;
    params[name] = textOf(language, code) === '' ? value : { say: code };
  }
  return sentence(language, `act_${act}`, params);
}

/** Who did it: a name, or what there was instead of one. */
export const whoInWords = (language: Language, { who_kind, who }: ToldEntry): string =>
  who_kind === 'account' ? who : sentence(language, `who_${who_kind}`, { name: who });

/** What checking found: one sentence, then the first faults, each in its chain. */
export function verdictInWords(
  language: Language,
  { state, entries, heads, unchecked, faulty, faults }: Verdict,
  areas: ReadonlyMap<number, string>,
): string[] {
  const n = Object.values(unchecked).reduce((sum, some) => sum + some, 0);
  const keys = Object.keys(unchecked).join(', ');
  const code = state === 'whole' && heads === 0 ? 'audit_whole_without_heads' : `audit_${state}`;
  const chain = (municipality_id: number): string =>
    areas.get(municipality_id) ??
    (municipality_id === 0 ? sentence(language, 'audit_chain_installation') : `${municipality_id}`);
  return [
    sentence(language, code, { entries, heads, n, keys, faulty }),
    ...faults.map(
      ({ kind, municipality_id, entry_no }) =>
        `${chain(municipality_id)}: ${sentence(language, `fault_${kind}`, { n: entry_no })}`,
    ),
  ];
}
