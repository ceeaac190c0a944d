import type { ActionWork, ChangedWork, Foreseen, NewAmendment, Outcome, SurveyRound } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { findAction } from './action.ts';
import { foreseeable } from './foreseen.ts';
import { addHistory } from './history-entry.ts';
import type { Reader } from './reader.ts';
import { readWorks, writeWork } from './work.ts';
import { checkOutline, mustBeApart, outlineOf } from './work-area.ts';

/** What a registration holds: none of it changes once the action has started. */
const REGISTERED = ['area', 'control', 'outcome', 'starts_on', 'ends_on', 'follow_up_on', 'ring_m'] as const;

const HOLD = `
  select version from staff.action_work where municipality_id = :municipality_id and action_id = :action_id for update`;

/** @throws {ProblemError} action_unknown, action_work_changed_meanwhile */
export async function holdWork(trx: Knex, reader: Reader, action_id: string, version: number): Promise<ActionWork> {
  const { municipality_id } = reader;
  await trx.raw(HOLD, { municipality_id, action_id });
  const work = (await readWorks(trx, municipality_id, action_id)).get(action_id);
  if (work === undefined) throw new ProblemError('action_unknown', { id: action_id });
  if (work.version !== version) throw new ProblemError('action_work_changed_meanwhile');
  return work;
}

/**
 * Changes what is worked on of an action. Before its start a change of what was registered takes the registration back; afterwards it is
 * refused.
 * @throws {ProblemError} action_unknown, action_work_changed_meanwhile, action_frozen, and what `mustBeUsable` throws
 */
export async function changeWork(
  trx: Knex,
  reader: Reader,
  { area, action_id, change, who }: { area: MunicipalityRow; action_id: string; change: ChangedWork; who: string },
): Promise<ActionWork> {
  const { municipality_id } = reader;
  const { version, area: chosen, ...texts } = change;
  const before = await holdWork(trx, reader, action_id, version);
  const touched = REGISTERED.filter((name) => change[name] !== undefined);
  if (before.frozen && touched.length > 0) throw new ProblemError('action_frozen');
  const after: ActionWork = { ...before, ...texts };
  if (chosen !== undefined) {
    const outline =
      chosen === null ? null : await outlineOf(trx, area, await findAction(trx, reader, action_id), chosen);
    after.area = chosen && {
      ...{ origin: chosen.origin, name: 'name' in chosen ? (chosen.name ?? '') : '', outline: outline! },
      zone_id: chosen.origin === 'zone' ? chosen.zone_id : null,
    };
    // What was compared with was like the area that was.
    if (change.control === undefined) after.control = null;
  }
  await mustBeUsable(trx, area, after);
  await writeWork(trx, { municipality_id, action_id }, after, touched.length === 0);
  await addHistory(trx, {
    municipality_id,
    action_id,
    who,
    what: 'changed',
    details: Object.keys(change)
      .filter((name) => name !== 'version')
      .join(', '),
  });
  return (await readWorks(trx, municipality_id, action_id)).get(action_id)!;
}

// in: municipality_id, agreement_id, code, kind, categories; out: what of it is known here
const KNOWN = `
  select exists (select from staff.focus_area where municipality_id = :municipality_id and agreement_id = :agreement_id
      and code = :code) as focus_area,
    exists (select from staff.action_kind where municipality_id = :municipality_id and code = :kind) as kind,
    (select c.code from unnest(cast(:categories as text[])) as c (code) where not exists (select from staff.offence_category o
      where o.municipality_id = :municipality_id and o.code = c.code) limit 1) as category`;

async function mustBeUsable(trx: Knex, area: MunicipalityRow, work: ActionWork): Promise<void> {
  const { municipality_id } = area;
  const { focus_area, kind, outcome, control, starts_on, ends_on, follow_up_on } = work;
  if (outcome !== null) mustBeMeasurable(outcome);
  const { rows } = await trx.raw<{ rows: { focus_area: boolean; kind: boolean; category: string | null }[] }>(KNOWN, {
    ...{ municipality_id, agreement_id: focus_area?.agreement_id ?? null, code: focus_area?.code ?? null, kind },
    categories: outcome?.categories ?? [],
  } as never);
  const known = rows[0]!;
  if (focus_area !== null && !known.focus_area)
    throw new ProblemError('action_focus_area_unknown', { code: focus_area.code });
  if (kind !== null && !known.kind) throw new ProblemError('action_kind_unknown', { kind });
  if (known.category !== null) throw new ProblemError('action_category_unknown', { category: known.category });
  if (starts_on !== null && ends_on !== null && ends_on < starts_on)
    throw new ProblemError('action_ends_before', { starts: starts_on, ends: ends_on });
  if (starts_on !== null && follow_up_on !== null && follow_up_on <= starts_on)
    throw new ProblemError('action_follow_up_before', { starts: starts_on, day: follow_up_on });
  if (control !== null) {
    await checkOutline(trx, area, control);
    if (work.area !== null) await mustBeApart(trx, area, [work.area.outline, control], work.ring_m);
  }
}

