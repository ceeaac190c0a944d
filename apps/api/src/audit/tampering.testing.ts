import { createHmac, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

/** Somebody who can do anything in the database, hides it as well as can be, and hasn't the key. */
export interface Tampering {
  kind: 'alter' | 'delete' | 'reorder' | 'truncate';
  does: string;
  /** @param at an entry somewhere in the chain @param last the number of its last one */
  run(trx: Knex, area: number, at: number, last: number): Promise<void>;
}

const AS_OF: [string, string][] = [
  ['at', "at + interval '1 microsecond'"],
  ['act', "case act when 'signed_in' then 'signed_out' else 'signed_in' end"],
  ['who', "who || 'x'"],
  ['who_id', 'case when who_id is null then null else gen_random_uuid() end, who = who || who_kind'],
  ['object', "object || ' '"],
  ['object_id', "coalesce(object_id, '') || '0'"],
  ['object_kind', "coalesce(object_kind, '') || 'x'"],
  ['details', `cast(concat(' ', details) as json)`],
  ['seal', "translate(seal, '01234567', '12345670')"],
  ['key_id', "translate(key_id, '0123456789abcdef', '123456789abcdef0')"],
];

/** One statement after the other; the driver takes values for one at a time only. */
async function all(trx: Knex, sql: string, values: Record<string, string | number>): Promise<void> {
  for (const statement of sql.split(';')) await trx.raw(statement, values);
}
const shift = (trx: Knex, area: number, from: number, by: number) =>
  // By way of numbers that nobody has, since each may be there once at any moment.
  all(
    trx,
    `update staff.audit_entry set entry_no = entry_no + 1000000 where municipality_id = :area and entry_no > :from;
     update staff.audit_entry set entry_no = entry_no - 1000000 + :by where municipality_id = :area and entry_no > 1000000`,
    { area, from, by },
  );
const headFits = (trx: Knex, area: number) =>
  trx.raw(
    `update staff.audit_head h set (entry_no, seal) = (
       select coalesce(max(e.entry_no), 0), coalesce((array_agg(e.seal order by e.entry_no desc))[1], '')
       from staff.audit_entry e where e.municipality_id = h.municipality_id)
     where h.municipality_id = :area`,
    { area },
  );

export const TAMPERINGS: readonly Tampering[] = [
  ...AS_OF.map(
    ([column, value]): Tampering => ({
      kind: 'alter',
      does: `changes ${column}`,
      run: async (trx, area, at) => {
        const where = 'where municipality_id = :area and entry_no = :at';
        await all(trx, `update staff.audit_entry set ${column} = ${value} ${where}`, { area, at });
        if (column === 'seal') await headFits(trx, area);
      },
    }),
  ),
  {
    kind: 'alter',
    does: 'changes an entry and seals it and all after it with a key of their own, under the old key’s name',
    run: async (trx, area, at) => {
      await trx.raw("update staff.audit_entry set who = 'x' || who where municipality_id = :area and entry_no = :at", {
        area,
        at,
      });
      const key = randomBytes(32);
      const { rows } = await trx.raw<{ rows: { entry_no: number }[] }>(
        'select entry_no from staff.audit_entry where municipality_id = :area and entry_no >= :at order by entry_no',
        { area, at },
      );
      const seals = rows.map(({ entry_no }) => createHmac('sha256', key).update(`${entry_no}`).digest('hex'));
      await trx.raw(
        `update staff.audit_entry e set seal = s.seal
         from unnest(cast(:numbers as integer[]), cast(:seals as text[])) as s (entry_no, seal)
         where e.municipality_id = :area and e.entry_no = s.entry_no`,
        { area, numbers: rows.map(({ entry_no }) => entry_no), seals },
      );
      await headFits(trx, area);
    },
  },
  {
    kind: 'delete',
    does: 'deletes an entry',
    run: async (trx, area, at) => {
      await all(trx, 'delete from staff.audit_entry where municipality_id = :area and entry_no = :at', { area, at });
      await headFits(trx, area);
    },
  },
  {
    kind: 'delete',
    does: 'deletes an entry and closes the gap',
    run: async (trx, area, at) => {
      await all(trx, 'delete from staff.audit_entry where municipality_id = :area and entry_no = :at', { area, at });
      await shift(trx, area, at, -1);
      await headFits(trx, area);
    },
  },
  {
    kind: 'delete',
    does: 'lets the beginning go as a rule would, without a rule’s seal',
    run: async (trx, area, at) => {
      await all(
        trx,
        `update staff.audit_head h set disposed_no = e.entry_no, disposed_seal = e.seal, disposal_key_id = e.key_id,
           disposal_seal = e.seal
         from staff.audit_entry e
         where h.municipality_id = :area and e.municipality_id = :area and e.entry_no = :at;
         delete from staff.audit_entry where municipality_id = :area and entry_no <= :at`,
        { area, at },
      );
    },
  },
  {
    kind: 'reorder',
    does: 'exchanges what two entries tell',
    run: async (trx, area, at, last) => {
      const other = at === last ? at - 1 : at + 1;
      await all(
        trx,
        `update staff.audit_entry set entry_no = 1000000 where municipality_id = :area and entry_no = :at;
         update staff.audit_entry set entry_no = :at where municipality_id = :area and entry_no = :other;
         update staff.audit_entry set entry_no = :other where municipality_id = :area and entry_no = 1000000`,
        { area, at, other },
      );
      await headFits(trx, area);
    },
  },
  {
    kind: 'reorder',
    does: 'puts a copy of an old entry at the end',
    run: async (trx, area, at, last) => {
      await all(
        trx,
        `insert into staff.audit_entry
         select municipality_id, :last + 1, at, act, who_kind, who_id, who, object_kind, object_id, object, details, key_id, seal
         from staff.audit_entry where municipality_id = :area and entry_no = :at`,
        { area, at, last },
      );
      await headFits(trx, area);
    },
  },
  {
    kind: 'reorder',
    does: 'moves an entry into another chain',
    run: async (trx, area, at) => {
      await all(
        trx,
        `update staff.audit_entry set municipality_id = :area + 7, entry_no = 1
         where municipality_id = :area and entry_no = :at`,
        { area, at },
      );
      await shift(trx, area, at, -1);
      await headFits(trx, area);
      await trx.raw('insert into staff.audit_head (municipality_id) values (:other)', { other: area + 7 });
      await headFits(trx, area + 7);
    },
  },
  {
    kind: 'truncate',
    does: 'cuts the end off',
    run: async (trx, area, at) => {
      await all(trx, 'delete from staff.audit_entry where municipality_id = :area and entry_no >= :at', { area, at });
      await headFits(trx, area);
    },
  },
  {
    kind: 'truncate',
    does: 'cuts the end off and writes something of their own there',
    run: async (trx, area, at, last) => {
      await all(trx, 'delete from staff.audit_entry where municipality_id = :area and entry_no > :at', { area, at });
      await all(
        trx,
        `insert into staff.audit_entry
         select municipality_id, n, at, act, who_kind, who_id, who, object_kind, object_id, object, details, key_id, seal
         from staff.audit_entry, generate_series(:at + 1, :last + 3) n where municipality_id = :area and entry_no = :at`,
        { area, at, last },
      );
      await headFits(trx, area);
    },
  },
  {
    kind: 'truncate',
    does: 'removes the chain and that there was one',
    run: async (trx, area) => {
      await all(
        trx,
        `delete from staff.audit_entry where municipality_id = :area;
         delete from staff.audit_head where municipality_id = :area`,
        { area },
      );
    },
  },
];

/** As the table's owner can: the triggers are off, until the transaction is given up. */
export const withoutTriggers = (trx: Knex) => trx.raw('alter table staff.audit_entry disable trigger user');
