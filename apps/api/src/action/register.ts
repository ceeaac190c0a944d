import { randomUUID } from 'node:crypto';
import { type Action, type ChangedAction, FLAGS_MIN, type NewAction } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { findAction } from './action.ts';
import type { Reader } from './reader.ts';

/** The columns of what staff write. */
const written = ({ where, public_text, ...action }: NewAction) => ({
  ...action,
  place: 'place' in where ? where.place : null,
  cell_x: 'cell' in where ? where.cell.x : null,
  cell_y: 'cell' in where ? where.cell.y : null,
  public_text: public_text === null ? null : JSON.stringify(public_text),
});

// in: the action; out: nothing. Its work is begun with it.
const ADD = `
  insert into staff.action (municipality_id, action_id, title, place, cell_x, cell_y, status, done_on, public_text, rests_on,
    rests_on_what)
  values (:municipality_id, :action_id, :title, :place, :cell_x, :cell_y, :status, cast(:done_on as date),
    cast(:public_text as jsonb), :rests_on, :rests_on_what)`;

const BEGIN = 'insert into staff.action_work (municipality_id, action_id) values (:municipality_id, :action_id)';

export async function addAction(trx: Knex, reader: Reader, action: NewAction): Promise<Action> {
  const action_id = randomUUID();
  const { municipality_id } = reader;
  await trx.raw(ADD, { municipality_id, action_id, ...written(action) } as never);
  await trx.raw(BEGIN, { municipality_id, action_id });
  return findAction(trx, reader, action_id);
}

// in: municipality_id, action_id; out: the version that is there, held until the transaction ends
const HOLD = `
  select version from staff.action where municipality_id = :municipality_id and action_id = :action_id for update`;

/** @throws {ProblemError} action_unknown, action_changed_meanwhile */
async function holdVersion(trx: Knex, reader: Reader, action_id: string, version: number): Promise<Action> {
  await trx.raw(HOLD, { municipality_id: reader.municipality_id, action_id });
  const action = await findAction(trx, reader, action_id);
  if (action.version !== version) throw new ProblemError('action_changed_meanwhile', { title: action.title });
  return action;
}

// in: the action and its id; out: nothing. What was approved of the version before isn't of this one.
const CHANGE = `
  with voided as (
    delete from staff.action_approval where municipality_id = :municipality_id and action_id = :action_id)
  update staff.action set title = :title, place = :place, cell_x = :cell_x, cell_y = :cell_y, status = :status,
    done_on = cast(:done_on as date), public_text = cast(:public_text as jsonb), rests_on = :rests_on,
    rests_on_what = :rests_on_what, version = version + 1, changed_on = current_date
  where municipality_id = :municipality_id and action_id = :action_id`;

/** @throws {ProblemError} action_unknown, action_changed_meanwhile */
export async function changeAction(
  trx: Knex,
  reader: Reader,
  action_id: string,
  { version, ...action }: ChangedAction,
): Promise<Action> {
  await holdVersion(trx, reader, action_id, version);
  await trx.raw(CHANGE, { municipality_id: reader.municipality_id, action_id, ...written(action) } as never);
  return findAction(trx, reader, action_id);
}

// in: municipality_id, action_id, account_id or null, version; out: nothing
const APPROVE = `
  insert into staff.action_approval (municipality_id, action_id, approval_no, account_id, version)
  select :municipality_id, :action_id, coalesce(max(approval_no), 0) + 1, cast(:account_id as uuid), :version
  from staff.action_approval where municipality_id = :municipality_id and action_id = cast(:action_id as uuid)`;

// in: municipality_id, action_id; out: nothing. The copy is what the public sees until the next one is approved.
const PUBLISH = `
  insert into staff.action_publication (municipality_id, action_id, place, cell_x, cell_y, status, done_on, public_text, version,
    measured_change)
  select a.municipality_id, a.action_id, a.place, a.cell_x, a.cell_y, a.status, a.done_on, a.public_text, a.version,
    (select jsonb_build_object('verdict', e.verdict, 'text', e.public_text, 'on', to_char(e.evaluated_on, 'YYYY-MM-DD'))
      from staff.action_evaluation e where e.municipality_id = a.municipality_id and e.action_id = a.action_id
      order by e.evaluation_no desc limit 1)
  from staff.action a where a.municipality_id = :municipality_id and a.action_id = :action_id
  on conflict (municipality_id, action_id) do update set place = excluded.place, cell_x = excluded.cell_x,
    cell_y = excluded.cell_y, status = excluded.status, done_on = excluded.done_on, public_text = excluded.public_text,
    version = excluded.version, measured_change = excluded.measured_change, approved_on = current_date`;

/**
 * One person has read it and finds that it may be public; with the last one that is needed, it is.
 * @throws {ProblemError} action_unknown, action_changed_meanwhile, action_text_missing, action_ground_missing,
 *   action_flags_few, action_approved_already
 */
export async function approveAction(trx: Knex, reader: Reader, action_id: string, version: number): Promise<Action> {
  const action = await holdVersion(trx, reader, action_id, version);
  mustBePublishable(action);
  if (action.approved_by_me) throw new ProblemError('action_approved_already', { title: action.title });
  await trx.raw(APPROVE, { ...reader, action_id, version } as never);
  if (action.approvals.length + 1 >= action.approvals_needed)
    await trx.raw(PUBLISH, { municipality_id: reader.municipality_id, action_id });
  return findAction(trx, reader, action_id);
}

function mustBePublishable({ lacks, published_flags }: Action): void {
  if (lacks.includes('text')) throw new ProblemError('action_text_missing');
  if (lacks.includes('ground')) throw new ProblemError('action_ground_missing');
  if (lacks.includes('flags')) throw new ProblemError('action_flags_few', { n: published_flags, min: FLAGS_MIN });
}

// in: municipality_id, action_id; out: nothing. Whoever wants it back has it approved anew.
const WITHDRAW = `
  with voided as (
    delete from staff.action_approval where municipality_id = :municipality_id and action_id = :action_id)
  delete from staff.action_publication where municipality_id = :municipality_id and action_id = :action_id`;

/** Nothing of it is public any more. @throws {ProblemError} action_unknown, action_changed_meanwhile, action_not_public */
export async function withdrawAction(trx: Knex, reader: Reader, action_id: string, version: number): Promise<Action> {
  const action = await holdVersion(trx, reader, action_id, version);
  if (action.published === null) throw new ProblemError('action_not_public', { title: action.title });
  await trx.raw(WITHDRAW, { municipality_id: reader.municipality_id, action_id });
  return findAction(trx, reader, action_id);
}
