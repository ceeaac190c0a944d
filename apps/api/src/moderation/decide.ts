import type { Decided, ModerationStage, NewDecision } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor, NewEntry } from '../audit/entry.ts';
import type { Recorder } from '../audit/record.ts';
import { ProblemError } from '../errors.ts';
import { countAnswers } from './answer-time.ts';
import { type Desk, type FlagRow, isSwedish, readFlags } from './flag.ts';
import type { Forgotten } from './forgotten.ts';
import { workingDaysBetween } from './working-days.ts';

/** Who decides, where. */
export interface Decider {
  desk: Desk;
  who: Actor;
  /** organisation and role, as they stand in the flag's own history */
  decided_by: string;
  record: Recorder;
  forgotten: Forgotten;
}

type Act = NewDecision['act'];
type Seen = Decided['flags'][number];

/** Where a flag has to be on its way for each act. */
const FROM: Readonly<Record<Act, readonly ModerationStage[]>> = {
  publish: ['waiting', 'quarantined', 'held', 'asked'],
  hold: ['waiting', 'quarantined', 'asked'],
  reject: ['waiting', 'quarantined', 'held', 'asked', 'published'],
  merge: ['waiting', 'quarantined', 'held', 'asked', 'published'],
  ask: ['waiting', 'quarantined', 'held', 'published'],
  answer: ['waiting', 'quarantined', 'held', 'asked', 'published', 'closed'],
};

/** How an act is called afterwards. */
const PAST = {
  publish: 'published',
  hold: 'held',
  reject: 'rejected',
  merge: 'merged',
  ask: 'asked',
  answer: 'answered',
} as const satisfies Record<Act, string>;

// in: municipality_id, flag_ids; out: nothing. Held until the transaction ends, in one order, that no two wait for each other.
const HOLD = `
  select flag_id from flag.flag
  where municipality_id = :municipality_id and flag_id = any(cast(:flag_ids as uuid[])) order by flag_id for update`;

/**
 * The flags as they are now, held until the transaction ends.
 * @throws {ProblemError} moderation_flag_unknown, moderation_changed_meanwhile
 */
export async function holdFlags(trx: Knex, desk: Desk, seen: readonly Seen[]): Promise<FlagRow[]> {
  const flag_ids = [...new Set(seen.map(({ flag_id }) => flag_id))];
  await trx.raw(HOLD, { municipality_id: desk.municipality_id, flag_ids });
  const flags = await readFlags(trx, desk, { flag_ids });
  if (flags.length < flag_ids.length)
    throw new ProblemError('moderation_flag_unknown', { n: flag_ids.length - flags.length });
  const versions = new Map(seen.map(({ flag_id, version }) => [flag_id, version]));
  const changed = flags.filter(({ flag_id, version }) => versions.get(flag_id) !== version);
  if (changed.length > 0) throw new ProblemError('moderation_changed_meanwhile', { n: changed.length });
  return flags;
}

// in: municipality_id, flag_id, and what it is from now on; out: nothing
const CHANGE = `
  update flag.flag set state = :state, fate = :fate, verified = :verified, merged_into = cast(:merged_into as uuid),
    answer = cast(:answer as jsonb), decided_month = cast(:decided_month as date), because = :because
  where municipality_id = :municipality_id and flag_id = :flag_id`;

/** What a decision changes of a flag, and undoing brings back. */
export type Changed = Pick<
  FlagRow,
  'state' | 'fate' | 'verified' | 'merged_into' | 'answer' | 'decided_month' | 'because'
>;

/** The same as it was, with what else the decision did. */
export interface Before extends Changed {
  held: boolean;
  /** the action that the flag was linked to by this decision */
  linked: string | null;
}

export async function changeFlag(trx: Knex, municipality_id: number, flag_id: string, to: Changed): Promise<void> {
  // What is taken back may have been decided by an earlier version, which knew no such thing.
  const { answer, state, fate, verified, merged_into, decided_month, because = null } = to;
  const written = answer === null ? null : JSON.stringify(answer);
  const now = { state, fate, verified, merged_into, decided_month, because, answer: written };
  await trx.raw(CHANGE, { municipality_id, flag_id, ...now } as never);
}

// in: the decision; out: its number
const DECIDED = `
  insert into flag.decision (municipality_id, flag_id, decided_on, act, decided_by, reason, before)
  values (:municipality_id, :flag_id, cast(:today as date), :act, :decided_by, :reason, cast(:before as jsonb))
  returning decision_id`;

