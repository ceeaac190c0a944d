import type { Language } from '@lagesbild/contract';
import { type SentenceParams, sentence, textOf } from '../sentence.ts';
import { type Act, isAct } from './acts.ts';
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
    if (textOf(language, code) !== '') params[name] = { say: code };
    else params[name] = OF_ROLES.has(act) ? rolesInWords(language, `${value}`) : value;
  }
  return sentence(language, `act_${act}`, params);
}

const OF_ROLES: ReadonlySet<Act> = new Set<Act>([
  'role_tried',
  'account_invited',
  'roles_changed',
  'second_factor_demanded',
]);

/** Roles that stand beside each other with a space between, as the log keeps them. */
const rolesInWords = (language: Language, roles: string): string =>
  roles
    .split(' ')
    .map((role) => textOf(language, `act_role_${role}`) || role)
    .join(', ');

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
