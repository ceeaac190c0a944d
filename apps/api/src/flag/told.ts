import type { Names, PublishedAction, ReceiptTold } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import type { FlagArea } from './area.ts';

interface FlagRow extends Pick<ReceiptTold, 'state' | 'answer'> {
  fate: 'live' | 'quarantined' | 'rejected' | 'merged';
  kind: ReceiptTold['sent']['kind'];
  feeling: ReceiptTold['sent']['feeling'];
  place: Names | null;
  month: string;
  reasons: string[];
  question: string | null;
  choices: string[] | null;
  answered: string | null;
}

// in: municipality_id, flag_id; out: one row, or none
const FLAG = `
  select f.state, f.answer, f.fate, f.kind, f.feeling, p.names as place, to_char(f.month, 'YYYY-MM-DD') as month, f.reasons,
    q.question, q.choices, q.answer as answered
  from flag.flag f
  left join flag.place p on p.municipality_id = f.municipality_id and p.slug = f.place
  left join flag.question q on q.municipality_id = f.municipality_id and q.flag_id = f.flag_id
  where f.municipality_id = :municipality_id and f.flag_id = :flag_id`;

// in: municipality_id, flag_id; out: what is published of the same place or cell; order: the newest first
const ACTIONS = `
  select a.public_text as text, a.status, to_char(a.done_on, 'YYYY-MM-DD') as done_on
  from flag.public_action a
  join flag.flag f on f.municipality_id = a.municipality_id
    and (f.place = a.place or (f.cell_x = a.cell_x and f.cell_y = a.cell_y))
  where f.municipality_id = :municipality_id and f.flag_id = :flag_id
  order by a.done_on desc nulls first, a.action_id limit 20`;

/** What became of a flag. A merged or rejected one says that it was read: what became of others is told to them. */
export async function readTold(trx: Knex, area: FlagArea, flag_id: string): Promise<ReceiptTold> {
  const { municipality_id, answer_days } = area;
  const { rows } = await trx.raw<{ rows: FlagRow[] }>(FLAG, { municipality_id, flag_id });
  const row = rows[0];
  if (row === undefined) throw new ProblemError('receipt_unknown');
  const actions = await trx.raw<{ rows: PublishedAction[] }>(ACTIONS, { municipality_id, flag_id });
  const { state, answer, fate, kind, feeling, place, month, reasons, question, choices, answered } = row;
  const isOwn = fate === 'live' || fate === 'quarantined';
  return {
    state: isOwn ? state : 'read',
    answer: isOwn ? answer : null,
    actions: actions.rows,
    question: question === null ? null : { text: question, choices: choices!, answered },
    sent: { kind, feeling, place, month, reasons },
    answer_days,
  };
}

const QUESTION = `
  select choices, answer from flag.question where municipality_id = :municipality_id and flag_id = :flag_id for update`;
const ANSWER = `
  update flag.question set answer = :answer where municipality_id = :municipality_id and flag_id = :flag_id`;

/**
 * Answers the municipality's question, once; the same answer again changes nothing.
 * @throws {ProblemError} receipt_no_question, receipt_choice, receipt_answered
 */
export async function answerQuestion(
  trx: Knex,
  { municipality_id }: FlagArea,
  flag_id: string,
  choice: number,
): Promise<void> {
  const of = { municipality_id, flag_id };
  const { rows } = await trx.raw<{ rows: { choices: string[]; answer: string | null }[] }>(QUESTION, of);
  if (!rows[0]) throw new ProblemError('receipt_no_question');
  const { choices, answer: before } = rows[0];
  const answer = choices[choice];
  if (answer === undefined) throw new ProblemError('receipt_choice', { value: choice, last: choices.length - 1 });
  if (before !== null && before !== answer) throw new ProblemError('receipt_answered', { answer: before });
  if (before === null) await trx.raw(ANSWER, { ...of, answer });
}

// in: municipality_id, flag_id. One of those that were merged into it stands for the rest from now on: they aren't its sender's
const PASS_ON = `
  with gone as (
    select municipality_id, flag_id, state, fate, verified, decided_month, answer from flag.flag
    where municipality_id = :municipality_id and flag_id = :flag_id for update),
  heir as (
    select f.flag_id from flag.flag f join gone g on g.municipality_id = f.municipality_id and f.merged_into = g.flag_id
    order by f.flag_id limit 1),
  others as (
    update flag.flag f set merged_into = h.flag_id from gone g, heir h
    where f.municipality_id = g.municipality_id and f.merged_into = g.flag_id and f.flag_id <> h.flag_id)
  update flag.flag f set fate = g.fate, merged_into = null, state = g.state, verified = g.verified,
    decided_month = g.decided_month, answer = g.answer
  from gone g, heir h where f.municipality_id = g.municipality_id and f.flag_id = h.flag_id and g.fate <> 'merged'`;

const REMOVE = 'delete from flag.flag where municipality_id = :municipality_id and flag_id = :flag_id';

/** Takes a flag away for good, with its receipt, note, question and history. */
export async function removeFlag(trx: Knex, { municipality_id }: FlagArea, flag_id: string): Promise<void> {
  await trx.raw(PASS_ON, { municipality_id, flag_id });
  await trx.raw(REMOVE, { municipality_id, flag_id });
}
