import { BASIS_FIELDS, type GovernedSource, type LawfulBasis, type SourceViewers } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { missingCode } from './sentences.ts';

interface Area {
  municipality_id: number;
  slug: string;
}

// in: municipality_id, source_id or null; out: sources; order: as they were added
const SOURCES = `
  select s.source_id, s.slug, s.name, s.kind, s.licence, s.enabled,
    case when b.source_id is not null then json_build_object(
      'legal_basis', coalesce(b.legal_basis, ''), 'controller', coalesce(b.controller, ''),
      'secrecy_ground', coalesce(b.secrecy_ground, ''), 'reference', coalesce(b.reference, ''),
      'recorded_at', to_char(b.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'recorded_by', a.name) end as basis,
    json_build_object('roles', s.viewer_roles, 'organisations', s.viewer_organisations) as viewers
  from staff.source s
  left join staff.lawful_basis b on b.municipality_id = s.municipality_id and b.source_id = s.source_id
  left join staff.account a on a.account_id = b.recorded_by
  where s.municipality_id = :municipality_id and (cast(:source_id as integer) is null or s.source_id = :source_id)
  order by s.source_id`;

/** Every source of an area, also those that whoever asks may not see the rows of. */
export async function listGoverned(knex: Knex, municipality_id: number): Promise<GovernedSource[]> {
  const { rows } = await knex.raw<{ rows: GovernedSource[] }>(SOURCES, { municipality_id, source_id: null });
  return rows;
}

/** One of them. @throws {ProblemError} source_unknown */
async function find(trx: Knex, { municipality_id, slug }: Area, source_id: number): Promise<GovernedSource> {
  const { rows } = await trx.raw<{ rows: GovernedSource[] }>(SOURCES, { municipality_id, source_id });
  if (!rows[0]) throw new ProblemError('source_unknown', { id: String(source_id), slug });
  return rows[0];
}

type SourceAct = 'source_shown' | 'source_hidden' | 'basis_recorded' | 'source_limited' | 'source_unlimited';

/** A change of one source, which waits for others of the same. `change` says what the log is to tell of, null for nothing. */
async function changing(
  { knex, record }: Database,
  area: Area,
  source_id: number,
  who: Actor,
  change: (trx: Knex, source: GovernedSource) => Promise<SourceAct | null>,
): Promise<GovernedSource> {
  const { municipality_id } = area;
  return knex.transaction(async (trx) => {
    await trx.raw(HOLD, { municipality_id, source_id });
    const { name, ...before } = await find(trx, area, source_id);
    const act = await change(trx, { name, ...before });
    const after = await find(trx, area, source_id);
    if (act !== null)
      await record(trx, { act, who, area: municipality_id, object: { kind: 'source', id: `${source_id}`, name } });
    return after;
  });
}

const HOLD = `
  select 1 from staff.source where municipality_id = :municipality_id and source_id = :source_id for update`;

/**
 * Shows or hides everything that came from a source. What the police's own systems give can't be shown before its basis
 * is recorded.
 *
 * @throws {ProblemError} source_unknown, source_basis_missing
 */
export const switchSource = (database: Database, area: Area, source_id: number, enabled: boolean, who: Actor) =>
  changing(database, area, source_id, who, async (trx, { name, kind, basis, enabled: before }) => {
    if (enabled && kind === 'police') mustBeRecorded('source_basis_missing', name, basis);
    if (enabled === before) return null;
    await trx.raw(SWITCH, { municipality_id: area.municipality_id, source_id, enabled });
    await database.bumpDataVersion(trx, area.municipality_id);
    return enabled ? 'source_shown' : 'source_hidden';
  });

const SWITCH = `
  update staff.source set enabled = :enabled
  where municipality_id = :municipality_id and source_id = :source_id`;

/**
 * Records on what ground a source is kept; an empty text takes one away.
 * @throws {ProblemError} source_unknown, source_basis_in_use
 */
export const recordBasis = (database: Database, area: Area, source_id: number, basis: LawfulBasis, who: Actor) =>
  changing(database, area, source_id, who, async (trx, { name, kind, enabled }) => {
    if (enabled && kind === 'police') mustBeRecorded('source_basis_in_use', name, basis);
    const recorded_by = who.kind === 'account' ? who.account_id : null;
    await trx.raw(RECORD, { municipality_id: area.municipality_id, source_id, ...basis, recorded_by });
    return 'basis_recorded';
  });

const RECORD = `
  insert into staff.lawful_basis as b (municipality_id, source_id, legal_basis, controller, secrecy_ground, reference, recorded_by)
  values (:municipality_id, :source_id, nullif(:legal_basis, ''), nullif(:controller, ''), nullif(:secrecy_ground, ''),
    nullif(:reference, ''), :recorded_by)
  on conflict (municipality_id, source_id) do update set legal_basis = excluded.legal_basis, controller = excluded.controller,
    secrecy_ground = excluded.secrecy_ground, reference = excluded.reference, recorded_by = excluded.recorded_by, recorded_at = now()`;

function mustBeRecorded(code: string, name: string, basis: LawfulBasis | null): void {
  const lacking = BASIS_FIELDS.filter((field) => !basis?.[field]);
  if (lacking.length > 0) throw new ProblemError(code, { name, missing: { say: missingCode(lacking) } });
}

/**
 * Says who may see what came from a source. It is a new data version, so that pages that are open ask again.
 * @throws {ProblemError} source_unknown, source_organisation_unknown
 */
export const limitViewers = (database: Database, area: Area, source_id: number, viewers: SourceViewers, who: Actor) =>
  changing(database, area, source_id, who, async (trx) => {
    const { roles, organisations } = viewers;
    const known = await trx.raw<{ rows: { n: number }[] }>(
      'select count(*)::integer as n from staff.organisation where organisation_id = any (cast(:organisations as uuid[]))',
      { organisations: organisations ?? [] },
    );
    if (known.rows[0]!.n < new Set(organisations ?? []).size) throw new ProblemError('source_organisation_unknown');
    await trx.raw(LIMIT, { municipality_id: area.municipality_id, source_id, roles, organisations });
    await database.bumpDataVersion(trx, area.municipality_id);
    return roles === null && organisations === null ? 'source_unlimited' : 'source_limited';
  });

const LIMIT = `
  update staff.source set viewer_roles = cast(:roles as text[]), viewer_organisations = cast(:organisations as uuid[])
  where municipality_id = :municipality_id and source_id = :source_id`;
