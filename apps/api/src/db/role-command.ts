import { type Command, readOptions } from '../command.ts';
import { ProblemError, registerProblems } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { grantRoles, type RoleKind } from './role.ts';

registerProblems(
  {
    sv: {
      roles_app: '{role} läser och skriver rader, och kan bara lägga till i loggen.',
      roles_read: '{role} läser händelser.',
      roles_public: '{role} tar emot det som invånare skickar och läser det som är publicerat, och inget annat.',
      roles_patrol: '{role} läser och skriver närvaroområden och besök, och läser områden och platser.',
      roles_server_only:
        'Roller i databasen finns bara på en PostgreSQL-server: ange DATABASE_URL med tabellernas ägare.',
      roles_twice: '{role} kan bara ha en uppgift: skapa en roll för var och en.',
      roles_unknown:
        'Databasen har ingen roll {role}. Skapa den med create role {role} login password …, och försök igen.',
    },
    en: {
      roles_app: '{role} reads and writes rows, and can only add to the audit log.',
      roles_read: '{role} reads incidents.',
      roles_public: '{role} takes in what residents send and reads what is published, and nothing else.',
      roles_patrol: '{role} reads and writes patrol zones and visits, and reads areas and places.',
      roles_server_only: 'Only a PostgreSQL server has roles: set DATABASE_URL to the owner of the tables.',
      roles_twice: '{role} can have one task only: make a role for each.',
      roles_unknown:
        'The database has no role {role}. Make it with create role {role} login password …, and try again.',
    },
    ar: {
      roles_app: 'يقرأ {role} الصفوف ويكتبها، ولا يمكنه إلا الإضافة إلى السجل.',
      roles_read: 'يقرأ {role} الحوادث.',
      roles_public: 'يستقبل {role} ما يرسله السكان ويقرأ ما نُشر، ولا شيء غير ذلك.',
      roles_patrol: 'يقرأ {role} مناطق الدوريات والزيارات ويكتبها، ويقرأ المناطق والأماكن.',
      roles_server_only: 'لا توجد أدوار إلا على خادم PostgreSQL: اضبط DATABASE_URL على مالك الجداول.',
      roles_twice: 'لا يجوز لدور {role} إلا مهمة واحدة: أنشئ دورًا لكل مهمة.',
      roles_unknown:
        'لا يوجد في قاعدة البيانات دور {role}. أنشئه بالأمر create role {role} login password … ثم حاول مرة أخرى.',
    },
  },
  {},
);

const STRING = { type: 'string' } as const;
const KINDS = ['app', 'read', 'public', 'patrol'] as const satisfies readonly RoleKind[];
const OPTIONS = { app: STRING, read: STRING, public: STRING, patrol: STRING };

export const ROLES_USAGE = 'lagesbild roles --app ROLE [--read ROLE] [--public ROLE] [--patrol ROLE]';

/** `roles`: gives the application's role, one that only reads, and those of its sides what they need. */
export const rolesCommand: Command = async ({ knex, engine }, args, print, { language }) => {
  const roles = readOptions(args, OPTIONS).values;
  if (roles.app === undefined)
    throw new ProblemError('command_option_missing', {
      option: '--app',
      known: KINDS.map((kind) => `--${kind}`).join(' '),
    });
  if (engine.kind !== 'server') throw new ProblemError('roles_server_only');
  const named = KINDS.flatMap((kind) => (roles[kind] === undefined ? [] : [{ kind, role: roles[kind] }]));
  for (const { role } of named) {
    const { rows } = await knex.raw<{ rows: unknown[] }>('select 1 from pg_roles where rolname = :role', { role });
    if (rows.length === 0) throw new ProblemError('roles_unknown', { role });
    if (named.filter((other) => other.role === role).length > 1) throw new ProblemError('roles_twice', { role });
  }
  await grantRoles(knex, roles);
  for (const { kind, role } of named) print(sentence(language, `roles_${kind}`, { role }));
  return 0;
};
