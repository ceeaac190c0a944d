/**
 * How long each kind of row is kept, by whose decision, and what has gone because of it. `disposed` says how many rows of an import
 * are no more: rows never change otherwise, so that whoever keeps them in memory can tell from it that some have gone.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.retention_rule (
      municipality_id integer not null references staff.municipality on delete cascade,
      subject text not null check (subject in ('incident', 'area_count', 'import_rejection', 'audit_entry')),
      keep_months integer not null check (keep_months between 1 and 1200),
      decision text not null check (length(decision) between 1 and 200),
      changed_at timestamptz not null default now(),
      primary key (municipality_id, subject)
    );
    comment on column staff.retention_rule.decision is 'number of the disposal decision (gallringsbeslut)';

    create table staff.disposal (
      municipality_id integer not null references staff.municipality on delete cascade,
      disposal_id integer generated always as identity,
      subject text not null,
      decision text not null,
      older_than timestamptz not null,
      n integer not null check (n > 0),
      disposed_at timestamptz not null default now(),
      primary key (municipality_id, disposal_id)
    );
    comment on table staff.disposal is 'what has gone, kept for good: how many of what, older than when, by which decision';

    alter table staff.import add column disposed integer not null default 0 check (disposed >= 0);
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
