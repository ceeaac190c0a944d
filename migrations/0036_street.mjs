/**
 * Streets of an area, by name and the cells of 100 m that they run through: as fine as a flag, and no finer. And the service that
 * other addresses are looked for in, if there is one.
 */
export const up = (knex) =>
  knex.raw(`
    create table flag.street (
      municipality_id integer not null references staff.municipality on delete cascade,
      name text not null check (length(name) between 1 and 80),
      cells integer[] not null check (cardinality(cells) between 2 and 200 and cardinality(cells) % 2 = 0),
      primary key (municipality_id, name)
    );
    comment on column flag.street.cells is 'x and y by turns, as flag.flag has them, in the order the street runs';

    update flag.setting set geocoder = null where geocoder is not null and geocoder not like '%{text}%';
    -- The check of 0019 held a question mark, which became a parameter's name on its way: it let no address in.
    alter table flag.setting
      drop constraint setting_geocoder_check,
      add column geocoder_nearby boolean not null default false,
      add constraint setting_geocoder_check check (length(geocoder) <= 500 and geocoder like '%{text}%'
        and (geocoder like 'https://%' or (geocoder_nearby and geocoder like 'http://%')));
    comment on column flag.setting.geocoder is 'address of the service, with {text} where what was typed goes; null: none';
    comment on column flag.setting.geocoder_nearby is 'it is the operator''s own: http, or a network that the internet doesn''t reach';

    create or replace view flag.area as
      select m.municipality_id, m.slug, m.names, m.time_zone, m.srid, trim(r.proj4text) as proj4,
        m.outline, s.fault_line, coalesce(s.free_text, false) as free_text, coalesce(s.answer_days, 3) as answer_days, s.geocoder,
        k.keep_months, coalesce(s.geocoder_nearby, false) as geocoder_nearby
      from staff.municipality m
      join public.spatial_ref_sys r on r.srid = m.srid
      left join flag.setting s on s.municipality_id = m.municipality_id
      left join staff.retention_rule k on k.municipality_id = m.municipality_id and k.subject = 'flag';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
