/**
 * Where presence is planned, and what of it was done. "Who" is a unit of at least five, or an organisation and a role in words:
 * there is no account, name, officer, track, device or exact moment in any of it. Only the patrol side reads this schema
 * (docs/decisions/0018-schemas-and-roles.md); a version of a plan is never changed (docs/decisions/0026-zone-versions.md).
 */
export const up = (knex) =>
  knex.raw(`
    create table patrol.zone_plan (
      municipality_id integer not null references staff.municipality on delete cascade,
      plan_id uuid not null,
      name text not null check (length(name) between 1 and 80),
      published_version integer,
      created_on date not null default current_date,
      demonstration boolean not null default false,
      primary key (municipality_id, plan_id)
    );

    create table patrol.zone_plan_version (
      municipality_id integer not null,
      plan_id uuid not null,
      version integer not null check (version >= 1),
      based_on integer check (based_on between 1 and version - 1),
      saved_on date not null default current_date,
      saved_by text not null check (length(saved_by) between 1 and 300),
      note text not null default '' check (length(note) <= 200),
      primary key (municipality_id, plan_id, version),
      foreign key (municipality_id, plan_id) references patrol.zone_plan on delete cascade
    );
    comment on column patrol.zone_plan_version.based_on is 'the version that was open when this one was made; null: the first';
    comment on column patrol.zone_plan_version.saved_by is 'organisation and role, never a name';
    alter table patrol.zone_plan
      add foreign key (municipality_id, plan_id, published_version) references patrol.zone_plan_version;

    create table patrol.zone (
      municipality_id integer not null,
      plan_id uuid not null,
      version integer not null,
      zone_id uuid not null,
      zone_no smallint not null check (zone_no >= 1),
      name text not null check (length(name) between 1 and 80),
      outline geometry(MultiPolygon, 4326) not null check (st_isvalid(outline) and not st_isempty(outline)),
      origin text not null check (origin in ('drawn', 'hot_spot', 'place', 'file', 'proposal')),
      why text not null default '' check (length(why) <= 400),
      primary key (municipality_id, plan_id, version, zone_id),
      unique (municipality_id, plan_id, version, name),
      foreign key (municipality_id, plan_id, version) references patrol.zone_plan_version on delete cascade
    );
    comment on column patrol.zone.zone_id is 'the same zone through all versions of its plan';
    comment on column patrol.zone.zone_no is 'order in lists';

    create function patrol.keep_version() returns trigger language plpgsql as $$
    begin
      raise exception 'A version of a plan is never changed: save a new one.' using errcode = 'restrict_violation';
    end $$;
    create trigger version_remains before update on patrol.zone_plan_version
      for each row execute function patrol.keep_version();
    create trigger zone_remains before update on patrol.zone
      for each row execute function patrol.keep_version();

    create table patrol.unit (
      municipality_id integer not null references staff.municipality on delete cascade,
      unit_id uuid not null,
      name text not null check (length(name) between 1 and 80),
      organisation_kind text not null check (organisation_kind in ('police', 'municipality', 'other')),
      kind text not null check (kind in ('police', 'ordningsvakt', 'vaktare', 'trygghetsvard', 'faltare')),
      size smallint not null check (size >= 5),
      credential_hash text,
      closed_on date,
      demonstration boolean not null default false,
      primary key (municipality_id, unit_id),
      unique (municipality_id, name)
    );
    comment on column patrol.unit.size is 'people in it: with fewer than five, what a unit did would be what somebody did';

    create table patrol.unit_session (
      municipality_id integer not null,
      token_hash text not null check (length(token_hash) = 64),
      unit_id uuid not null,
      opened_on date not null default current_date,
      ends_on date not null check (ends_on >= opened_on),
      primary key (municipality_id, token_hash),
      foreign key (municipality_id, unit_id) references patrol.unit on delete cascade
    );
    create index unit_session_of on patrol.unit_session (municipality_id, unit_id);

    create table patrol.planned_visits (
      municipality_id integer not null,
      plan_id uuid not null,
      zone_id uuid not null,
      week date not null check (extract(isodow from week) = 1),
      unit_id uuid not null,
      weekday smallint not null check (weekday between 0 and 6),
      from_minute smallint not null check (from_minute between 0 and 1435 and from_minute % 5 = 0),
      minutes smallint not null check (minutes between 1 and 720),
      visits smallint not null check (visits between 1 and 100),
      version integer not null default 1 check (version >= 1),
      primary key (municipality_id, plan_id, zone_id, week, unit_id, weekday, from_minute),
      foreign key (municipality_id, plan_id) references patrol.zone_plan on delete cascade,
      foreign key (municipality_id, unit_id) references patrol.unit
    );
    comment on column patrol.planned_visits.week is 'its Monday';
    comment on column patrol.planned_visits.weekday is '0 Monday to 6 Sunday';
    comment on column patrol.planned_visits.minutes is 'of each visit';
    create index planned_visits_of_week on patrol.planned_visits (municipality_id, plan_id, week);

    create table patrol.visit (
      municipality_id integer not null references staff.municipality on delete cascade,
      visit_id uuid not null,
      zone_id uuid not null,
      zone_name text not null check (length(zone_name) between 1 and 80),
      unit_id uuid not null,
      started_on date not null,
      from_minute smallint not null check (from_minute between 0 and 1435 and from_minute % 5 = 0),
      minutes smallint not null check (minutes between 1 and 240),
      kind text not null check (kind ~ '^[a-z][a-z_]{0,39}$'),
      seen text[] not null default '{}' check (cardinality(seen) <= 20),
      demonstration boolean not null default false,
      primary key (municipality_id, visit_id),
      foreign key (municipality_id, unit_id) references patrol.unit
    );
    comment on column patrol.visit.zone_name is 'as it was called then';
    comment on column patrol.visit.from_minute is 'of the local day, rounded to five minutes';
    create index visit_of_zone on patrol.visit (municipality_id, zone_id, started_on);

    create table patrol.permit_area (
      municipality_id integer not null references staff.municipality on delete cascade,
      permit_id uuid not null,
      name text not null check (length(name) between 1 and 80),
      decision text not null check (length(decision) between 1 and 120),
      outline geometry(MultiPolygon, 4326) not null check (st_isvalid(outline) and not st_isempty(outline)),
      hours text not null check (hours ~ '^[01]{168}$' and hours like '%1%'),
      valid_from date not null,
      valid_to date not null check (valid_to >= valid_from and valid_to < valid_from + interval '3 years'),
      version integer not null default 1 check (version >= 1),
      primary key (municipality_id, permit_id)
    );
    comment on table patrol.permit_area is 'where ordningsvakter may serve, lag (2023:421): at most three years';
    comment on column patrol.permit_area.hours is 'a digit per hour of the week, Monday 00 first; 1: may serve';
    comment on column patrol.permit_area.valid_to is 'last day';

    create table patrol.kept_answer (
      key_hash text primary key check (length(key_hash) = 64),
      body_hash text not null check (length(body_hash) = 64),
      status smallint not null check (status between 200 and 299),
      answer text not null,
      kept_on date not null default current_date
    );
    comment on table patrol.kept_answer is 'as staff.kept_answer, for what is sent of zones and visits';

    alter table staff.retention_rule drop constraint retention_rule_subject_check;
    alter table staff.retention_rule add constraint retention_rule_subject_check check (subject in
      ('incident', 'area_count', 'import_rejection', 'exhibit', 'disclosure', 'flag', 'dialogue', 'survey', 'zone_plan',
        'visit', 'permit_area', 'audit_entry'));
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
