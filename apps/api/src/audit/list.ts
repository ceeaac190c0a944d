import type { AuditQuery } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ACTS } from './acts.ts';
import type { ToldEntry } from './in-words.ts';

export interface ListedEntry extends ToldEntry {
  municipality_id: number;
  area: string | null;
  entry_no: number;
  at: Date;
  object_kind: string | null;
}

/** Whose log: what was done in these areas (null: everywhere), or what concerns one's own account. */
export type Readable = { areas: readonly string[] | null } | { account_id: string };

/** Where a page ends: the next one is older. */
export interface Place {
  at: Date;
  municipality_id: number;
  entry_no: number;
}

export const placeText = ({ at, municipality_id, entry_no }: Place): string =>
  `${at.getTime()}-${municipality_id}-${entry_no}`;

export const PLACE = /^(\d{1,14})-(\d{1,9})-(\d{1,9})$/;

export function placeOf(text: string): Place {
  const [at = 0, municipality_id = 0, entry_no = 0] = PLACE.exec(text)!.slice(1).map(Number);
  return { at: new Date(at), municipality_id, entry_no };
}

// in: what is looked for; out: entries; order: newest first
const LIST = `
  select e.municipality_id, m.slug as area, e.entry_no, e.at, e.act, e.who_kind, e.who, e.object_kind, e.object, e.details
  from staff.audit_entry e left join staff.municipality m on m.municipality_id = e.municipality_id
  where true`;

const ZONE = '(select time_zone from staff.municipality order by is_default desc, slug limit 1)';
const startOf = (day: string): string => `cast(cast(:${day} as date) as timestamp) at time zone ${ZONE}`;

/** Some entries, the newest first. */
export async function listEntries(
  knex: Knex,
  whose: Readable,
  { who, what, object, from, to }: AuditQuery,
  { before, limit }: { before: Place | null; limit: number },
): Promise<ListedEntry[]> {
  const conditions = [
    ...('account_id' in whose
      ? [`(e.who_id = :account_id or (e.object_kind = 'account' and e.object_id = cast(:account_id as text)))`]
      : whose.areas === null
        ? []
        : ['m.slug = any(:areas)']),
    ...(who ? [`position(lower(:who) in lower(e.who)) > 0`] : []),
    ...(object ? [`position(lower(:object) in lower(e.object)) > 0`] : []),
    ...(what ? ['e.act = any(:acts)'] : []),
    ...(from ? [`e.at >= ${startOf('from_day')}`] : []),
    ...(to ? [`e.at < ${startOf('to_day')} + interval '1 day'`] : []),
    ...(before
      ? ['(e.at, -e.municipality_id, e.entry_no) < (cast(:at as timestamptz), -cast(:area as integer), :entry_no)']
      : []),
  ];
  const acts = Object.entries(ACTS).flatMap(([act, { group }]) => (group === what ? [act] : []));
  const { rows } = await knex.raw<{ rows: ListedEntry[] }>(
    `${LIST}${conditions.map((condition) => ` and ${condition}`).join('')}
     order by e.at desc, e.municipality_id, e.entry_no desc limit :limit`,
    {
      ...whose,
      ...{ who, object, acts, from_day: from, to_day: to, limit },
      ...(before && { at: before.at.toISOString(), area: before.municipality_id, entry_no: before.entry_no }),
    } as Record<string, Knex.RawBinding>,
  );
  return rows;
}
