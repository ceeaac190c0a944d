/**
 * What importing fast, undoing truthfully and asking polisen.se politely need beside the tables of 0003.
 *
 * Two foreign keys go. An incident's import: the check costs as much as the rest of loading the row (1 M rows by COPY:
 * 10.3 s with it, 5.3 s without), and an incident without a visible import is never seen. A source's municipality: an
 * import that opens a new area writes its rows, unseen, under the number the area will get, and the area itself comes
 * in the transaction that shows them. Deleting an area takes its sources and incidents with it all the same.
 *
 * The index on identity goes too: an import reads the identities of its own source once, so no other write pays for it.
 */
export const up = (knex) =>
  knex.raw(`
    alter table staff.incident drop constraint incident_municipality_id_import_id_fkey;
    alter table staff.source drop constraint source_municipality_id_fkey;
    drop index staff.incident_identity;

    create function staff.remove_with_municipality() returns trigger language plpgsql as $$
    begin
      delete from staff.incident where municipality_id = old.municipality_id;
      delete from staff.source where municipality_id = old.municipality_id;
      return old;
    end $$;
    create trigger municipality_removed after delete on staff.municipality
      for each row execute function staff.remove_with_municipality();

    alter table staff.import add column opens_area boolean not null default false;
    comment on column staff.import.opens_area is 'the area itself came with this import';

    create table staff.import_sighting (
      municipality_id integer not null,
      import_id integer not null,
      part integer not null,
      incident_ids integer[] not null,
      primary key (municipality_id, import_id, part),
      foreign key (municipality_id, import_id) references staff.import on delete cascade
    );
    comment on table staff.import_sighting is
      'rows an import met unchanged: when the import they came with is undone, they stay with this one';

    create table staff.import_key (
      purpose text primary key,
      fingerprint text not null,
      created_at timestamptz not null default now()
    );
    comment on table staff.import_key is
      'which key file identities and report pseudonyms are made with (a hash of it): another file would make other ones';

    create table staff.polisen_call (
      called_at timestamptz not null primary key,
      url text not null,
      status integer
    );
    create table staff.polisen_state (
      url text primary key,
      etag text,
      last_modified text,
      fetched_at timestamptz
    );
    comment on table staff.polisen_call is 'the day''s calls to polisen.se: the limits hold across restarts';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
