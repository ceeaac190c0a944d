/**
 * Counts of areas as statistics publish them: a cell whose figure the source withholds is there without a number, and a
 * category that has no code here stays apart from the others by the source's own words, or its figures would be added up
 * with theirs. A wide table can have several unusable cells in one row.
 */
export const up = (knex) =>
  knex.raw(`
    alter table staff.area_count
      drop constraint area_count_pkey,
      alter column n drop not null,
      add column source_category text not null default '' check (length(source_category) <= 200);
    alter table staff.area_count add primary key
      (municipality_id, import_id, area_code, period_from, period_to, category, source_category);
    comment on column staff.area_count.n is 'null: withheld by the source, which is not zero';
    comment on column staff.area_count.source_category is 'as the source wrote it, with whatever else tells its cells apart';

    alter table staff.import_rejection
      drop constraint import_rejection_pkey,
      add column part smallint not null default 0;
    alter table staff.import_rejection add primary key (municipality_id, import_id, row_number, part);
    comment on column staff.import_rejection.part is 'which cell of the row, its column from 1; 0 for the whole row';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
