/** How long what belongs to no area is kept, by whose decision: accounts that are switched off, and the installation's own chain of the log. */
export const up = (knex) =>
  knex.raw(`
    create table staff.installation_rule (
      subject text primary key check (subject in ('account', 'audit_entry')),
      keep_months integer not null check (keep_months between 1 and 1200),
      decision text not null check (length(decision) between 1 and 200),
      changed_at timestamptz not null default now()
    );
    comment on column staff.installation_rule.decision is 'number of the disposal decision (gallringsbeslut)';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
