import { randomUUID } from 'node:crypto';
import { type ChangedPledge, type NewPledge, Pledge } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { approvalsNeeded } from './action.ts';
import { countingWords } from './counting-words.ts';
import type { Reader } from './reader.ts';

// in: municipality_id, pledge_id or null, account_id or null; out: pledges; order: those that run now first, then the latest
const PLEDGES = `
  select l.pledge_id, l.text, to_char(l.period_from, 'YYYY-MM-DD') as period_from, to_char(l.period_to, 'YYYY-MM-DD') as period_to,
    l.signatories, l.indicator, l.outcome, l.reason, l.version, to_char(l.changed_on, 'YYYY-MM-DD') as changed_on,
    coalesce((select json_agg(a.action_id order by a.action_id) from staff.pledge_action a
      where a.municipality_id = l.municipality_id and a.pledge_id = l.pledge_id), '[]') as actions,
    coalesce((select json_agg(json_build_object('who', c.name, 'on', to_char(v.approved_on, 'YYYY-MM-DD')) order by v.approval_no)
      from staff.pledge_approval v left join staff.account c on c.account_id = v.account_id
      where v.municipality_id = l.municipality_id and v.pledge_id = l.pledge_id), '[]') as approvals,
    exists (select from staff.pledge_approval v where v.municipality_id = l.municipality_id and v.pledge_id = l.pledge_id
      and v.account_id is not distinct from cast(:account_id as uuid)) as approved_by_me,
    case when p.pledge_id is not null then json_build_object('version', p.version,
      'approved_on', to_char(p.approved_on, 'YYYY-MM-DD')) end as published
  from staff.pledge l
  left join staff.pledge_publication p on p.municipality_id = l.municipality_id and p.pledge_id = l.pledge_id
  where l.municipality_id = :municipality_id and (cast(:pledge_id as uuid) is null or l.pledge_id = cast(:pledge_id as uuid))
  order by l.outcome = 'open' desc, l.period_to desc, l.text ->> 'sv', l.pledge_id`;

async function read(knex: Knex, { municipality_id, account_id }: Reader, pledge_id: string | null): Promise<Pledge[]> {
  const { rows } = await knex.raw<{ rows: object[] }>(PLEDGES, { municipality_id, account_id, pledge_id });
  const approvals_needed = await approvalsNeeded(knex, municipality_id);
  return rows.map((row) => Pledge.parse({ ...row, approvals_needed }));
}

export const listPledges = (knex: Knex, reader: Reader): Promise<Pledge[]> => read(knex, reader, null);

/** @throws {ProblemError} pledge_unknown */
async function findPledge(knex: Knex, reader: Reader, pledge_id: string): Promise<Pledge> {
  const [pledge] = await read(knex, reader, pledge_id);
  if (!pledge) throw new ProblemError('pledge_unknown', { id: pledge_id });
  return pledge;
}

// in: municipality_id, actions; out: one that isn't there
const STRANGER = `
  select a.id from unnest(cast(:actions as uuid[])) as a (id) where not exists (select from staff.action s
    where s.municipality_id = :municipality_id and s.action_id = a.id) limit 1`;

/** @throws {ProblemError} pledge_period, pledge_reason_missing, action_text_counts, action_unknown */
async function mustBeSound(trx: Knex, { municipality_id }: Reader, pledge: NewPledge): Promise<void> {
  const { text, period_from, period_to, indicator, outcome, reason, actions } = pledge;
  if (period_to < period_from) throw new ProblemError('pledge_period', { from: period_from, to: period_to });
  if (outcome !== 'open' && reason === '') throw new ProblemError('pledge_reason_missing');
  for (const one of [...Object.values(text), indicator, reason]) {
    const words = countingWords(one);
    if (words !== null) throw new ProblemError('action_text_counts', { words });
  }
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(STRANGER, { municipality_id, actions });
  if (rows[0]) throw new ProblemError('action_unknown', { id: rows[0].id });
}

const WRITE = `
  insert into staff.pledge (municipality_id, pledge_id, text, period_from, period_to, signatories, indicator, outcome, reason)
  values (:municipality_id, :pledge_id, cast(:text as jsonb), cast(:period_from as date), cast(:period_to as date),
    cast(:signatories as text[]), :indicator, :outcome, :reason)
  on conflict (municipality_id, pledge_id) do update set text = excluded.text, period_from = excluded.period_from,
    period_to = excluded.period_to, signatories = excluded.signatories, indicator = excluded.indicator, outcome = excluded.outcome,
    reason = excluded.reason, version = staff.pledge.version + 1, changed_on = current_date`;
