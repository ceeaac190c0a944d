/**
 * What is done about a place, and what of it may be public. An action is worked on in `staff.action`; what is public of it is the copy
 * that was approved, so that no later change reaches the public unread.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.action (
      municipality_id integer not null references staff.municipality on delete cascade,
      action_id uuid not null,
      title text not null check (length(title) between 1 and 120),
      place text,
      cell_x integer,
      cell_y integer,
      status text not null check (status in ('planned', 'under_way', 'done', 'stopped')),
      done_on date,
      public_text jsonb check (jsonb_exists(public_text, 'sv')),
      rests_on text not null check (rests_on in ('flags', 'dialogue', 'survey', 'other')),
      rests_on_what text not null default '' check (length(rests_on_what) <= 200),
      version integer not null default 1 check (version > 0),
      changed_on date not null default current_date,
      primary key (municipality_id, action_id),
      check ((cell_x is null) = (cell_y is null)),
      check ((place is null) <> (cell_x is null)),
      check ((done_on is null) = (status <> 'done'))
    );
    comment on column staff.action.place is 'slug of a named place';
    comment on column staff.action.cell_x is 'south-western corner of a cell of 100 m, east / 100 m in the municipality''s CRS';
    comment on column staff.action.cell_y is 'the same, north / 100 m';
    comment on column staff.action.rests_on_what is 'which dialogue, survey or other channel; empty where it rests on flags';

    create table staff.action_approval (
      municipality_id integer not null,
      action_id uuid not null,
      approval_no smallint not null check (approval_no > 0),
      account_id uuid references staff.account,
      version integer not null,
      approved_on date not null default current_date,
      primary key (municipality_id, action_id, approval_no),
      unique nulls not distinct (municipality_id, action_id, account_id),
      foreign key (municipality_id, action_id) references staff.action on delete cascade
    );
    comment on table staff.action_approval is 'of the action''s present version: a change removes them';
    comment on column staff.action_approval.account_id is 'null: an installation before its first account';

    create table staff.action_publication (
      municipality_id integer not null,
      action_id uuid not null,
      place text,
      cell_x integer,
      cell_y integer,
      status text not null,
      done_on date,
      public_text jsonb not null,
      version integer not null,
      approved_on date not null default current_date,
      primary key (municipality_id, action_id),
      foreign key (municipality_id, action_id) references staff.action on delete cascade
    );
    comment on table staff.action_publication is 'what was approved, as it was; a withdrawal removes it';

    create view staff.published_action as
      select municipality_id, action_id, place, cell_x, cell_y, status, done_on, public_text, approved_on,
        cast(null as jsonb) as measured_change
      from staff.action_publication;
    comment on view staff.published_action is 'the one way to actions that may be public: no counts, no names, no finer time than a day';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
