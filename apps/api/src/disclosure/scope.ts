import { BASIS_FIELDS, type LawfulBasis, type Masking } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { readFilter } from '../filter-query.ts';
import type { HeldIncidents } from '../incident/held.ts';
import './sentences.ts';

interface ScopeSource {
  source_id: number;
  name: string;
  kind: string;
  enabled: boolean;
  basis: Pick<LawfulBasis, (typeof BASIS_FIELDS)[number]> | null;
}

/** What is asked for, once it is known that whoever decides may see it. */
export interface Scope {
  held: HeldIncidents;
  /** the filter in the text that is equal for equal filters */
  filter: string;
  /** every row counts; else the first of each report and place */
  every_row: boolean;
  sources: ScopeSource[];
}

// in: municipality_id, source_ids, hidden; out: those of them that may be seen; order: source_id
const SOURCES = `
  select s.source_id, s.name, s.kind, s.enabled,
    case when b.source_id is not null then json_build_object('legal_basis', b.legal_basis, 'controller', b.controller,
      'secrecy_ground', b.secrecy_ground) end as basis
  from staff.source s
  left join staff.lawful_basis b on b.municipality_id = s.municipality_id and b.source_id = s.source_id
  where s.municipality_id = :municipality_id and s.source_id = any (cast(:source_ids as integer[]))
    and s.source_id <> all (cast(:hidden as integer[]))
  order by s.source_id`;

/**
 * The scope of a disclosure. A source that whoever asks may not see is one that isn't there.
 * @throws {ProblemError} disclosure_source_unknown, and what a filter is refused with
 */
export async function readScope(
  knex: Knex,
  held: HeldIncidents,
  { filter, sources }: { filter: string; sources: readonly number[] },
): Promise<Scope> {
  const asked = readFilter(new URLSearchParams(filter));
  const { text } = held.check(asked);
  const { municipality_id, slug } = held.area;
  const { rows } = await knex.raw<{ rows: ScopeSource[] }>(SOURCES, {
    municipality_id,
    source_ids: [...sources],
    hidden: [...held.hidden],
  });
  const missing = sources.find((id) => !rows.some(({ source_id }) => source_id === id));
  if (missing !== undefined) throw new ProblemError('disclosure_source_unknown', { id: String(missing), slug });
  return { held, filter: text, every_row: asked.unit === 'row', sources: rows };
}

/**
 * May anything of this scope be given at all, as masked?
 * @throws {ProblemError} disclosure_source_hidden, disclosure_basis_missing, disclosure_column_tells
 */
export function mustBeGivable({ sources }: Pick<Scope, 'sources'>, masking: Masking): void {
  for (const { name, kind, enabled, basis } of sources) {
    const lacking = BASIS_FIELDS.filter((field) => !basis?.[field]);
    if (kind === 'police' && lacking.length > 0)
      throw new ProblemError('disclosure_basis_missing', { name, n: lacking.length });
    if (!enabled) throw new ProblemError('disclosure_source_hidden', { name });
  }
  if (masking.category === 'group' && masking.columns.includes('source_category'))
    throw new ProblemError('disclosure_column_tells', { column: 'source_category' });
}
