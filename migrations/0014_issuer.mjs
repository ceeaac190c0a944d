/**
 * Single sign-on: who an issuer says somebody is, and which of the issuer's own sessions one of ours came from, so that
 * its word that it has ended ends ours.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.issuer_subject (
      issuer text not null check (length(issuer) between 1 and 500),
      subject text not null check (length(subject) between 1 and 255),
      account_id uuid not null references staff.account on delete cascade,
      connected_at timestamptz not null default now(),
      primary key (issuer, subject),
      unique (account_id, issuer)
    );
    comment on table staff.issuer_subject is
      'an account is found by issuer and subject only: names and addresses of e-mail change hands';

    alter table staff.session
      add column issuer text,
      add column issuer_session text check (length(issuer_session) <= 500);
    create index session_issuer on staff.session (issuer, issuer_session) where issuer is not null;
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
