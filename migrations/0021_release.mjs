/**
 * What the public may know of counts: releases, which nobody can change or take away once they are made. A withdrawal is a row of
 * its own beside them. docs/decisions/0021-publication-gate.md.
 */
export const up = (knex) =>
  knex.raw(`
    create table public_release.release (
      municipality_id integer not null references staff.municipality,
      release text not null check (release ~ '^(quarter-[0-9]{4}-[1-4]|year-[0-9]{4})$'),
      kind text not null check (kind in ('quarter', 'year')),
      period integer not null,
      period_from date not null,
      period_to date not null check (period_to > period_from),
      frozen_on date not null,
      digest text not null check (length(digest) = 64),
      made_at timestamptz not null default now(),
      primary key (municipality_id, release),
      unique (municipality_id, kind, period)
    );
    comment on column public_release.release.period is '4 × year + 0…3 for a quarter, the year for a year';
    comment on column public_release.release.digest is 'SHA-256 of its files'' names and SHA-256';

    create table public_release.file (
      municipality_id integer not null,
      release text not null,
      name text not null check (name ~ '^[a-z]+\\.[a-z]+$'),
      type text not null,
      digest text not null check (length(digest) = 64),
      content bytea not null,
      primary key (municipality_id, release, name),
      foreign key (municipality_id, release) references public_release.release
    );

    create table public_release.withdrawal (
      municipality_id integer not null,
      release text not null,
      withdrawn_on date not null,
      reason text not null check (length(reason) between 1 and 300),
      primary key (municipality_id, release),
      foreign key (municipality_id, release) references public_release.release
    );
    comment on column public_release.withdrawal.reason is 'public: told instead of the release';

    create function public_release.keep_release() returns trigger language plpgsql as $$
    begin
      raise exception 'A release is never changed or taken away: it can be withdrawn.' using errcode = 'restrict_violation';
    end $$;
    create trigger release_remains before update or delete on public_release.release
      for each row execute function public_release.keep_release();
    create trigger file_remains before update or delete on public_release.file
      for each row execute function public_release.keep_release();
    create trigger withdrawal_remains before update or delete on public_release.withdrawal
      for each row execute function public_release.keep_release();

    create view public_release.area as
      select m.municipality_id, m.slug, m.names, m.srid, m.is_default from staff.municipality m;
    comment on view public_release.area is 'what a public page says of an area';

    create view public_release.action as
      select a.municipality_id, p.names as place, a.status, a.done_on, a.public_text, a.approved_on, a.measured_change
      from staff.published_action a
      left join staff.place p on p.municipality_id = a.municipality_id and p.slug = a.place;
    comment on view public_release.action is 'what two have approved of an action, at a named place';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
