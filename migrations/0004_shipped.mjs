/**
 * What the product shipped, row by row, so that a newer list reaches the rows nobody edited and leaves the others alone:
 * `shipped` is the hash of the list's entry, `stored` the hash of the row as it stood right after it was written.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.shipped_row (
      municipality_id integer not null references staff.municipality on delete cascade,
      list text not null check (list in ('municipality', 'place', 'agreement', 'focus_area', 'offence_category')),
      key text not null,
      shipped uuid not null,
      stored uuid not null,
      primary key (municipality_id, list, key)
    );
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
