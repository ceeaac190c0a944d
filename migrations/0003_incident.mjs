/**
 * Sources, imports, incidents. A row is visible when its import is visible ('done') and no visible import has
 * superseded it: so one update of an import's state shows or hides the whole file at once, and undo is the same update
 * back. Rows of imports that never got that far are removed at start-up.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.source (
      municipality_id integer not null references staff.municipality on delete cascade,
      source_id integer not null,
      slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
      name text not null,
      kind text not null check (kind in ('open', 'municipal', 'police', 'demonstration')),
      licence text,
      enabled boolean not null default true,
      mapping jsonb,
      created_at timestamptz not null default now(),
      primary key (municipality_id, source_id),
      unique (municipality_id, slug)
    );

    create table staff.import (
      municipality_id integer not null,
      import_id integer not null,
      public_id uuid not null unique,
      source_id integer not null,
      state text not null check (state in ('running', 'done', 'cancelled', 'failed', 'undone')),
      file_name text not null,
      file_sha256 text not null,
      bytes bigint not null check (bytes >= 0),
      mapping jsonb not null,
      started_at timestamptz not null default now(),
      finished_at timestamptz,
      rows_read integer not null default 0,
      added integer not null default 0,
      updated integer not null default 0,
      unchanged integer not null default 0,
      rejected integer not null default 0,
      skipped integer not null default 0,
      primary key (municipality_id, import_id),
      foreign key (municipality_id, source_id) references staff.source on delete cascade
    );

    create table staff.import_rejection (
      municipality_id integer not null,
      import_id integer not null,
      row_number integer not null,
      reason text not null,
      field text,
      value text not null check (length(value) <= 200),
      primary key (municipality_id, import_id, row_number),
      foreign key (municipality_id, import_id) references staff.import on delete cascade
    );

    create table staff.incident (
      municipality_id integer not null,
      incident_id integer not null,
      import_id integer not null,
      superseded_by integer,
      source_id integer not null,
      identity uuid not null,
      content uuid not null,
      occurred_from timestamptz not null,
      occurred_to timestamptz check (occurred_to >= occurred_from),
      time_precision text not null check (time_precision in ('minute', 'hour', 'day', 'month')),
      reported_at timestamptz,
      registered date,
      category text not null,
      source_category text check (length(source_category) <= 200),
      precision text not null check (precision in ('point', 'segment', 'area', 'municipality', 'county')),
      discovery text not null
        check (discovery in ('resident_reported', 'partner_observed', 'police_discovered', 'unknown')),
      counting_unit text not null check (counting_unit in ('event', 'report', 'offence')),
      report text check (length(report) <= 64),
      stray boolean not null default false,
      geometry geometry(Point, 4326),
      primary key (municipality_id, incident_id),
      foreign key (municipality_id, import_id) references staff.import on delete cascade,
      check (precision not in ('point', 'segment') or geometry is not null)
    );
    comment on column staff.incident.identity is 'source id (or, without one, the content) and its ordinal in the file';
    comment on column staff.incident.content is 'hash of everything stored: the same identity with other content is an update';
    comment on column staff.incident.report is 'pseudonymised report number (keyed hash), never the number itself';
    create index incident_identity on staff.incident (municipality_id, source_id, identity);
    create index incident_import on staff.incident (municipality_id, import_id);
    create index incident_superseded on staff.incident (municipality_id, superseded_by) where superseded_by is not null;

    create table staff.area_count (
      municipality_id integer not null,
      import_id integer not null,
      area_code text not null,
      area_name text not null,
      period_from date not null,
      period_to date not null check (period_to >= period_from),
      category text not null,
      counting_unit text not null check (counting_unit in ('event', 'report', 'offence')),
      n integer not null check (n >= 0),
      primary key (municipality_id, import_id, area_code, period_from, period_to, category),
      foreign key (municipality_id, import_id) references staff.import on delete cascade
    );
    comment on table staff.area_count is 'area × period × category counts: shown as counts, never spread into points';

    create view staff.visible_incident as
      select i.*
      from staff.incident i
      join staff.import m on m.municipality_id = i.municipality_id and m.import_id = i.import_id and m.state = 'done'
      join staff.source s on s.municipality_id = i.municipality_id and s.source_id = i.source_id and s.enabled
      where i.superseded_by is null
         or not exists (
           select 1 from staff.import later
           where later.municipality_id = i.municipality_id and later.import_id = i.superseded_by and later.state = 'done');
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
