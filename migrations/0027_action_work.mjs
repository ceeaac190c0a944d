/**
 * An action from its problem to what became of it: what was expected is registered before it starts and can't be changed afterwards, only
 * amended with a reason beside it. docs/decisions/0027-actions-evaluated.md. And pledges (medborgarlöften).
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.action_kind (
      municipality_id integer not null references staff.municipality on delete cascade,
      code text not null check (code ~ '^[a-z][a-z0-9_]{1,62}$'),
      names jsonb not null check (jsonb_exists(names, 'sv')),
      position smallint not null default 0,
      primary key (municipality_id, code)
    );
    comment on table staff.action_kind is 'what sorts of action there are: shipped, changed by each area';

    alter table staff.shipped_row drop constraint shipped_row_list_check;
    alter table staff.shipped_row add constraint shipped_row_list_check check (list in ('municipality', 'place', 'agreement',
      'focus_area', 'offence_category', 'flag.publication_group', 'flag.choice', 'action_kind'));

    create table staff.action_work (
      municipality_id integer not null,
      action_id uuid not null,
      version integer not null default 1 check (version > 0),
      problem text not null default '' check (length(problem) <= 2000),
      causes text not null default '' check (length(causes) <= 2000),
      description text not null default '' check (length(description) <= 2000),
      agreement_id integer,
      focus_area text,
      kind text,
      cost_band text check (cost_band in ('none', 'low', 'middle', 'high', 'very_high')),
      owner text not null default '' check (length(owner) <= 80),
      partners text[] not null default '{}',
      starts_on date,
      ends_on date,
      follow_up_on date,
      origin text check (origin in ('place', 'cell', 'cluster', 'zone', 'outline')),
      zone_id uuid,
      area_name text not null default '' check (length(area_name) <= 80),
      outline geometry(MultiPolygon, 4326) check (not st_isempty(outline)),
      ring_m smallint not null default 250 check (ring_m between 50 and 1000),
      control geometry(MultiPolygon, 4326) check (not st_isempty(control)),
      outcome jsonb check (outcome ->> 'measure' in ('incidents', 'survey')),
      survey_after jsonb,
      registered_on date,
      foreseen jsonb,
      primary key (municipality_id, action_id),
      foreign key (municipality_id, action_id) references staff.action on delete cascade,
      foreign key (municipality_id, agreement_id, focus_area) references staff.focus_area on delete set null (agreement_id, focus_area),
      foreign key (municipality_id, kind) references staff.action_kind on delete set null (kind),
      check (registered_on < starts_on),
      check (ends_on >= starts_on),
      check (follow_up_on > starts_on),
      check ((outline is null) = (origin is null)),
      check (zone_id is null or origin = 'zone'),
      check ((registered_on is null) = (foreseen is null)),
      check (registered_on is null or outcome is not null and follow_up_on is not null and outline is not null)
    );
    comment on column staff.action_work.outline is 'where it is, copied when it was chosen: what becomes of a zone later doesn''t move it';
    comment on column staff.action_work.outcome is 'what is to change; flags never: a campaign raises them';
    comment on column staff.action_work.foreseen is 'what the counts before could show at all, as it was when it was registered';

    create function staff.keep_registration() returns trigger language plpgsql as $$
    begin
      if old.registered_on is null or old.starts_on > current_date then
        return case tg_op when 'DELETE' then old else new end;
      end if;
      if tg_op = 'DELETE' then
        if pg_trigger_depth() > 1 then return old; end if; -- with the action itself
      elsif row(old.starts_on, old.ends_on, old.follow_up_on, old.origin, old.zone_id, old.ring_m, old.outcome, old.registered_on, old.foreseen,
          st_asbinary(old.outline), st_asbinary(old.control))
        is not distinct from row(new.starts_on, new.ends_on, new.follow_up_on, new.origin, new.zone_id, new.ring_m, new.outcome,
          new.registered_on, new.foreseen, st_asbinary(new.outline), st_asbinary(new.control)) then
        return new;
      end if;
      raise exception 'What was registered of an action is never changed once it has started: it can be amended.'
        using errcode = 'restrict_violation';
    end $$;
    create trigger registration_remains before update or delete on staff.action_work
      for each row execute function staff.keep_registration();

    insert into staff.action_work (municipality_id, action_id) select municipality_id, action_id from staff.action;

    create table staff.action_amendment (
      municipality_id integer not null,
      action_id uuid not null,
      amendment_no smallint not null check (amendment_no > 0),
      made_on date not null default current_date,
      who text not null,
      reason text not null check (length(reason) between 1 and 600),
      ends_on date,
      follow_up_on date not null,
      outcome jsonb not null check (outcome ->> 'measure' in ('incidents', 'survey')),
      primary key (municipality_id, action_id, amendment_no),
      foreign key (municipality_id, action_id) references staff.action on delete cascade
    );
    comment on table staff.action_amendment is 'what is expected now, and why, beside what was registered';

    create function staff.keep_amendment() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and pg_trigger_depth() > 1 then return old; end if;
      raise exception 'An amendment is never changed or taken away: it can be followed by another.' using errcode = 'restrict_violation';
    end $$;
    create trigger amendment_remains before update or delete on staff.action_amendment
      for each row execute function staff.keep_amendment();

    create table staff.action_note (
      municipality_id integer not null,
      action_id uuid not null,
      note_id uuid not null,
      note_no integer not null,
      written_on date not null default current_date,
      who text not null,
      text text not null check (length(text) between 1 and 2000),
      primary key (municipality_id, action_id, note_id),
      foreign key (municipality_id, action_id) references staff.action on delete cascade
    );
    comment on column staff.action_note.who is 'organisation and role, never a name';

    create table staff.action_history (
      municipality_id integer not null,
      action_id uuid not null,
      entry_no integer not null,
      happened_on date not null default current_date,
      who text not null,
      what text not null check (length(what) between 1 and 40),
      details text not null default '' check (length(details) <= 600),
      primary key (municipality_id, action_id, entry_no),
      foreign key (municipality_id, action_id) references staff.action on delete cascade
    );

    create table staff.action_attachment (
      municipality_id integer not null,
      action_id uuid not null,
      attachment_id uuid not null,
      name text not null check (length(name) between 1 and 120),
      type text not null check (type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
      content bytea not null check (octet_length(content) <= 8388608),
      added_on date not null default current_date,
      who text not null,
      primary key (municipality_id, action_id, attachment_id),
      foreign key (municipality_id, action_id) references staff.action on delete cascade
    );
    comment on column staff.action_attachment.content is 'a picture is drawn anew, without what its camera wrote into it';

    create table staff.action_evaluation (
      municipality_id integer not null,
      action_id uuid not null,
      evaluation_no smallint not null check (evaluation_no > 0),
      evaluated_on date not null default current_date,
      follow_up_on date not null,
      verdict text not null check (verdict in ('worked', 'moved', 'nothing_seen', 'too_little')),
      exhibit_id text,
      amendments smallint not null check (amendments >= 0),
      answer jsonb not null,
      public_text jsonb not null check (jsonb_exists(public_text, 'sv')),
      primary key (municipality_id, action_id, evaluation_no),
      unique (municipality_id, action_id, follow_up_on),
      foreign key (municipality_id, action_id) references staff.action on delete cascade
    );
    comment on column staff.action_evaluation.amendments is 'how many there were of what was registered';
    create trigger evaluation_remains before update or delete on staff.action_evaluation
      for each row execute function staff.keep_amendment();

    alter table staff.action add column demonstration boolean not null default false;
    comment on column staff.action.demonstration is 'made up: there as long as the made-up incidents are';

    alter table staff.action_publication add column measured_change jsonb;
    create or replace view staff.published_action as
      select municipality_id, action_id, place, cell_x, cell_y, status, done_on, public_text, approved_on, measured_change
      from staff.action_publication;
    create or replace view flag.public_action as
      select municipality_id, action_id, place, cell_x, cell_y, status, done_on, public_text, measured_change from staff.published_action;
    comment on column staff.action_publication.measured_change is 'the verdict in words, as it was approved; no counts';

    create table staff.pledge (
      municipality_id integer not null references staff.municipality on delete cascade,
      pledge_id uuid not null,
      text jsonb not null check (jsonb_exists(text, 'sv')),
      period_from date not null,
      period_to date not null check (period_to >= period_from),
      signatories text[] not null check (cardinality(signatories) > 0),
      indicator text not null check (length(indicator) between 1 and 300),
      outcome text not null default 'open' check (outcome in ('open', 'kept', 'not_kept')),
      reason text not null default '' check (length(reason) <= 600),
      version integer not null default 1 check (version > 0),
      changed_on date not null default current_date,
      primary key (municipality_id, pledge_id),
      check (outcome = 'open' or reason <> '')
    );
    comment on table staff.pledge is 'medborgarlöfte: what the municipality and the police have promised those who live here';

    create table staff.pledge_action (
      municipality_id integer not null,
      pledge_id uuid not null,
      action_id uuid not null,
      primary key (municipality_id, pledge_id, action_id),
      foreign key (municipality_id, pledge_id) references staff.pledge on delete cascade,
      foreign key (municipality_id, action_id) references staff.action on delete cascade
    );

    create table staff.pledge_approval (
      municipality_id integer not null,
      pledge_id uuid not null,
      approval_no smallint not null check (approval_no > 0),
      account_id uuid references staff.account,
      version integer not null,
      approved_on date not null default current_date,
      primary key (municipality_id, pledge_id, approval_no),
      unique nulls not distinct (municipality_id, pledge_id, account_id),
      foreign key (municipality_id, pledge_id) references staff.pledge on delete cascade
    );
    comment on table staff.pledge_approval is 'of the pledge''s present version: a change removes them';

    create table staff.pledge_publication (
      municipality_id integer not null,
      pledge_id uuid not null,
      text jsonb not null,
      period_from date not null,
      period_to date not null,
      signatories text[] not null,
      indicator text not null,
      outcome text not null,
      reason text not null,
      version integer not null,
      approved_on date not null default current_date,
      primary key (municipality_id, pledge_id),
      foreign key (municipality_id, pledge_id) references staff.pledge on delete cascade
    );
    comment on table staff.pledge_publication is 'what was approved, as it was; a withdrawal removes it';

    create view public_release.pledge as
      select municipality_id, text, period_from, period_to, signatories, indicator, outcome, reason, approved_on
      from staff.pledge_publication;
    comment on view public_release.pledge is 'what two have approved of a pledge';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
