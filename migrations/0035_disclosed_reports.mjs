/** What people say is given out as incidents are: of no source, but of a channel, which its filter says. */
export const up = (knex) =>
  knex.raw(`
    alter table staff.disclosure
      add column subject text not null default 'incidents' check (subject in ('incidents', 'reports')),
      drop constraint disclosure_sources_check,
      add constraint disclosure_sources_check check ((subject = 'incidents') = (cardinality(sources) > 0));
    comment on column staff.disclosure.subject is 'what it is of: incidents, or what people say';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
