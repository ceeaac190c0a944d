/** A public page says that its area is made up, also before anything of it is released. */
export const up = (knex) =>
  knex.raw(`
    create or replace view public_release.area as
      select m.municipality_id, m.slug, m.names, m.srid, m.is_default,
        exists (select from staff.source s
          where s.municipality_id = m.municipality_id and s.kind = 'demonstration' and s.enabled) as demonstration
      from staff.municipality m;
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
