/** Answers of methods that can be had again, whatever is imported or undone later: docs/decisions/0008-exhibits.md. */
export const up = (knex) =>
  knex.raw(`
    create table staff.exhibit (
      municipality_id integer not null references staff.municipality on delete cascade,
      exhibit_id text not null check (exhibit_id ~ '^[A-Za-z0-9_-]{24}$'),
      data_version bigint not null,
      sources integer[] not null,
      answer bytea not null,
      made_at timestamptz not null default now(),
      primary key (municipality_id, exhibit_id)
    );
    comment on column staff.exhibit.sources is 'whoever may not see one of them doesn''t get the answer either';
    comment on table staff.exhibit is 'what a method answered, as it was sent: JSON, gzip';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
