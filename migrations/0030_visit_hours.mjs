/**
 * Visits are planned for hours, not for a moment: so many between one minute and another, when nobody can foretell. A week of a plan has one version,
 * so that two who change it at once can't overwrite each other; and a unit's key is found by the words that open nothing.
 */
export const up = (knex) =>
  knex.raw(`
    create table patrol.planned_week (
      municipality_id integer not null,
      plan_id uuid not null,
      week date not null check (extract(isodow from week) = 1),
      version integer not null default 0 check (version >= 0),
      primary key (municipality_id, plan_id, week),
      foreign key (municipality_id, plan_id) references patrol.zone_plan on delete cascade
    );
    insert into patrol.planned_week (municipality_id, plan_id, week, version)
      select municipality_id, plan_id, week, max(version) from patrol.planned_visits group by municipality_id, plan_id, week;

    alter table patrol.planned_visits add column to_minute smallint;
    update patrol.planned_visits set to_minute = from_minute + least(720, minutes * visits + 4 - (minutes * visits + 4) % 5);
    alter table patrol.planned_visits alter column to_minute set not null,
      add check (to_minute > from_minute and to_minute <= from_minute + 720 and to_minute % 5 = 0),
      drop column version,
      add foreign key (municipality_id, plan_id, week) references patrol.planned_week on delete cascade;
    comment on column patrol.planned_visits.to_minute is 'the last visit ends no later; past 1440 on the day after';

    alter table patrol.unit add column credential_lookup text,
      add unique (municipality_id, credential_lookup),
      add check ((credential_lookup is null) = (credential_hash is null));
    comment on column patrol.unit.credential_lookup is 'three words that find the unit; three others, whose hash is beside them, open it';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