export async function addDecision(
  trx: Knex,
  { desk, decided_by }: Decider,
  flag_id: string,
  { act, reason, before }: { act: string; reason: string | null; before: object | null },
): Promise<number> {
  const { municipality_id, today } = desk;
  const { rows } = await trx.raw<{ rows: { decision_id: number }[] }>(DECIDED, {
    ...{ municipality_id, flag_id, today, act, decided_by, reason },
    before: before && JSON.stringify(before),
  } as never);
  return rows[0]!.decision_id;
}

// in: municipality_id, flag_ids; out: what was known of them until they were answered
const ANSWERED = `
  delete from flag.moderation where municipality_id = :municipality_id and flag_id = any(cast(:flag_ids as uuid[]))
  returning flag_id, to_char(received_on, 'YYYY-MM-DD') as received_on, burst`;

const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/**
 * One decision about some flags, all or none: what they are from now on, the day they came forgotten, their history and the log told.
 * @throws {ProblemError} moderation_flag_unknown, moderation_changed_meanwhile, moderation_not_now, and what the act itself asks for
 */
export async function decide(trx: Knex, decider: Decider, decision: NewDecision): Promise<Decided> {
  const { desk, who, record, forgotten } = decider;
  const { municipality_id, today } = desk;
  await forgetOlder(trx, municipality_id, today);
  const into = decision.act === 'merge' ? decision.into : null;
  const held = await holdFlags(trx, desk, into === null ? decision.flags : [...decision.flags, into]);
  const flags = held.filter(({ flag_id }) => flag_id !== into?.flag_id);
  mustBeDoable(decision, flags, held);

  const flag_ids = flags.map(({ flag_id }) => flag_id);
  const action_id = decision.act === 'answer' ? decision.action_id : null;
  const linked = action_id === null ? [] : await link(trx, municipality_id, action_id, flag_ids);
  const now = new Map<string, number>();
  for (const flag of flags) {
    await changeFlag(trx, municipality_id, flag.flag_id, becomes(flag, decision, monthOf(today)));
    const reason = reasonOf(decision);
    const link = linked.includes(flag.flag_id) ? action_id : null;
    const before: Before = { ...changedOf(flag), held: flag.stage === 'held', linked: link };
    now.set(flag.flag_id, await addDecision(trx, decider, flag.flag_id, { act: PAST[decision.act], reason, before }));
  }
  if (decision.act === 'ask') await ask(trx, municipality_id, flag_ids, decision, monthOf(today));
  if (decision.act === 'reject' && decision.reason === 'points_at_somebody')
    await trx.raw(STRIKE, { municipality_id, flag_ids });
  if (decision.act !== 'hold') {
    const { rows } = await trx.raw<{ rows: { flag_id: string; received_on: string; burst: number | null }[] }>(
      ANSWERED,
      {
        municipality_id,
        flag_ids,
      },
    );
    const waited = rows.map(({ received_on }) => workingDaysBetween(received_on, today, isSwedish(desk)));
    await countAnswers(trx, municipality_id, monthOf(today), waited);
    const kept = rows.map(({ flag_id, ...row }, i) => {
      return [now.get(flag_id)!, { ...row, waited: waited[i]!, month: monthOf(today) }] as const;
    });
    await forgotten.remember(trx, new Map(kept));
  }
  await record(
    trx,
    ...flag_ids.map((id) => entryOf(decision, { who, area: municipality_id, object: { kind: 'flag', id } })),
  );
  return { flags: [...now].map(([flag_id, version]) => ({ flag_id, version })) };
}

/** What could be taken back yesterday can't be today: what it was before is nobody's to know any more. */
export async function forgetOlder(trx: Knex, municipality_id: number, today: string): Promise<void> {
  await trx.raw(
    `update flag.decision set before = null
     where municipality_id = :municipality_id and before is not null and decided_on < cast(:today as date)`,
    { municipality_id, today },
  );
}

export const changedOf = (flag: FlagRow): Changed => {
  const { state, fate, verified, merged_into, answer, decided_month, because } = flag;
  return { state, fate, verified, merged_into, answer, decided_month, because };
};

