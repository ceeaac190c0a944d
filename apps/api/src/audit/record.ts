import type { Knex } from 'knex';
import { printable } from '../sentence.ts';
import { type Actor, type NewEntry, type SealedEntry, sealedTime, sealOf } from './entry.ts';
import { type AuditKey, openAuditKey } from './key.ts';

/** Adds entries to the log in the caller's transaction: they are there if and only if what they tell of is. */
export type Recorder = (trx: Knex, ...entries: NewEntry[]) => Promise<void>;

/** The same for a caller that has no transaction of its own, such as one that only reads. */
export const recorderOf =
  (data_dir: string): Recorder =>
  (trx, ...entries) =>
    trx.isTransaction
      ? recordWith(trx, openAuditKey(data_dir), ...entries)
      : trx.transaction((own) => recordWith(own, openAuditKey(data_dir), ...entries));

/**
 * Each chain's head is held until the transaction ends, so that its entries stand one after the other. Call it last, that others
 * wait as short as can be; chains are taken in the order of their numbers, that no two wait for each other.
 */
export async function recordWith(trx: Knex, key: AuditKey, ...entries: NewEntry[]): Promise<void> {
  const placed: { municipality_id: number; entry: NewEntry }[] = [];
  for (const entry of entries) placed.push({ municipality_id: await numberOf(trx, entry.area), entry });
  placed.sort((a, b) => a.municipality_id - b.municipality_id);
  for (const { municipality_id, entry } of placed) await appendOne(trx, key, municipality_id, entry);
}

async function appendOne(
  trx: Knex,
  { key, key_id }: AuditKey,
  municipality_id: number,
  { act, who, object, details }: NewEntry,
): Promise<void> {
  const { rows } = await trx.raw<{ rows: { entry_no: number; seal: string }[] }>(HOLD, { municipality_id });
  const head = rows[0]!;
  const at = momentOf(who);
  const entry: SealedEntry = {
    municipality_id,
    entry_no: head.entry_no + 1,
    at: sealedTime(at),
    act,
    who_kind: who.kind,
    who_id: who.kind === 'account' ? who.account_id : null,
    who: nameOf(who),
    object_kind: object?.kind ?? null,
    object_id: object?.id ?? null,
    object: printable(object?.name ?? ''),
    details: detailsText(details ?? {}),
    key_id,
  };
  await trx.raw(APPEND, { ...entry, at: at.toISOString(), seal: sealOf(key, head.seal, entry) });
}

/** Of a patrol nothing is told finer than this. */
const UNIT_STEP_MS = 5 * 60_000;

function momentOf(who: Actor): Date {
  const now = Date.now();
  return new Date(who.kind === 'unit' ? now - (now % UNIT_STEP_MS) : now);
}

const DETAIL_MAX = 500;
const detailsText = (details: { [name: string]: string | number }): string =>
  JSON.stringify(details, (_, value) => (typeof value === 'string' ? value.slice(0, DETAIL_MAX) : value));

const nameOf = (who: Actor): string => ('name' in who ? printable(who.name) : '');

async function numberOf(trx: Knex, area: NewEntry['area']): Promise<number> {
  if (typeof area !== 'string') return area ?? 0;
  const { rows } = await trx.raw<{ rows: { municipality_id: number }[] }>(
    'select municipality_id from staff.municipality where slug = :area',
    { area },
  );
  if (!rows[0]) throw new Error(`there is no area ${area} to record anything of`);
  return rows[0].municipality_id;
}

// in: municipality_id; out: the chain's last entry, held until the transaction ends
const HOLD = `
  insert into staff.audit_head as h (municipality_id) values (:municipality_id)
  on conflict (municipality_id) do update set entry_no = h.entry_no
  returning entry_no, seal`;

// in: the entry and its seal; out: nothing
const APPEND = `
  with added as (
    insert into staff.audit_entry (municipality_id, entry_no, at, act, who_kind, who_id, who, object_kind, object_id,
      object, details, key_id, seal)
    values (:municipality_id, :entry_no, cast(:at as timestamptz), :act, :who_kind, cast(:who_id as uuid), :who,
      :object_kind, :object_id, :object, cast(:details as json), :key_id, :seal)
    returning municipality_id, entry_no, seal)
  update staff.audit_head h set entry_no = added.entry_no, seal = added.seal
  from added where h.municipality_id = added.municipality_id`;
