import type { ActionEvaluation, ActionWork, Outcome } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { envelope } from '../analysis/answer.ts';
import type { Exhibits } from '../analysis/exhibit.ts';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import type { Incidents } from '../incident/store.ts';
import { evaluable, evaluate } from './evaluate.ts';
import { publicWords } from './evaluation-words.ts';
import { readFile } from './file.ts';
import { addHistory } from './history-entry.ts';
import { readWorks } from './work.ts';

export interface Evaluators {
  readonly database: Database;
  readonly incidents: Incidents;
  readonly exhibits: Exhibits;
}

// in: what was found; out: a row, unless the same follow-up has been evaluated meanwhile
const ADD = `
  insert into staff.action_evaluation (municipality_id, action_id, evaluation_no, follow_up_on, verdict, exhibit_id, amendments, answer,
    public_text)
  select :municipality_id, :action_id, coalesce(max(evaluation_no), 0) + 1, cast(:follow_up_on as date), :verdict, :exhibit_id, :amendments,
    cast(:answer as jsonb), cast(:public_text as jsonb)
  from staff.action_evaluation where municipality_id = :municipality_id and action_id = cast(:action_id as uuid)
  on conflict (municipality_id, action_id, follow_up_on) do nothing
  returning evaluation_no`;
// in: municipality_id, action_id; out: nothing. What was measured is part of what is approved.
const NEW_VERSION = `
  with voided as (
    delete from staff.action_approval where municipality_id = :municipality_id and action_id = :action_id)
  update staff.action set version = version + 1, changed_on = current_date
  where municipality_id = :municipality_id and action_id = :action_id`;

/**
 * Evaluates an action whose follow-up is due, keeps the answer as an exhibit and beside the action, and has what is public of it
 * approved anew.
 * @throws {ProblemError} action_unknown, action_not_due, action_survey_missing, action_data_missing
 */
export async function conclude(
  { database, incidents, exhibits }: Evaluators,
  area: MunicipalityRow,
  asked: { action_id: string; title: string; by: string; who: Actor },
): Promise<ActionEvaluation> {
  const { municipality_id } = area;
  const { action_id, by, who } = asked;
  const work = (await readWorks(database.knex, municipality_id, action_id)).get(action_id);
  if (work === undefined) throw new ProblemError('action_unknown', { id: action_id });
  const { amendments } = await readFile(database.knex, { municipality_id, action_id });
  const of = work.due ? evaluable(work, lastOf(amendments)) : null;
  if (of === null) throw new ProblemError('action_not_due', { day: work.evaluates_on ?? '–' });
  const { answer, held, coarse } = await evaluate(database.knex, incidents, area, of);
  const { version, srid } = held.area;
  const question = `evaluation ${action_id} ${of.follow_up_on} ${amendments.length}`;
  const id = exhibits.idOf(held.key, question);
  const n =
    answer.counts === null
      ? 0
      : Object.values(answer.counts)
          .flat()
          .reduce((sum, count) => sum + count, 0);
  const parameters = { follow_up_on: of.follow_up_on, ring_m: of.ring_m };
  const head = { method: 'action', parameters, filter: '', data_version: version, srid, exhibit: id };
  const exhibit_id = await exhibits.keep(
    held,
    id,
    envelope(head, JSON.stringify({ n, refused: { coarse }, ...answer })),
  );
  return database.knex.transaction(async (trx) => {
    const row = { municipality_id, action_id, follow_up_on: of.follow_up_on, verdict: answer.verdict, exhibit_id };
    const texts = { answer: JSON.stringify(answer), public_text: JSON.stringify(publicWords(answer)) };
    const { rows } = await trx.raw<{ rows: unknown[] }>(ADD, {
      ...row,
      ...texts,
      amendments: amendments.length,
    } as never);
    if (rows.length === 0) throw new ProblemError('action_not_due', { day: of.follow_up_on });
    await trx.raw(NEW_VERSION, { municipality_id, action_id });
    await addHistory(trx, { municipality_id, action_id, who: by, what: 'evaluated', details: answer.verdict });
    const object = { kind: 'action', id: action_id, name: asked.title };
    await database.record(trx, {
      act: 'action_evaluated',
      who,
      area: municipality_id,
      object,
      details: { verdict: answer.verdict },
    });
    return (await readFile(trx, { municipality_id, action_id })).evaluations[0]!;
  });
}

const lastOf = (amendments: readonly { ends_on: string | null; outcome: Outcome }[]) => amendments.at(-1) ?? null;

// in: municipality_id; out: actions whose follow-up may be due
const REGISTERED = `
  select a.action_id, a.title from staff.action a
  join staff.action_work w on w.municipality_id = a.municipality_id and w.action_id = a.action_id
  where a.municipality_id = :municipality_id and w.registered_on is not null order by a.action_id`;

/** Those of an area whose follow-up date is here. */
export async function dueIn(
  knex: Knex,
  municipality_id: number,
): Promise<{ action_id: string; title: string; work: ActionWork }[]> {
  const works = await readWorks(knex, municipality_id, null);
  const { rows } = await knex.raw<{ rows: { action_id: string; title: string }[] }>(REGISTERED, { municipality_id });
  return rows.map((row) => ({ ...row, work: works.get(row.action_id)! })).filter(({ work }) => work.due);
}
