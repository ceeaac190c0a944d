/**
 * Data given out, or refused: what was asked for, the test of secrecy, and the very file that was sent, so that it can be shown
 * what somebody got. Rows are added and, by a rule of retention, removed; never changed.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.disclosure (
      municipality_id integer not null references staff.municipality on delete cascade,
      disclosure_id uuid not null,
      made_at timestamptz not null default now(),
      made_by uuid references staff.account,
      recipient text not null check (recipient in ('public_record', 'authority', 'partner', 'researcher')),
      reference text not null check (length(reference) between 2 and 60),
      legal_ground text not null check (length(legal_ground) between 1 and 1000),
      secrecy_rule text not null check (length(secrecy_rule) between 1 and 200),
      outcome text not null check (outcome in ('whole', 'part', 'refused')),
      reason text not null check (length(reason) between 1 and 1000),
      appeal text check (length(appeal) between 1 and 1000),
      filter text not null,
      sources integer[] not null check (cardinality(sources) > 0),
      masking jsonb,
      data_version bigint not null,
      companion text not null,
      file_name text,
      file_bytes integer,
      file_sha256 text,
      file_given integer,
      file_withheld integer,
      file bytea,
      primary key (municipality_id, disclosure_id),
      check (outcome = 'whole' or appeal is not null),
      check (num_nulls(masking, file_name, file_bytes, file_sha256, file_given, file_withheld, file)
        = case when outcome = 'refused' then 7 else 0 end)
    );
    comment on column staff.disclosure.reference is 'number of the case in the municipality''s register, never a person''s name';
    comment on column staff.disclosure.sources is 'whoever may not see one of them doesn''t get the file either';
    comment on column staff.disclosure.file is 'as it was given: gzip';

    create function staff.keep_disclosure() returns trigger language plpgsql as $$
    begin
      raise exception 'what has been given out stays as it was given' using errcode = 'check_violation';
    end $$;
    create trigger disclosure_stays before update on staff.disclosure
      for each row execute function staff.keep_disclosure();

    alter table staff.retention_rule drop constraint retention_rule_subject_check;
    alter table staff.retention_rule add constraint retention_rule_subject_check
      check (subject in ('incident', 'area_count', 'import_rejection', 'exhibit', 'disclosure', 'audit_entry'));
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
