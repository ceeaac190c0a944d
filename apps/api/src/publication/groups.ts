import type { Names } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Subject } from './eligible.ts';

/** A fixed group, as the public reads it. */
export interface PublishedGroup {
  group: number;
  names: Names;
}

/** The four of categories; their numbers stand at each category. */
const INCIDENT_GROUPS: readonly PublishedGroup[] = [
  { group: 1, names: { sv: 'Våld, hot och rån', en: 'Violence, threats and robbery', ar: 'عنف وتهديد وسلب' } },
  { group: 2, names: { sv: 'Stöld och inbrott', en: 'Theft and burglary', ar: 'سرقة واقتحام' } },
  { group: 3, names: { sv: 'Skadegörelse och brand', en: 'Damage and fire', ar: 'تخريب وحرائق' } },
  { group: 4, names: { sv: 'Ordning och trafik', en: 'Order and traffic', ar: 'النظام العام والمرور' } },
];

/** Flags have groups that each installation sets. */
export async function readGroups(
  trx: Knex,
  municipality_id: number,
): Promise<Record<Subject, readonly PublishedGroup[]>> {
  const flags: PublishedGroup[] = await trx('flag.publication_group')
    .where({ municipality_id })
    .orderBy(['position', 'publication_group'])
    .select('publication_group as group', 'names');
  return { incident: INCIDENT_GROUPS, unsafe: flags, safe: flags };
}
