/** Areas and what belongs to them before the first incident: places, agreements, focus areas, categories. */
export const up = (knex) =>
  knex.raw(`
    create table staff.municipality (
      municipality_id integer generated always as identity primary key,
      slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,48}$'),
      code text unique check (code ~ '^[0-9]{4}$'),
      names jsonb not null check (jsonb_exists(names, 'sv')),
      time_zone text not null,
      srid integer not null check (srid between 1024 and 999999),
      outline geometry(MultiPolygon, 4326) not null check (not st_isempty(outline)),
      outline_source text not null,
      is_default boolean not null default false,
      created_at timestamptz not null default now()
    );
    create unique index municipality_one_default on staff.municipality (is_default) where is_default;

    create table staff.data_version (
      municipality_id integer primary key references staff.municipality on delete cascade,
      version bigint not null default 0 check (version >= 0),
      changed_at timestamptz not null default now()
    );

    create table staff.place (
      municipality_id integer not null references staff.municipality on delete cascade,
      slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
      names jsonb not null check (jsonb_exists(names, 'sv')),
      kind text not null check (kind in ('named_place', 'neighbourhood', 'study_area')),
      named_in text,
      on_by_default boolean not null default false,
      geometry geometry(Geometry, 4326) not null
        check (geometrytype(geometry) in ('POINT', 'POLYGON', 'MULTIPOLYGON') and not st_isempty(geometry)),
      precision_m double precision check (precision_m >= 0),
      source text not null,
      year smallint not null,
      position smallint not null default 0,
      primary key (municipality_id, slug)
    );

    create table staff.agreement (
      municipality_id integer not null references staff.municipality on delete cascade,
      agreement_id integer not null,
      title jsonb not null check (jsonb_exists(title, 'sv')),
      signed_on date,
      valid_from date not null,
      valid_to date check (valid_to >= valid_from),
      source text not null,
      primary key (municipality_id, agreement_id)
    );

    create table staff.focus_area (
      municipality_id integer not null,
      agreement_id integer not null,
      code text not null check (code ~ '^[a-z][a-z0-9_]{1,62}$'),
      names jsonb not null check (jsonb_exists(names, 'sv')),
      covers jsonb,
      position smallint not null default 0,
      primary key (municipality_id, agreement_id, code),
      foreign key (municipality_id, agreement_id) references staff.agreement on delete cascade
    );

    create table staff.offence_category (
      municipality_id integer not null references staff.municipality on delete cascade,
      code text not null check (code ~ '^[a-z][a-z0-9_]{1,62}$'),
      names jsonb not null check (jsonb_exists(names, 'sv')),
      kind text not null check (kind in ('offence', 'event')),
      publication_group smallint check (publication_group between 1 and 4),
      default_discovery text not null
        check (default_discovery in ('resident_reported', 'partner_observed', 'police_discovered', 'unknown')),
      focus_areas text[] not null default '{}',
      harm_weight double precision check (harm_weight >= 0),
      harm_source text,
      position smallint not null,
      primary key (municipality_id, code),
      check ((harm_weight is null) = (harm_source is null))
    );
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
