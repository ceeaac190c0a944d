/**
 * What was seen at a walk is looked at again as often as it is: each time a row, with its day and the organisation that looked. And an observation
 * has a version, so that of two who change it the second is told. docs/decisions/0040-revisits.md.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.walk_revisit (
      municipality_id integer not null,
      walk_id uuid not null,
      observation_id uuid not null,
      visited_on date not null,
      organisation text not null default '' check (length(organisation) <= 200),
      state text not null check (state in ('still', 'better', 'mended')),
      primary key (municipality_id, walk_id, observation_id, visited_on, organisation),
      foreign key (municipality_id, walk_id, observation_id) references staff.walk_observation on delete cascade
    );
    comment on table staff.walk_revisit is 'how what was seen is when somebody comes back: one state a day and organisation';
    comment on column staff.walk_revisit.organisation is 'that looked, never a person; empty before there were accounts';

    insert into staff.walk_revisit (municipality_id, walk_id, observation_id, visited_on, state)
    select municipality_id, walk_id, observation_id, revisited_on, revisit from staff.walk_observation where revisit is not null;

    alter table staff.walk_observation
      drop column revisit,
      drop column revisited_on,
      add column version integer not null default 1 check (version > 0);
    comment on column staff.walk_observation.version is 'raised by every change of it, not by photos or revisits';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