/** @throws {ProblemError} moderation_not_now, moderation_merge_itself, moderation_merge_target, moderation_merge_holds, moderation_asked_already */
function mustBeDoable(decision: NewDecision, flags: readonly FlagRow[], held: readonly FlagRow[]): void {
  if (decision.act === 'merge') {
    const target = held.find(({ flag_id }) => flag_id === decision.into.flag_id)!;
    if (decision.flags.some(({ flag_id }) => flag_id === target.flag_id))
      throw new ProblemError('moderation_merge_itself');
    if (target.fate === 'merged' || target.fate === 'rejected') throw new ProblemError('moderation_merge_target');
    if (flags.some(({ merged }) => merged > 0)) throw new ProblemError('moderation_merge_holds');
  }
  const wrong = flags.filter(({ stage, fate }) => {
    const gone = stage === 'closed' && (fate === 'rejected' || fate === 'merged');
    return gone || !FROM[decision.act].includes(stage);
  });
  if (wrong.length > 0) throw new ProblemError('moderation_not_now', { n: wrong.length });
  if (decision.act === 'ask' && flags.some(({ question }) => question !== null))
    throw new ProblemError('moderation_asked_already');
}

/** What a flag is after a decision. */
function becomes(flag: FlagRow, decision: NewDecision, month: string): Changed {
  const now = changedOf(flag);
  const read = { ...now, state: now.state === 'received' ? ('read' as const) : now.state };
  switch (decision.act) {
    case 'hold':
      return now;
    case 'publish':
      return { ...read, fate: 'live', verified: true, decided_month: month };
    case 'ask':
      return { ...read, fate: 'live' };
    case 'reject':
      return { ...read, fate: 'rejected', verified: false, decided_month: month, because: decision.reason };
    case 'merge':
      return { ...read, fate: 'merged', verified: false, merged_into: decision.into.flag_id, decided_month: month };
    case 'answer':
      return {
        ...now,
        state: decision.state,
        fate: 'live',
        verified: true,
        answer: decision.text,
        decided_month: month,
      };
  }
}

function reasonOf(decision: NewDecision): string | null {
  if (decision.act === 'reject') return decision.reason;
  if (decision.act === 'ask') return decision.question;
  return decision.act === 'answer' ? decision.state : null;
}

// in: municipality_id, flag_ids, question, choices, month; out: nothing
const ASK = `
  insert into flag.question (municipality_id, flag_id, question, choices, asked_month)
  select :municipality_id, flag_id, :question, cast(:choices as text[]), cast(:month as date)
  from unnest(cast(:flag_ids as uuid[])) as flag_id`;

const ask = (
  trx: Knex,
  municipality_id: number,
  flag_ids: readonly string[],
  { question, choices }: { question: string; choices: readonly string[] },
  month: string,
): Promise<unknown> =>
  trx.raw(ASK, { municipality_id, flag_ids: [...flag_ids], question, choices: [...choices], month });

// in: municipality_id, action_id, flag_ids; out: those that weren't linked before
const LINK = `
  insert into staff.action_flag (municipality_id, action_id, flag_id)
  select municipality_id, action_id, flag_id
  from staff.action, unnest(cast(:flag_ids as uuid[])) as flag_id
  where municipality_id = :municipality_id and action_id = :action_id
  on conflict do nothing returning flag_id`;

/** @returns those that weren't linked before @throws {ProblemError} moderation_action_unknown */
async function link(trx: Knex, municipality_id: number, action_id: string, flag_ids: string[]): Promise<string[]> {
  const known = await trx.raw<{ rows: unknown[] }>(
    'select 1 from staff.action where municipality_id = :municipality_id and action_id = :action_id',
    { municipality_id, action_id },
  );
  if (known.rows.length === 0) throw new ProblemError('moderation_action_unknown', { id: action_id });
  const { rows } = await trx.raw<{ rows: { flag_id: string }[] }>(LINK, { municipality_id, action_id, flag_ids });
  return rows.map(({ flag_id }) => flag_id);
}

// in: municipality_id, flag_ids; out: nothing. What points at somebody isn't kept because it was refused.
const STRIKE = `delete from flag.note where municipality_id = :municipality_id and flag_id = any(cast(:flag_ids as uuid[]))`;

function entryOf(decision: NewDecision, told: Pick<NewEntry, 'who' | 'area' | 'object'>): NewEntry {
  switch (decision.act) {
    case 'reject':
      return { ...told, act: 'flag_rejected', details: { reason: decision.reason } } as NewEntry;
    case 'answer':
      return { ...told, act: 'flag_answered', details: { state: decision.state } } as NewEntry;
    default:
      return { ...told, act: `flag_${PAST[decision.act]}` } as NewEntry;
  }
}
