/**
 * Safety walks: where one goes, what is seen at each stop, who is asked to see to it, and how it is months later. Who takes part is groups and
 * how many, who is responsible an organisation or a role: nobody's name is in it. An observation of a walk that was held is a perception report
 * as it stands; it is copied nowhere, so that it is one, and is never added to incidents. docs/decisions/0035-safety-walks.md.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.walk_manager (
      municipality_id integer not null references staff.municipality on delete cascade,
      code text not null check (code ~ '^[a-z][a-z0-9_]{1,62}$'),
      names jsonb not null check (jsonb_exists(names, 'sv')),
      position smallint not null default 0,
      primary key (municipality_id, code)
    );
    comment on table staff.walk_manager is 'who is responsible for what is seen: organisations and roles, shipped, changed by each area';

    alter table staff.shipped_row drop constraint shipped_row_list_check;
    alter table staff.shipped_row add constraint shipped_row_list_check check (list in ('municipality', 'place', 'agreement',
      'focus_area', 'offence_category', 'flag.publication_group', 'flag.choice', 'action_kind', 'walk_manager'));

    create table staff.walk (
      municipality_id integer not null references staff.municipality on delete cascade,
      walk_id uuid not null,
      version integer not null default 1 check (version > 0),
      name text not null check (length(name) between 1 and 80),
      place text check (length(place) <= 63),
      briefing_on date,
      briefing_held boolean not null default false,
      walk_on date,
      walk_held boolean not null default false,
      feedback_on date,
      feedback_held boolean not null default false,
      revisit_on date,
      revisit_held boolean not null default false,
      taking_part jsonb not null default '[]' check (jsonb_typeof(taking_part) = 'array'),
      notes text not null default '' check (length(notes) <= 4000),
      route geometry(LineString, 4326) check (not st_isempty(route)),
      demonstration boolean not null default false,
      changed_on date not null default current_date,
      primary key (municipality_id, walk_id),
      check (briefing_on is not null or not briefing_held),
      check (walk_on is not null or not walk_held),
      check (feedback_on is not null or not feedback_held),
      check (revisit_on is not null or not revisit_held)
    );
    comment on column staff.walk.place is 'slug of the place that it is about';
    comment on column staff.walk.taking_part is 'groups and how many of each, no names';
    comment on column staff.walk.notes is 'for signed-in staff only';
    comment on column staff.walk.walk_held is 'from then on its observations are perception reports';

    create table staff.walk_stop (
      municipality_id integer not null,
      walk_id uuid not null,
      stop_id uuid not null,
      stop_no smallint not null check (stop_no > 0),
      name text not null default '' check (length(name) <= 80),
      geometry geometry(Point, 4326) not null check (not st_isempty(geometry)),
      primary key (municipality_id, walk_id, stop_id),
      foreign key (municipality_id, walk_id) references staff.walk on delete cascade
    );

    create table staff.walk_observation (
      municipality_id integer not null,
      walk_id uuid not null,
      observation_id uuid not null,
      stop_id uuid not null,
      precision text not null check (precision in ('point', 'segment', 'area')),
      feeling text not null check (feeling in ('safe', 'unsafe')),
      reasons text[] not null default '{}' check (cardinality(reasons) <= 20),
      weightiest text check (weightiest is null or weightiest = any (reasons)),
      times text[] not null default '{}' check (times <@ array['morning', 'day', 'evening', 'night']),
      strength smallint check (strength between 1 and 3),
      manager text,
      note text not null default '' check (length(note) <= 600),
      status text not null default 'open' check (status in ('open', 'passed_on', 'done', 'cannot')),
      because text not null default '' check (length(because) <= 300),
      action_id uuid,
      revisit text check (revisit in ('still', 'better', 'mended')),
      revisited_on date,
      primary key (municipality_id, walk_id, observation_id),
      foreign key (municipality_id, walk_id) references staff.walk on delete cascade,
      foreign key (municipality_id, walk_id, stop_id) references staff.walk_stop deferrable initially deferred,
      foreign key (municipality_id, manager) references staff.walk_manager deferrable initially deferred,
      foreign key (municipality_id, action_id) references staff.action on delete set null (action_id),
      check ((status = 'cannot') = (because <> '')),
      check ((revisit is null) = (revisited_on is null))
    );
    comment on column staff.walk_observation.note is 'for signed-in staff only';
    comment on column staff.walk_observation.manager is 'an organisation or a role, never a person';

    create table staff.walk_photo (
      municipality_id integer not null,
      walk_id uuid not null,
      observation_id uuid not null,
      photo_id uuid not null,
      photo_no smallint not null check (photo_no > 0),
      content bytea not null check (octet_length(content) between 1 and 4194304),
      added_on date not null default current_date,
      primary key (municipality_id, walk_id, observation_id, photo_id),
      foreign key (municipality_id, walk_id, observation_id) references staff.walk_observation on delete cascade
    );
    comment on column staff.walk_photo.content is 'JPEG, drawn anew without what its camera wrote into it; faces and plates were blurred before it was sent';

    alter table staff.retention_rule drop constraint retention_rule_subject_check;
    alter table staff.retention_rule add constraint retention_rule_subject_check check (subject in
      ('incident', 'area_count', 'import_rejection', 'exhibit', 'disclosure', 'flag', 'action', 'dialogue', 'survey', 'walk', 'walk_photo',
        'zone_plan', 'visit', 'permit_area', 'audit_entry'));
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
