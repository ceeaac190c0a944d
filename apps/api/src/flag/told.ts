import type { Names, PublishedAction, ReceiptTold } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import type { FlagArea } from './area.ts';

interface FlagRow extends Pick<ReceiptTold, 'state' | 'answer' | 'because'> {
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
  select f.state, f.answer, f.fate, f.because, f.kind, f.feeling, p.names as place, to_char(f.month, 'YYYY-MM-DD') as month, f.reasons,
    q.question, q.choices, q.answer as answered
  from flag.flag_of(:municipality_id, :flag_id) f
  left join flag.place p on p.municipality_id = :municipality_id and p.slug = f.place
  left join flag.question_of(:municipality_id, :flag_id) q on true`;

// in: municipality_id, flag_id; out: what is published of the same place or cell; order: the newest first
const ACTIONS = `
  select a.public_text as text, a.status, to_char(a.done_on, 'YYYY-MM-DD') as done_on,
    a.measured_change -> 'text' as measured
  from flag.public_action a
  join flag.flag_of(:municipality_id, :flag_id) f
    on f.place = a.place or (f.cell_x = a.cell_x and f.cell_y = a.cell_y)
  where a.municipality_id = :municipality_id
  order by a.done_on desc nulls first, a.action_id limit 20`;

/** What became of a flag. A merged one says that it was read: what became of the other is told to its sender. A rejected one says why. */
export async function readTold(trx: Knex, area: FlagArea, flag_id: string): Promise<ReceiptTold> {
  const { municipality_id, answer_days } = area;
  const { rows } = await trx.raw<{ rows: FlagRow[] }>(FLAG, { municipality_id, flag_id });
  const row = rows[0];
  if (row === undefined) throw new ProblemError('receipt_unknown');
  const actions = await trx.raw<{ rows: PublishedAction[] }>(ACTIONS, { municipality_id, flag_id });
  const { state, answer, fate, because, kind, feeling, place, month, reasons, question, choices, answered } = row;
  const isOwn = fate === 'live' || fate === 'quarantined';
  return {
    state: isOwn ? state : fate === 'rejected' ? 'declined' : 'read',
    answer: isOwn ? answer : null,
    because,
    actions: actions.rows,
    question: question === null ? null : { text: question, choices: choices!, answered },
    sent: { kind, feeling, place, month, reasons },
    answer_days,
  };
}

const QUESTION = 'select choices from flag.question_of(:municipality_id, :flag_id)';
const ANSWER = 'select flag.answer_question(:municipality_id, :flag_id, :answer) as stands';

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
  const { rows } = await trx.raw<{ rows: { choices: string[] }[] }>(QUESTION, of);
  if (!rows[0]) throw new ProblemError('receipt_no_question');
  const { choices } = rows[0];
  const answer = choices[choice];
  if (answer === undefined) throw new ProblemError('receipt_choice', { value: choice, last: choices.length - 1 });
  const given = await trx.raw<{ rows: { stands: string }[] }>(ANSWER, { ...of, answer });
  const { stands } = given.rows[0]!;
  if (stands !== answer) throw new ProblemError('receipt_answered', { answer: stands });
}

/** Takes a flag away for good, with its receipt, note, question and history. */
export async function removeFlag(trx: Knex, { municipality_id }: FlagArea, flag_id: string): Promise<void> {
  await trx.raw('select flag.take_away(:municipality_id, :flag_id)', { municipality_id, flag_id });
}
