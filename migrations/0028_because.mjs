/** Why a flag was rejected, with the flag: its sender is told by the receipt, and the public side reads no decisions. */
export const up = (knex) =>
  knex.raw(`
    alter table flag.flag add column because text check (because ~ '^[a-z_]{1,40}$');
    comment on column flag.flag.because is 'why it was rejected: its sender reads it';
    update flag.flag f set because = (
      select d.reason from flag.decision d
      where d.municipality_id = f.municipality_id and d.flag_id = f.flag_id and d.act = 'rejected'
      order by d.decision_id desc limit 1)
    where f.fate = 'rejected';
    alter table flag.flag add check (because is null or fate = 'rejected');

    drop function flag.flag_of(integer, uuid);
    create function flag.flag_of(integer, uuid)
    returns table (kind text, feeling text, place text, cell_x integer, cell_y integer, month date, reasons text[], state text, answer jsonb, fate text, because text)
    language sql stable security definer set search_path = pg_catalog as $$
      select f.kind, f.feeling, f.place, f.cell_x, f.cell_y, f.month, f.reasons, f.state, f.answer, f.fate, f.because
      from flag.flag f where f.municipality_id = $1 and f.flag_id = $2
    $$;

    create or replace function flag.take_away(integer, uuid) returns void
    language sql volatile security definer set search_path = pg_catalog as $$
      with gone as (
        select municipality_id, flag_id, state, fate, verified, decided_month, answer, because from flag.flag
        where municipality_id = $1 and flag_id = $2 for update),
      heir as (
        select f.flag_id from flag.flag f join gone g on g.municipality_id = f.municipality_id and f.merged_into = g.flag_id
        order by f.flag_id limit 1),
      others as (
        update flag.flag f set merged_into = h.flag_id from gone g, heir h
        where f.municipality_id = g.municipality_id and f.merged_into = g.flag_id and f.flag_id <> h.flag_id)
      update flag.flag f set fate = g.fate, merged_into = null, state = g.state, verified = g.verified,
        decided_month = g.decided_month, answer = g.answer, because = g.because
      from gone g, heir h where f.municipality_id = g.municipality_id and f.flag_id = h.flag_id and g.fate <> 'merged';

      delete from flag.flag where municipality_id = $1 and flag_id = $2;
    $$;
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