/** @throws {ProblemError} action_outcome_flags, action_survey_round */
export function mustBeMeasurable({ measure, before, question }: Outcome): void {
  if (measure === 'flags') throw new ProblemError('action_outcome_flags');
  if (measure === 'survey' && (before === null || question === '')) throw new ProblemError('action_survey_round');
  if (before !== null) mustBeRound(before);
}

/** @throws {ProblemError} action_survey_more */
export function mustBeRound({ asked, unsafe }: SurveyRound): void {
  if (unsafe > asked) throw new ProblemError('action_survey_more', { unsafe, asked });
}

/** What still has to be said before it can be registered. */
export function lacksOf(work: ActionWork): string[] {
  const { problem, area, outcome, control, starts_on, follow_up_on } = work;
  return [
    ...(problem === '' ? ['problem'] : []),
    ...(area === null ? ['area'] : []),
    ...(outcome === null ? ['outcome'] : []),
    ...(control === null && outcome?.measure !== 'survey' ? ['control'] : []),
    ...(starts_on === null ? ['starts_on'] : []),
    ...(follow_up_on === null ? ['follow_up_on'] : []),
  ];
}

/** @throws {ProblemError} action_work_lacks, action_started, action_registered_already */
export function mustBeRegistrable(work: ActionWork, today: string): void {
  if (work.registered_on !== null) throw new ProblemError('action_registered_already');
  const [lack] = lacksOf(work);
  if (lack !== undefined || foreseeable(work) === null) throw new ProblemError(`action_lacks_${lack}`);
  if (work.starts_on! <= today) throw new ProblemError('action_started', { day: work.starts_on! });
}

const REGISTER = `
  update staff.action_work set version = version + 1, registered_on = cast(:today as date), foreseen = cast(:foreseen as jsonb)
  where municipality_id = :municipality_id and action_id = :action_id`;

/** From the start on it can't be changed, only amended. */
export async function registerWork(
  trx: Knex,
  { municipality_id }: Reader,
  { action_id, today, foreseen, who }: { action_id: string; today: string; foreseen: Foreseen; who: string },
): Promise<ActionWork> {
  await trx.raw(REGISTER, { municipality_id, action_id, today, foreseen: JSON.stringify(foreseen) });
  await addHistory(trx, { municipality_id, action_id, who, what: 'registered' });
  return (await readWorks(trx, municipality_id, action_id)).get(action_id)!;
}

const AMEND = `
  insert into staff.action_amendment (municipality_id, action_id, amendment_no, who, reason, ends_on, follow_up_on, outcome)
  select :municipality_id, :action_id, coalesce(max(amendment_no), 0) + 1, :who, :reason, cast(:ends_on as date),
    cast(:follow_up_on as date), cast(:outcome as jsonb)
  from staff.action_amendment where municipality_id = :municipality_id and action_id = cast(:action_id as uuid)`;
const RAISE = `
  update staff.action_work set version = version + 1 where municipality_id = :municipality_id and action_id = :action_id`;

/**
 * What is expected now, and why, beside what was registered.
 * @throws {ProblemError} action_unknown, action_not_frozen, action_follow_up_before, action_ends_before, action_follow_up_past
 */
export async function amendWork(
  trx: Knex,
  reader: Reader,
  asked: { action_id: string; amendment: NewAmendment; who: string; today: string },
): Promise<ActionWork> {
  const { municipality_id } = reader;
  const { action_id, amendment, who, today } = asked;
  const work = (await readWorks(trx, municipality_id, action_id)).get(action_id);
  if (work === undefined) throw new ProblemError('action_unknown', { id: action_id });
  if (!work.frozen) throw new ProblemError('action_not_frozen');
  mustBeMeasurable(amendment.outcome);
  if (amendment.outcome.measure === 'incidents' && work.control === null)
    throw new ProblemError('action_lacks_control');
  if (amendment.follow_up_on <= work.starts_on!)
    throw new ProblemError('action_follow_up_before', { starts: work.starts_on!, day: amendment.follow_up_on });
  if (amendment.follow_up_on !== work.evaluates_on && amendment.follow_up_on < today)
    throw new ProblemError('action_follow_up_past', { day: amendment.follow_up_on });
  if (amendment.ends_on !== null && amendment.ends_on < work.starts_on!)
    throw new ProblemError('action_ends_before', { starts: work.starts_on!, ends: amendment.ends_on });
  const { reason, ends_on, follow_up_on, outcome } = amendment;
  await trx.raw(AMEND, {
    ...{ municipality_id, action_id, who, reason, ends_on, follow_up_on, outcome: JSON.stringify(outcome) },
  } as never);
  await trx.raw(RAISE, { municipality_id, action_id });
  await addHistory(trx, { municipality_id, action_id, who, what: 'amended', details: reason });
  return (await readWorks(trx, municipality_id, action_id)).get(action_id)!;
}
