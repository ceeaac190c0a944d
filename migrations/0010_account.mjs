/**
 * Accounts and what they may do. These tables hold no municipality's data and so lack its number: one account may have
 * roles in several areas. Every change tells the processes that keep who is who in memory, whoever made it: the
 * triggers do it, not the program.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.installation (
      single boolean primary key default true check (single),
      claimed_at timestamptz,
      demonstration boolean not null default false,
      check (not (demonstration and claimed_at is not null))
    );
    comment on column staff.installation.claimed_at is
      'when the first account came; never null again, whatever happens to the account';
    comment on column staff.installation.demonstration is
      'nothing but synthetic rows and no accounts: whoever sits at the machine may try every role';
    insert into staff.installation default values;

    create table staff.organisation (
      organisation_id uuid primary key default gen_random_uuid(),
      kind text not null check (kind in ('police', 'municipality', 'other')),
      name text not null check (length(name) between 1 and 120),
      created_at timestamptz not null default now()
    );
    create unique index organisation_name on staff.organisation (lower(name));

    create table staff.account (
      account_id uuid primary key default gen_random_uuid(),
      login text not null unique check (login = lower(login) and length(login) between 3 and 254),
      name text not null check (length(name) between 1 and 120),
      organisation_id uuid not null references staff.organisation,
      password_hash text check (password_hash like '$argon2id$%'),
      created_at timestamptz not null default now(),
      deactivated_at timestamptz
    );

    create table staff.role_grant (
      role_grant_id uuid primary key default gen_random_uuid(),
      account_id uuid not null references staff.account on delete cascade,
      municipality_id integer references staff.municipality on delete cascade,
      role text not null check (role in ('viewer', 'analyst', 'coordinator', 'moderator', 'administrator')),
      granted_at timestamptz not null default now(),
      unique nulls not distinct (account_id, municipality_id, role)
    );
    comment on column staff.role_grant.municipality_id is 'null: in every area, and in what belongs to none';

    create table staff.session (
      session_id uuid primary key default gen_random_uuid(),
      token_hash text not null unique check (length(token_hash) = 64),
      account_id uuid references staff.account on delete cascade,
      demonstration_role text check (demonstration_role in ('viewer', 'analyst', 'coordinator', 'moderator', 'administrator')),
      method text not null,
      device text not null default '' check (length(device) <= 80),
      created_at timestamptz not null default now(),
      seen_at timestamptz not null default now(),
      check ((account_id is null) = (demonstration_role is not null))
    );
    create index session_account on staff.session (account_id);

    create table staff.one_time_link (
      link_id uuid primary key default gen_random_uuid(),
      token_hash text not null unique check (length(token_hash) = 64),
      purpose text not null check (purpose in ('claim', 'invitation', 'password')),
      account_id uuid references staff.account on delete cascade,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      check ((purpose = 'claim') = (account_id is null))
    );
    create index one_time_link_account on staff.one_time_link (account_id);

    create function staff.claim_installation() returns trigger language plpgsql as $$
    begin
      update staff.installation set claimed_at = coalesce(claimed_at, now()), demonstration = false;
      delete from staff.one_time_link where purpose = 'claim';
      delete from staff.session where demonstration_role is not null;
      return null;
    end $$;
    create trigger account_claims after insert on staff.account
      for each statement execute function staff.claim_installation();

    create function staff.tell_account_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('account_change', '');
      return null;
    end $$;
    create trigger installation_tells after update on staff.installation
      for each statement execute function staff.tell_account_change();
    create trigger organisation_tells after update on staff.organisation
      for each statement execute function staff.tell_account_change();
    create trigger account_tells after insert or update or delete on staff.account
      for each statement execute function staff.tell_account_change();
    create trigger role_grant_tells after insert or update or delete or truncate on staff.role_grant
      for each statement execute function staff.tell_account_change();
    create trigger session_tells after delete or truncate on staff.session
      for each statement execute function staff.tell_account_change();
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
