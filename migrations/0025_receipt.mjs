/**
 * What a receipt opens, for the public side, which has no right to read flags: a receipt by the hash of its words, and one flag by the id that
 * the receipt gave. They run with the rights of whoever owns the tables.
 */
export const up = (knex) =>
  knex.raw(`
    create function flag.receipt_of(integer, text) returns table (flag_id uuid, secret text)
    language sql stable security definer set search_path = pg_catalog as $$
      select r.flag_id, r.secret from flag.receipt r where r.municipality_id = $1 and r.lookup = $2
    $$;

    create function flag.flag_of(integer, uuid)
    returns table (kind text, feeling text, place text, cell_x integer, cell_y integer, month date, reasons text[], state text, answer jsonb, fate text)
    language sql stable security definer set search_path = pg_catalog as $$
      select f.kind, f.feeling, f.place, f.cell_x, f.cell_y, f.month, f.reasons, f.state, f.answer, f.fate
      from flag.flag f where f.municipality_id = $1 and f.flag_id = $2
    $$;

    create function flag.question_of(integer, uuid) returns table (question text, choices text[], answer text)
    language sql stable security definer set search_path = pg_catalog as $$
      select q.question, q.choices, q.answer from flag.question q where q.municipality_id = $1 and q.flag_id = $2
    $$;

    create function flag.answer_question(integer, uuid, text) returns text
    language sql volatile security definer set search_path = pg_catalog as $$
      update flag.question q set answer = coalesce(q.answer, $3)
      where q.municipality_id = $1 and q.flag_id = $2 returning q.answer
    $$;
    comment on function flag.answer_question is 'returns the answer that stands: the first';

    create function flag.take_away(integer, uuid) returns void
    language sql volatile security definer set search_path = pg_catalog as $$
      with gone as (
        select municipality_id, flag_id, state, fate, verified, decided_month, answer from flag.flag
        where municipality_id = $1 and flag_id = $2 for update),
      heir as (
        select f.flag_id from flag.flag f join gone g on g.municipality_id = f.municipality_id and f.merged_into = g.flag_id
        order by f.flag_id limit 1),
      others as (
        update flag.flag f set merged_into = h.flag_id from gone g, heir h
        where f.municipality_id = g.municipality_id and f.merged_into = g.flag_id and f.flag_id <> h.flag_id)
      update flag.flag f set fate = g.fate, merged_into = null, state = g.state, verified = g.verified,
        decided_month = g.decided_month, answer = g.answer
      from gone g, heir h where f.municipality_id = g.municipality_id and f.flag_id = h.flag_id and g.fate <> 'merged';

      delete from flag.flag where municipality_id = $1 and flag_id = $2;
    $$;
    comment on function flag.take_away is 'one of those that were merged into it stands for the rest from then on: they aren''t its sender''s';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
