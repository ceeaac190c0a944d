/**
 * What residents send, and what it takes to answer them: docs/decisions/0019-flags.md.
 *
 * A flag is a public record: nothing is here that couldn't be handed out. Its place is a named one or a cell of 100 m, its time a
 * month; nothing says who sent it, in which language or on what. Ids are random, so that they tell no order.
 */
export const up = (knex) =>
  knex.raw(`
    create schema flag;

    create table flag.setting (
      municipality_id integer primary key references staff.municipality on delete cascade,
      fault_line text check (fault_line ~ '^[0-9+][0-9 -]{1,23}$'),
      free_text boolean not null default false,
      answer_days smallint not null default 3 check (answer_days between 1 and 60),
      geocoder text check (geocoder ~ '^https?://' and length(geocoder) <= 500)
    );
    comment on table flag.setting is 'an area without a row has what the columns have by default';

    create table flag.publication_group (
      municipality_id integer not null references staff.municipality on delete cascade,
      publication_group smallint not null check (publication_group between 1 and 9),
      names jsonb not null check (jsonb_exists(names, 'sv')),
      position smallint not null default 0,
      primary key (municipality_id, publication_group)
    );

    create table flag.choice (
      municipality_id integer not null references staff.municipality on delete cascade,
      kind text not null check (kind in ('reason', 'help', 'why_not')),
      code text not null check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
      names jsonb check (jsonb_exists(names, 'sv')),
      publication_group smallint,
      feeling text check (feeling in ('safe', 'unsafe')),
      position smallint not null default 0,
      active boolean not null default true,
      primary key (municipality_id, kind, code),
      foreign key (municipality_id, publication_group) references flag.publication_group,
      check ((kind = 'reason') = (publication_group is not null)),
      check ((kind = 'reason') = (feeling is not null))
    );
    comment on column flag.choice.names is 'null: a shipped choice, whose words the pages have in every language';
    comment on column flag.choice.feeling is 'which of the two a reason is a reason for';

    create table flag.flag (
      municipality_id integer not null references staff.municipality on delete cascade,
      flag_id uuid not null,
      kind text not null check (kind in ('feels', 'happened')),
      feeling text not null check (feeling in ('safe', 'unsafe')),
      place text check (length(place) <= 63),
      cell_x integer,
      cell_y integer,
      month date not null check (extract(day from month) = 1),
      times text[] not null check (cardinality(times) between 1 and 4 and times <@ array['morning', 'day', 'evening', 'night']),
      days text not null check (days in ('weekday', 'weekend', 'both')),
      often text check (often in ('once', 'often')),
      strength smallint check (strength between 1 and 3),
      reasons text[] not null check (cardinality(reasons) between 1 and 20),
      weightiest text not null,
      publication_group smallint not null check (publication_group between 1 and 9),
      helps text[] not null default '{}',
      reported text check (reported in ('yes', 'no', 'unsure')),
      why_not text[] not null default '{}',
      state text not null default 'received' check (state in ('received', 'read', 'planned', 'done', 'declined')),
      answer jsonb check (jsonb_exists(answer, 'sv')),
      fate text not null default 'live' check (fate in ('live', 'quarantined', 'rejected', 'merged')),
      merged_into uuid,
      repeated boolean not null default false,
      verified boolean not null default false,
      decided_month date check (extract(day from decided_month) = 1),
      primary key (municipality_id, flag_id),
      foreign key (municipality_id, merged_into) references flag.flag on delete set null (merged_into),
      check (kind = 'feels' or feeling = 'unsafe'),
      check ((place is null) = (cell_x is not null) and (cell_x is null) = (cell_y is null)),
      check (weightiest = any (reasons)),
      check (kind = 'happened' or reported is null),
      check (reported = 'no' or cardinality(why_not) = 0),
      check (merged_into is null or (fate = 'merged' and merged_into <> flag_id)),
      check (not verified or fate in ('live', 'merged'))
    );
    comment on column flag.flag.cell_x is 'south-west corner of the cell of 100 m in the area''s own metres, divided by 100';
    comment on column flag.flag.answer is 'what the sender is told with planned, done or declined';
    comment on column flag.flag.repeated is 'the same sender had told of the same place that day: never counted in a release';
    comment on column flag.flag.verified is 'a moderator has published it: only these reach releases';
    create index flag_fate on flag.flag (municipality_id, fate, state);
    create index flag_merged on flag.flag (municipality_id, merged_into) where merged_into is not null;

    create table flag.moderation (
      municipality_id integer not null,
      flag_id uuid not null,
      received_on date not null,
      burst integer,
      primary key (municipality_id, flag_id),
      foreign key (municipality_id, flag_id) references flag.flag on delete cascade
    );
    comment on table flag.moderation is 'gone when the flag has been answered';
    comment on column flag.moderation.burst is 'flags that came together, by a random number: which, not from whom';

    create table flag.note (
      municipality_id integer not null,
      flag_id uuid not null,
      text text not null check (length(text) between 1 and 1000),
      primary key (municipality_id, flag_id),
      foreign key (municipality_id, flag_id) references flag.flag on delete cascade
    );
    comment on column flag.note.text is 'as it may be read: what could point at somebody was hidden before it was stored';

    create table flag.receipt (
      municipality_id integer not null,
      lookup text not null check (length(lookup) = 64),
      secret text not null check (length(secret) <= 200),
      flag_id uuid not null,
      primary key (municipality_id, lookup),
      foreign key (municipality_id, flag_id) references flag.flag on delete cascade
    );
    comment on column flag.receipt.lookup is 'HMAC of the words that find it, by a key outside the database';
    comment on column flag.receipt.secret is 'Argon2id of the words that open it';
    create index receipt_flag on flag.receipt (municipality_id, flag_id);

    create table flag.question (
      municipality_id integer not null,
      flag_id uuid not null,
      question text not null check (length(question) between 1 and 300),
      choices text[] not null check (cardinality(choices) between 2 and 6),
      asked_month date not null check (extract(day from asked_month) = 1),
      answer text,
      primary key (municipality_id, flag_id),
      foreign key (municipality_id, flag_id) references flag.flag on delete cascade,
      check (answer is null or answer = any (choices))
    );

    create table flag.decision (
      municipality_id integer not null,
      decision_id integer generated always as identity,
      flag_id uuid not null,
      decided_on date not null default current_date,
      act text not null check (act ~ '^[a-z_]{1,40}$'),
      decided_by text not null check (length(decided_by) between 1 and 200),
      reason text check (length(reason) <= 1000),
      before jsonb,
      primary key (municipality_id, decision_id),
      foreign key (municipality_id, flag_id) references flag.flag on delete cascade
    );
    comment on column flag.decision.decided_by is 'organisation and role; the person stands in the log only';
    comment on column flag.decision.before is 'what the act changed, as it was, so that it can be undone';
    create index decision_flag on flag.decision (municipality_id, flag_id);

    create table flag.background (
      municipality_id integer not null references staff.municipality on delete cascade,
      quarter date not null check (extract(day from quarter) = 1 and extract(month from quarter) in (1, 4, 7, 10)),
      area text not null default '',
      age_band text not null,
      gender text not null,
      n integer not null check (n > 0),
      primary key (municipality_id, quarter, area, age_band, gender)
    );
    comment on table flag.background is 'how many of those who said so were of which age and gender: added in batches, joined to nothing';
    comment on column flag.background.area is 'slug of the built-up area; empty: outside all of them';

    create table flag.kept_answer (
      key_hash text primary key check (length(key_hash) = 64),
      body_hash text not null check (length(body_hash) = 64),
      status smallint not null check (status between 200 and 299),
      answer text not null,
      kept_on date not null default current_date
    );
    comment on table flag.kept_answer is 'as staff.kept_answer, for what residents send';

    create view flag.area as
      select m.municipality_id, m.slug, m.names, m.time_zone, m.srid, trim(r.proj4text) as proj4,
        m.outline, s.fault_line, coalesce(s.free_text, false) as free_text, coalesce(s.answer_days, 3) as answer_days, s.geocoder,
        k.keep_months
      from staff.municipality m
      join public.spatial_ref_sys r on r.srid = m.srid
      left join flag.setting s on s.municipality_id = m.municipality_id
      left join staff.retention_rule k on k.municipality_id = m.municipality_id and k.subject = 'flag';
    comment on view flag.area is 'what the public side may know of an area';

    create view flag.place as
      select p.municipality_id, p.slug, p.names, p.kind, p.position, p.geometry
      from staff.place p;
    comment on view flag.place is 'the places that residents choose among';

    alter table staff.shipped_row drop constraint shipped_row_list_check;
    alter table staff.shipped_row add constraint shipped_row_list_check check (list in
      ('municipality', 'place', 'agreement', 'focus_area', 'offence_category', 'flag.publication_group', 'flag.choice'));

    alter table staff.retention_rule drop constraint retention_rule_subject_check;
    alter table staff.retention_rule add constraint retention_rule_subject_check check (subject in
      ('incident', 'area_count', 'import_rejection', 'exhibit', 'disclosure', 'flag', 'audit_entry'));
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
