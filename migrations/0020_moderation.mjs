/** Which flags an action was made for, and how long residents waited for a first answer. */
export const up = (knex) =>
  knex.raw(`
    create table staff.action_flag (
      municipality_id integer not null,
      action_id uuid not null,
      flag_id uuid not null,
      primary key (municipality_id, action_id, flag_id),
      foreign key (municipality_id, action_id) references staff.action on delete cascade,
      foreign key (municipality_id, flag_id) references flag.flag on delete cascade
    );
    create index action_flag_of on staff.action_flag (municipality_id, flag_id);

    create table staff.answer_time (
      municipality_id integer not null references staff.municipality on delete cascade,
      answered_month date not null check (extract(day from answered_month) = 1),
      waited_days smallint not null check (waited_days >= 0),
      n integer not null check (n >= 0),
      primary key (municipality_id, answered_month, waited_days)
    );
    comment on table staff.answer_time is 'counts only: which flag waited so long isn''t kept';
    comment on column staff.answer_time.waited_days is 'working days from the day it was received to the first answer';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
