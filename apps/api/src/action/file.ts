import { randomUUID } from 'node:crypto';
import { ActionFile, ATTACHMENTS_MAX } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import type { Drawn } from './attachment.ts';
import { addHistory } from './history-entry.ts';

interface Of {
  municipality_id: number;
  action_id: string;
}

const day = (column: string): string => `to_char(${column}, 'YYYY-MM-DD') as ${column}`;
const of = 'municipality_id = :municipality_id and action_id = :action_id';
const NOTES = `select note_id, ${day('written_on')}, who, text from staff.action_note where ${of} order by note_no`;
const HISTORY = `
  select entry_no, ${day('happened_on')}, who, what, details from staff.action_history where ${of} order by entry_no`;
const ATTACHMENTS = `
  select attachment_id, name, type, octet_length(content) as bytes, ${day('added_on')}, who from staff.action_attachment
  where ${of} order by added_on, name, attachment_id`;
const AMENDMENTS = `
  select amendment_no, ${day('made_on')}, who, reason, ${day('ends_on')}, ${day('follow_up_on')}, outcome
  from staff.action_amendment where ${of} order by amendment_no`;
const EVALUATIONS = `
  select evaluation_no, ${day('evaluated_on')}, ${day('follow_up_on')}, verdict, exhibit_id as exhibit, amendments, answer
  from staff.action_evaluation where ${of} order by evaluation_no desc`;

/** What is written beside an action. */
export async function readFile(knex: Knex, { municipality_id, action_id }: Of): Promise<ActionFile> {
  const read = async (sql: string): Promise<unknown[]> => (await knex.raw(sql, { municipality_id, action_id })).rows;
  return ActionFile.parse({
    notes: await read(NOTES),
    history: await read(HISTORY),
    attachments: await read(ATTACHMENTS),
    amendments: await read(AMENDMENTS),
    evaluations: await read(EVALUATIONS),
  });
}

const ADD_NOTE = `
  insert into staff.action_note (municipality_id, action_id, note_id, note_no, who, text)
  select :municipality_id, :action_id, :note_id, coalesce(max(note_no), 0) + 1, :who, :text
  from staff.action_note where municipality_id = :municipality_id and action_id = cast(:action_id as uuid)`;

export async function addNote(trx: Knex, { who, text, ...at }: Of & { who: string; text: string }): Promise<void> {
  await trx.raw(ADD_NOTE, { ...at, note_id: randomUUID(), who, text });
}

const COUNT = `select cast(count(*) as integer) as n from staff.action_attachment where ${of}`;
const ADD_ATTACHMENT = `
  insert into staff.action_attachment (municipality_id, action_id, attachment_id, name, type, content, who)
  values (:municipality_id, :action_id, :attachment_id, :name, :type, :content, :who)`;

/** @throws {ProblemError} action_attachments_many */
export async function addAttachment(
  trx: Knex,
  { who, drawn, ...at }: Of & { who: string; drawn: Drawn },
): Promise<void> {
  const { rows } = await trx.raw<{ rows: { n: number }[] }>(COUNT, at as never);
  if (rows[0]!.n >= ATTACHMENTS_MAX) throw new ProblemError('action_attachments_many', { limit: ATTACHMENTS_MAX });
  const { name, type, content } = drawn;
  await trx.raw(ADD_ATTACHMENT, { ...at, attachment_id: randomUUID(), name, type, content, who });
  await addHistory(trx, { ...at, who, what: 'attached', details: name });
}

type OneAttachment = Of & { attachment_id: string };
const ATTACHMENT = `
  select name, type, content from staff.action_attachment where ${of} and attachment_id = :attachment_id`;
const REMOVE = `delete from staff.action_attachment where ${of} and attachment_id = :attachment_id returning name`;

/** @throws {ProblemError} action_attachment_unknown */
export async function findAttachment(knex: Knex, at: OneAttachment): Promise<Drawn> {
  const { rows } = await knex.raw<{ rows: Drawn[] }>(ATTACHMENT, at as never);
  if (!rows[0]) throw new ProblemError('action_attachment_unknown');
  return rows[0];
}

/** @throws {ProblemError} action_attachment_unknown */
export async function removeAttachment(trx: Knex, { who, ...at }: OneAttachment & { who: string }): Promise<void> {
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(REMOVE, at as never);
  if (!rows[0]) throw new ProblemError('action_attachment_unknown');
  const { municipality_id, action_id } = at;
  await addHistory(trx, { municipality_id, action_id, who, what: 'detached', details: rows[0].name });
}
