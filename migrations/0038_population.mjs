/**
 * How many live in the squares of an area: public statistics, of one day and one source. A row an area, since the squares are loaded,
 * read and replaced together.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.population (
      municipality_id integer primary key references staff.municipality on delete cascade,
      source text not null check (length(source) between 1 and 120),
      counted_on date,
      srid integer not null,
      squares integer[] not null check (cardinality(squares) between 4 and 200000 and cardinality(squares) % 4 = 0),
      demonstration boolean not null default false
    );
    comment on column staff.population.srid is 'the system that the squares are of';
    comment on column staff.population.squares is 'by turns x, y, side in metres, and residents: of a square without those of smaller squares in it';
    comment on column staff.population.counted_on is 'the day it holds for; null: the file did not say';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
