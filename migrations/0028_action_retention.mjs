/** Actions can be let go by a rule too. */
export const up = (knex) =>
  knex.raw(`
    alter table staff.retention_rule drop constraint retention_rule_subject_check;
    alter table staff.retention_rule add constraint retention_rule_subject_check check (subject in
      ('incident', 'area_count', 'import_rejection', 'exhibit', 'disclosure', 'flag', 'action', 'dialogue', 'survey', 'zone_plan',
        'visit', 'permit_area', 'audit_entry'));
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
