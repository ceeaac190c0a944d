/**
 * What people say of places at meetings, and what surveys found. A mark is what a meeting says of one place; it is never added to
 * incidents, and nobody's name is in it. A survey's share is of an area and stays one: it is never spread into points.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.dialogue (
      municipality_id integer not null references staff.municipality on delete cascade,
      dialogue_id uuid not null,
      channel text not null check (channel in ('citizen_dialogue', 'employee_dialogue')),
      held_on date not null,
      place text check (length(place) <= 63),
      "group" text not null check ("group" ~ '^[a-z][a-z_]{1,39}$'),
      took_part integer not null check (took_part between 1 and 10000),
      notes text not null default '' check (length(notes) <= 4000),
      demonstration boolean not null default false,
      recorded_at timestamptz not null default now(),
      primary key (municipality_id, dialogue_id)
    );
    comment on column staff.dialogue.place is 'slug of the place where it was held, or that it was about';
    comment on column staff.dialogue.notes is 'for signed-in staff only';

    create table staff.dialogue_mark (
      municipality_id integer not null,
      dialogue_id uuid not null,
      mark_no smallint not null check (mark_no > 0),
      geometry geometry(Geometry, 4326) not null
        check (geometrytype(geometry) in ('POINT', 'LINESTRING', 'POLYGON') and not st_isempty(geometry)),
      precision text not null check (precision in ('point', 'segment', 'area', 'municipality')),
      feeling text not null check (feeling in ('safe', 'unsafe')),
      reasons text[] not null default '{}' check (cardinality(reasons) <= 20),
      weightiest text check (weightiest is null or weightiest = any (reasons)),
      times text[] not null default '{}' check (times <@ array['morning', 'day', 'evening', 'night']),
      days text check (days in ('weekday', 'weekend', 'both')),
      strength smallint check (strength between 1 and 3),
      primary key (municipality_id, dialogue_id, mark_no),
      foreign key (municipality_id, dialogue_id) references staff.dialogue on delete cascade
    );

    create table staff.survey (
      municipality_id integer not null references staff.municipality on delete cascade,
      survey_id uuid not null,
      question text not null check (length(question) between 1 and 300),
      year smallint not null check (year between 1950 and 2100),
      source text not null check (length(source) between 1 and 200),
      demonstration boolean not null default false,
      recorded_at timestamptz not null default now(),
      primary key (municipality_id, survey_id)
    );

    create table staff.survey_result (
      municipality_id integer not null,
      survey_id uuid not null,
      area text not null check (length(area) between 1 and 120),
      place text check (length(place) <= 63),
      share double precision not null check (share between 0 and 1),
      n integer check (n > 0),
      low double precision check (low between 0 and 1),
      high double precision check (high between 0 and 1),
      primary key (municipality_id, survey_id, area),
      foreign key (municipality_id, survey_id) references staff.survey on delete cascade,
      check (low <= high)
    );
    comment on column staff.survey_result.place is 'slug, where the area is a place or a part of town here';

    alter table staff.exhibit add column perception boolean not null default false;
    comment on column staff.exhibit.perception is 'it tells of what people say: for those only who may see that';

    alter table flag.flag
      add column echo boolean not null default false,
      add column demonstration boolean not null default false;
    comment on column flag.flag.echo is 'another of those who spoke of it together is heard: no voice of its own among places compared';

    -- The row that says which flags came together goes when they are answered; that they did is kept, as a yes or no.
    create function flag.keep_voice() returns trigger language plpgsql as $$
    begin
      update flag.flag f set echo = true
      where f.municipality_id = old.municipality_id and f.flag_id = old.flag_id and exists (
        select 1 from flag.moderation m
        join flag.flag o on o.municipality_id = m.municipality_id and o.flag_id = m.flag_id
        where m.municipality_id = old.municipality_id and m.flag_id <> old.flag_id
          and o.fate in ('live', 'merged') and not o.repeated
          and m.burst is not distinct from old.burst and (m.burst is not null or m.received_on = old.received_on)
          and o.place is not distinct from f.place
          and o.cell_x is not distinct from f.cell_x and o.cell_y is not distinct from f.cell_y);
      return old;
    end $$;
    create trigger voice_kept before delete on flag.moderation
      for each row execute function flag.keep_voice();

    alter table staff.retention_rule drop constraint retention_rule_subject_check;
    alter table staff.retention_rule add constraint retention_rule_subject_check check (subject in
      ('incident', 'area_count', 'import_rejection', 'exhibit', 'disclosure', 'flag', 'dialogue', 'survey', 'audit_entry'));
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