const of = 'municipality_id = :municipality_id and pledge_id = :pledge_id';
const LINK = `
  insert into staff.pledge_action (municipality_id, pledge_id, action_id)
  select :municipality_id, :pledge_id, a.id from unnest(cast(:actions as uuid[])) as a (id) on conflict do nothing`;

async function write(trx: Knex, reader: Reader, pledge_id: string, pledge: NewPledge): Promise<Pledge> {
  await mustBeSound(trx, reader, pledge);
  const { actions, text, ...rest } = pledge;
  const at = { municipality_id: reader.municipality_id, pledge_id };
  await trx.raw(WRITE, { ...at, ...rest, text: JSON.stringify(text) } as never);
  await trx.raw(`delete from staff.pledge_action where ${of}`, at);
  await trx.raw(LINK, { ...at, actions } as never);
  await trx.raw(`delete from staff.pledge_approval where ${of}`, at);
  return findPledge(trx, reader, pledge_id);
}

/** @throws {ProblemError} pledge_period, pledge_reason_missing, action_text_counts, action_unknown */
export const addPledge = (trx: Knex, reader: Reader, pledge: NewPledge): Promise<Pledge> =>
  write(trx, reader, randomUUID(), pledge);

/** @throws {ProblemError} pledge_unknown, pledge_changed_meanwhile */
async function holdPledge(trx: Knex, reader: Reader, pledge_id: string, version: number): Promise<Pledge> {
  await trx.raw(`select version from staff.pledge where ${of} for update`, {
    ...{ municipality_id: reader.municipality_id, pledge_id },
  });
  const pledge = await findPledge(trx, reader, pledge_id);
  if (pledge.version !== version) throw new ProblemError('pledge_changed_meanwhile');
  return pledge;
}

/** What was approved of the version before isn't of this one; what is public stays until this one is approved. */
export async function changePledge(
  trx: Knex,
  reader: Reader,
  pledge_id: string,
  { version, ...pledge }: ChangedPledge,
): Promise<Pledge> {
  await holdPledge(trx, reader, pledge_id, version);
  return write(trx, reader, pledge_id, pledge);
}

const APPROVE = `
  insert into staff.pledge_approval (municipality_id, pledge_id, approval_no, account_id, version)
  select :municipality_id, :pledge_id, coalesce(max(approval_no), 0) + 1, cast(:account_id as uuid), :version
  from staff.pledge_approval where municipality_id = :municipality_id and pledge_id = cast(:pledge_id as uuid)`;
const PUBLISH = `
  insert into staff.pledge_publication (municipality_id, pledge_id, text, period_from, period_to, signatories, indicator, outcome, reason,
    version)
  select municipality_id, pledge_id, text, period_from, period_to, signatories, indicator, outcome, reason, version
  from staff.pledge where municipality_id = :municipality_id and pledge_id = :pledge_id
  on conflict (municipality_id, pledge_id) do update set text = excluded.text, period_from = excluded.period_from,
    period_to = excluded.period_to, signatories = excluded.signatories, indicator = excluded.indicator, outcome = excluded.outcome,
    reason = excluded.reason, version = excluded.version, approved_on = current_date`;

/** Public when as many have approved the same version as of an action. @throws {ProblemError} pledge_approved_already, and as above */
export async function approvePledge(trx: Knex, reader: Reader, pledge_id: string, version: number): Promise<Pledge> {
  const pledge = await holdPledge(trx, reader, pledge_id, version);
  if (pledge.approved_by_me) throw new ProblemError('pledge_approved_already');
  await trx.raw(APPROVE, { ...reader, pledge_id, version } as never);
  if (pledge.approvals.length + 1 >= pledge.approvals_needed)
    await trx.raw(PUBLISH, { municipality_id: reader.municipality_id, pledge_id });
  return findPledge(trx, reader, pledge_id);
}

/** Nothing of it is public any more. @throws {ProblemError} pledge_not_public, and as above */
export async function withdrawPledge(trx: Knex, reader: Reader, pledge_id: string, version: number): Promise<Pledge> {
  const pledge = await holdPledge(trx, reader, pledge_id, version);
  if (pledge.published === null) throw new ProblemError('pledge_not_public');
  const at = { municipality_id: reader.municipality_id, pledge_id };
  await trx.raw(`delete from staff.pledge_approval where ${of}`, at);
  await trx.raw(`delete from staff.pledge_publication where ${of}`, at);
  return findPledge(trx, reader, pledge_id);
}
