/** PostGIS, and the three schemas that keep what staff see, where patrols are, and what is public apart. */
export const up = (knex) =>
  knex.raw(`
    create extension if not exists postgis;
    create schema staff;
    create schema patrol;
    create schema public_release;
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
