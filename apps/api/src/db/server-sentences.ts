import { registerSentences } from '../sentence.ts';

/** What keeps the server of DATABASE_URL from being used, and the way out; and what the application may do there that it shouldn't. */
registerSentences({
  sv: {
    server_too_old: 'Servern i DATABASE_URL är PostgreSQL {found}: Lägesbild kräver {oldest} eller nyare.',
    server_without_postgis:
      'Servern i DATABASE_URL saknar PostGIS: installera det där (Debian: apt-get install {package}).',
    server_postgis_too_old:
      'Servern i DATABASE_URL har PostGIS {found}: Lägesbild kräver {oldest} eller nyare. Kör sedan ALTER EXTENSION postgis UPDATE i databasen.',
    server_silent: 'Servern i {setting} ({address}) svarar inte ({reason}): starta den, eller rätta adressen.',
    server_refuses: 'Servern i {setting} släpper inte in {user}: kontrollera användare och lösenord i adressen.',
    server_without_database:
      'Servern i {setting} har ingen databas {database}: skapa den med createdb {database}, eller rätta adressen.',
    server_busy: 'Servern i {setting} kan inte ta emot just nu ({reason}): försök igen om en stund.',
    server_without_extension:
      'Servern i {setting} låter inte {user} lägga till PostGIS: be en administratör köra CREATE EXTENSION postgis i {database}, en gång.',
    server_without_tables:
      'Servern i {setting} låter inte {user} skapa tabeller i {database}: gör {user} till ägare (ALTER DATABASE {database} OWNER TO {user}).',
    server_not_migrated:
      'Tabellerna saknar {missing}, och {user} får inte ändra dem: kör först npm run lagesbild -- migrate som deras ägare.',
    server_side_without_rights:
      '{user} i {setting} har inga rättigheter i databasen: kör npm run lagesbild -- roles --app … --{side} {user} som tabellernas ägare.',
    role_superuser:
      'Databasens användare {user} får göra vad som helst på hela servern: ge programmet en som inte får det (docs/operations.md, Database roles).',
    role_owner:
      'Databasens användare {user} får ändra och ta bort tabellerna: ge programmet en som inte får det (docs/operations.md, Database roles).',
    sides_taken:
      'Databasens användare {user} tar själv rollerna för det publika och för patruller: ge var och en sin egen adress, DATABASE_PUBLIC_URL och DATABASE_PATROL_URL (docs/operations.md, Database roles).',
    sides_none:
      'Inget i databasen håller personalens uppgifter, det publika och patruller isär: ange {settings} (docs/operations.md, Database roles).',
    side_mighty: '{user} i {setting} får läsa personalens uppgifter: ge den bara det den behöver, med lagesbild roles.',
  },
  en: {
    server_too_old: 'The server of DATABASE_URL is PostgreSQL {found}: Lägesbild needs {oldest} or newer.',
    server_without_postgis:
      'The server of DATABASE_URL has no PostGIS: install it there (Debian: apt-get install {package}).',
    server_postgis_too_old:
      'The server of DATABASE_URL has PostGIS {found}: Lägesbild needs {oldest} or newer. Then run ALTER EXTENSION postgis UPDATE in the database.',
    server_silent: 'The server of {setting} ({address}) doesn’t answer ({reason}): start it, or correct the address.',
    server_refuses: 'The server of {setting} doesn’t let {user} in: check the user and the password in the address.',
    server_without_database:
      'The server of {setting} has no database {database}: make it with createdb {database}, or correct the address.',
    server_busy: 'The server of {setting} can’t take us in now ({reason}): try again in a moment.',
    server_without_extension:
      'The server of {setting} doesn’t let {user} add PostGIS: have an administrator run CREATE EXTENSION postgis in {database}, once.',
    server_without_tables:
      'The server of {setting} doesn’t let {user} make tables in {database}: make {user} its owner (ALTER DATABASE {database} OWNER TO {user}).',
    server_not_migrated:
      'The tables lack {missing}, and {user} may not change them: run npm run lagesbild -- migrate as their owner first.',
    server_side_without_rights:
      '{user} of {setting} has no rights in the database: run npm run lagesbild -- roles --app … --{side} {user} as the owner of the tables.',
    role_superuser:
      'The database user {user} may do anything on the whole server: give the application one that can’t (docs/operations.md, Database roles).',
    role_owner:
      'The database user {user} may change and drop the tables: give the application one that can’t (docs/operations.md, Database roles).',
    sides_taken:
      'The database user {user} takes the roles for what is public and for patrols by itself: give each an address of its own, DATABASE_PUBLIC_URL and DATABASE_PATROL_URL (docs/operations.md, Database roles).',
    sides_none:
      'Nothing in the database keeps staff’s data, what is public and patrols apart: set {settings} (docs/operations.md, Database roles).',
    side_mighty: '{user} of {setting} may read staff’s data: give it only what it needs, with lagesbild roles.',
  },
  ar: {
    server_too_old: 'خادم DATABASE_URL هو PostgreSQL {found}: يحتاج Lägesbild إلى {oldest} أو أحدث.',
    server_without_postgis: 'ليس في خادم DATABASE_URL ملحق PostGIS: ثبّته هناك (في Debian: apt-get install {package}).',
    server_postgis_too_old:
      'في خادم DATABASE_URL ملحق PostGIS {found}: يحتاج Lägesbild إلى {oldest} أو أحدث. ثم نفّذ ALTER EXTENSION postgis UPDATE في قاعدة البيانات.',
    server_silent: 'خادم {setting} ({address}) لا يجيب ({reason}): شغّله أو صحح العنوان.',
    server_refuses: 'خادم {setting} لا يسمح بدخول {user}: تحقق من المستخدم وكلمة المرور في العنوان.',
    server_without_database:
      'ليس في خادم {setting} قاعدة بيانات باسم {database}: أنشئها بالأمر createdb {database} أو صحح العنوان.',
    server_busy: 'خادم {setting} لا يستطيع قبولنا الآن ({reason}): حاول من جديد بعد قليل.',
    server_without_extension:
      'خادم {setting} لا يسمح للمستخدم {user} بإضافة PostGIS: ليشغّل مسؤول CREATE EXTENSION postgis في {database} مرة واحدة.',
    server_without_tables:
      'خادم {setting} لا يسمح للمستخدم {user} بإنشاء جداول في {database}: اجعل {user} مالكها (ALTER DATABASE {database} OWNER TO {user}).',
    server_not_migrated:
      'تنقص الجداول {missing}، ولا يحق للمستخدم {user} تغييرها: نفّذ أولًا npm run lagesbild -- migrate بصفة مالكها.',
    server_side_without_rights:
      'لا حقوق للمستخدم {user} في {setting}: نفّذ npm run lagesbild -- roles --app … --{side} {user} بصفة مالك الجداول.',
    role_superuser:
      'يحق لمستخدم قاعدة البيانات {user} فعل أي شيء في الخادم كله: أعطِ البرنامج مستخدمًا لا يحق له ذلك (docs/operations.md، Database roles).',
    role_owner:
      'يحق لمستخدم قاعدة البيانات {user} تغيير الجداول وحذفها: أعطِ البرنامج مستخدمًا لا يحق له ذلك (docs/operations.md، Database roles).',
    sides_taken:
      'يأخذ مستخدم قاعدة البيانات {user} بنفسه دوري ما هو علني والدوريات: أعطِ كلًا منهما عنوانًا خاصًا، DATABASE_PUBLIC_URL وDATABASE_PATROL_URL (docs/operations.md، Database roles).',
    sides_none:
      'لا شيء في قاعدة البيانات يفصل بيانات الموظفين عن العلني وعن الدوريات: حدد {settings} (docs/operations.md، Database roles).',
    side_mighty:
      'يحق للمستخدم {user} في {setting} قراءة بيانات الموظفين: أعطه ما يحتاج إليه فقط، بالأمر lagesbild roles.',
  },
});
