/**
 * On what ground a source is kept, and who may see it. What the police's own systems give can't be shown before an
 * administrator has recorded legal basis, controller and secrecy ground: the table itself refuses, whoever asks it to.
 *
 * Who may see is two lists on the source, null for no limit. They are lists and not rows of their own, so that an
 * organisation that is gone leaves a source that nobody sees, never one that everybody does.
 */
export const up = (knex) =>
  knex.raw(`
    update staff.source set enabled = false where kind = 'police';

    create table staff.lawful_basis (
      municipality_id integer not null,
      source_id integer not null,
      legal_basis text check (length(legal_basis) between 1 and 1000),
      controller text check (length(controller) between 1 and 1000),
      secrecy_ground text check (length(secrecy_ground) between 1 and 1000),
      reference text check (length(reference) between 1 and 1000),
      recorded_at timestamptz not null default now(),
      recorded_by uuid references staff.account,
      primary key (municipality_id, source_id),
      foreign key (municipality_id, source_id) references staff.source on delete cascade
    );
    comment on column staff.lawful_basis.reference is 'number in the municipality''s own register';

    alter table staff.source
      add column viewer_roles text[] check (cardinality(viewer_roles) > 0
        and viewer_roles <@ array['viewer', 'analyst', 'coordinator', 'moderator', 'administrator']),
      add column viewer_organisations uuid[] check (cardinality(viewer_organisations) > 0);
    comment on column staff.source.viewer_roles is 'who may see what came from it; null: every role that sees incidents';
    comment on column staff.source.viewer_organisations is 'whose people may see it; null: everybody''s';

    create function staff.has_lawful_basis(of_municipality integer, of_source integer) returns boolean language sql stable as $$
      select exists (select 1 from staff.lawful_basis b
        where b.municipality_id = of_municipality and b.source_id = of_source
          and b.legal_basis is not null and b.controller is not null and b.secrecy_ground is not null)
    $$;

    create function staff.refuse_source_without_basis() returns trigger language plpgsql as $$
    begin
      if new.kind = 'police' and new.enabled and not staff.has_lawful_basis(new.municipality_id, new.source_id) then
        raise exception 'a source of the police is shown without a recorded lawful basis' using errcode = 'check_violation';
      end if;
      return new;
    end $$;
    create trigger source_has_basis before insert or update of kind, enabled on staff.source
      for each row execute function staff.refuse_source_without_basis();

    create function staff.keep_basis_in_use() returns trigger language plpgsql as $$
    begin
      if not staff.has_lawful_basis(old.municipality_id, old.source_id) and exists (select 1 from staff.source s
          where s.municipality_id = old.municipality_id and s.source_id = old.source_id and s.kind = 'police' and s.enabled) then
        raise exception 'the lawful basis of a source that is shown can''t be taken away' using errcode = 'check_violation';
      end if;
      return null;
    end $$;
    create trigger basis_stays after update or delete on staff.lawful_basis
      for each row execute function staff.keep_basis_in_use();

    create trigger source_tells after insert or update of viewer_roles, viewer_organisations or delete on staff.source
      for each statement execute function staff.tell_account_change();
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
