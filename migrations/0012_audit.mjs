/**
 * Who did what. One chain of entries per area, and one (area 0) for what belongs to none; areas come and go, their chains
 * stay, so nothing refers to staff.municipality. A seal covers an entry and the seal before it, by a key that is never here.
 *
 * Entries are only ever added: the triggers refuse everything else, but for the oldest ones when a rule lets them go
 * (staff.dispose_audit). Who owns the table can switch a trigger off; that is what the seals are for.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.audit_entry (
      municipality_id integer not null check (municipality_id >= 0),
      entry_no integer not null check (entry_no > 0),
      at timestamptz not null,
      act text not null check (act ~ '^[a-z_]{3,60}$'),
      who_kind text not null
        check (who_kind in ('account', 'demonstration', 'machine', 'command', 'program', 'unit', 'nobody')),
      who_id uuid,
      who text not null check (length(who) <= 254),
      object_kind text,
      object_id text,
      object text not null check (length(object) <= 300),
      details json not null,
      key_id text not null check (length(key_id) = 12),
      seal text not null check (length(seal) = 64),
      primary key (municipality_id, entry_no),
      check ((who_id is not null) = (who_kind = 'account'))
    );
    comment on column staff.audit_entry.municipality_id is '0: the installation, what belongs to no area';
    comment on column staff.audit_entry.who is 'the name it had then: accounts are renamed, and a patrol is its unit';
    comment on column staff.audit_entry.key_id is 'which key sealed it (a hash of the key)';
    create index audit_entry_at on staff.audit_entry (at desc, municipality_id, entry_no desc);
    create index audit_entry_who on staff.audit_entry (who_id, at desc) where who_id is not null;

    create table staff.audit_head (
      municipality_id integer primary key check (municipality_id >= 0),
      entry_no integer not null default 0,
      seal text not null default '',
      disposed_no integer not null default 0,
      disposed_seal text not null default '',
      disposal_key_id text not null default '',
      disposal_seal text not null default ''
    );
    comment on table staff.audit_head is
      'the last entry of each chain, and the last one that a rule let go: the chain is checked from there';

    create function staff.keep_audit() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and current_setting('lagesbild.audit_disposal', true) = 'on' then
        return old;
      end if;
      raise exception 'the audit log is only ever added to' using errcode = 'LB001';
    end $$;
    create trigger audit_entry_stays before update or delete on staff.audit_entry
      for each row execute function staff.keep_audit();
    create trigger audit_entry_remains before truncate on staff.audit_entry
      for each statement execute function staff.keep_audit();

    create function staff.dispose_audit(area integer, last_no integer) returns integer
    language plpgsql security definer set search_path = pg_catalog as $$
    declare gone integer;
    begin
      -- Not in the function's own settings: only a superuser may name a parameter there that the server doesn't know.
      perform set_config('lagesbild.audit_disposal', 'on', true);
      delete from staff.audit_entry where municipality_id = area and entry_no <= last_no;
      get diagnostics gone = row_count;
      perform set_config('lagesbild.audit_disposal', 'off', true);
      return gone;
    end $$;
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
