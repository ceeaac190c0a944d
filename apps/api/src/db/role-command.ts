import { type Command, readOptions } from '../command.ts';
import { ProblemError, registerProblems } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { grantRoles } from './role.ts';

registerProblems(
  {
    sv: {
      roles_app: '{role} läser och skriver rader, och kan bara lägga till i loggen.',
      roles_read: '{role} läser händelser.',
      roles_server_only:
        'Roller i databasen finns bara på en PostgreSQL-server: ange DATABASE_URL med tabellernas ägare.',
      roles_unknown:
        'Databasen har ingen roll {role}. Skapa den med create role {role} login password …, och försök igen.',
    },
    en: {
      roles_app: '{role} reads and writes rows, and can only add to the audit log.',
      roles_read: '{role} reads incidents.',
      roles_server_only: 'Only a PostgreSQL server has roles: set DATABASE_URL to the owner of the tables.',
      roles_unknown:
        'The database has no role {role}. Make it with create role {role} login password …, and try again.',
    },
    ar: {
      roles_app: 'يقرأ {role} الصفوف ويكتبها، ولا يمكنه إلا الإضافة إلى السجل.',
      roles_read: 'يقرأ {role} الحوادث.',
      roles_server_only: 'لا توجد أدوار إلا على خادم PostgreSQL: اضبط DATABASE_URL على مالك الجداول.',
      roles_unknown:
        'لا يوجد في قاعدة البيانات دور {role}. أنشئه بالأمر create role {role} login password … ثم حاول مرة أخرى.',
    },
  },
  {},
);

export const ROLES_USAGE = 'lagesbild roles --app ROLE [--read ROLE]';

/** `roles`: gives the application's role, and one that only reads, what they need. */
export const rolesCommand: Command = async ({ knex, engine }, args, print, { language }) => {
  const { app, read } = readOptions(args, { app: { type: 'string' }, read: { type: 'string' } }).values;
  if (app === undefined) throw new ProblemError('command_option_missing', { option: '--app', known: '--app --read' });
  if (engine.kind !== 'server') throw new ProblemError('roles_server_only');
  for (const role of [app, ...(read === undefined ? [] : [read])]) {
    const { rows } = await knex.raw<{ rows: unknown[] }>('select 1 from pg_roles where rolname = :role', { role });
    if (rows.length === 0) throw new ProblemError('roles_unknown', { role });
  }
  await grantRoles(knex, app, read ?? null);
  print(sentence(language, 'roles_app', { role: app }));
  if (read !== undefined) print(sentence(language, 'roles_read', { role: read }));
  return 0;
};
