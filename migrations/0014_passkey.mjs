/** Passkeys (WebAuthn), and who has to have one. What is stored of a key is its public half: it opens nothing. */
export const up = (knex) =>
  knex.raw(`
    create table staff.passkey (
      passkey_id uuid primary key default gen_random_uuid(),
      account_id uuid not null references staff.account on delete cascade,
      credential_id text not null unique check (length(credential_id) between 1 and 1400),
      public_key text not null,
      counter bigint not null check (counter >= 0),
      transports text[] not null default '{}',
      rp_id text not null,
      name text not null check (length(name) between 1 and 120),
      created_at timestamptz not null default now(),
      used_at timestamptz
    );
    create index passkey_account on staff.passkey (account_id);
    comment on column staff.passkey.rp_id is 'the name of the address that the key works at';

    alter table staff.account add column second_factor boolean not null default false;
    comment on column staff.account.second_factor is 'its owner wants a passkey asked for after the password';
    alter table staff.installation add column second_factor_roles text[] not null default '{}'
      check (second_factor_roles <@ array['viewer', 'analyst', 'coordinator', 'moderator', 'administrator']);
    alter table staff.one_time_link add column ends_passkeys boolean not null default false;
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
