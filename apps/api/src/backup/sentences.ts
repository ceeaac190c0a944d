import { registerProblems } from '../errors.ts';

/** What backing up, restoring, exporting, moving and drilling say. */
registerProblems({
  sv: {
    backup_done: '{rows} rader i {tables} tabeller är sparade i {file} ({size}). Filen är lika hemlig som datamappen.',
    backup_where: 'Det är inte sagt vart kopian ska. Skriv ett filnamn, eller ställ in BACKUP_DIR.',
    backup_exists: '{file} finns redan och skrivs inte över. Välj ett annat namn.',
    backup_unwritable:
      '{file} gick inte att skriva ({reason}). Se till att platsen finns och har utrymme, och försök igen.',
    backup_missing: 'Det finns ingen fil {file}. Kontrollera namnet.',
    backup_unreadable: '{file} gick inte att läsa ({reason}). Kontrollera att du har rätt till den.',
    backup_foreign:
      '{file} är ingen säkerhetskopia från Lägesbild, eller är skadad i sin början. Inget ändrades; ta en annan kopia.',
    backup_damaged: '{file} är skadad: {reason}. Inget ändrades; ta en annan kopia.',
    backup_newer:
      '{file} kommer från Lägesbild {version}, som är nyare än {ours} här. Inget ändrades; uppdatera Lägesbild först.',
    backup_not_equal: '{file} gick inte att läsa tillbaka oförändrad: {tables}. Inget ändrades; ta en annan kopia.',
    backup_import_running:
      'En inläsning pågår. Vänta tills den är klar eller avbryt den, och försök igen. Inget ändrades.',
    backup_failing: 'Den senaste säkerhetskopian misslyckades ({reason}). Se loggen, och kör lagesbild backup.',
    backup_unscheduled: 'Inga säkerhetskopior är schemalagda: ställ in BACKUP_DIR.',
    backup_none_yet: 'Ingen säkerhetskopia ligger i {folder} än.',
    backup_newest: 'Nyaste säkerhetskopian: {file}, {at}.',
    restore_from: '{file}: {rows} rader i {tables} tabeller, sparade {made_at} av Lägesbild {version}. Hel.',
    restore_done: '{rows} rader i {tables} tabeller är tillbaka, och varje antal och innehåll stämmer.',
    restore_sessions: 'Alla är utloggade, och engångslänkar gäller inte längre.',
    restore_widened:
      'Det här togs ifrån någon efter kopian och gäller igen: konton eller roller för {logins}. Gå igenom dem under Inställningar → Konton.',
    restore_saved: 'Det som fanns här före är sparat i {file}.',
    restore_not_owner:
      '{user} får inte göra om tabellerna. Kör återläsningen som deras ägare, med den i DATABASE_URL. Inget ändrades.',
    restore_without_keys: 'Det här var en export, utan nycklar: behåll import.key från installationen den kom från.',
    restore_unusable: 'Den återlästa databasen gick inte att öppna ({reason}). Den gamla är på plats igen.',
    restore_set_aside:
      'Databasen i {folder} går inte att öppna ({reason}). Den ligger kvar som {kept}, och en ny tar dess plats.',
    export_done:
      '{rows} rader i {tables} tabeller är exporterade till {file}. Nycklarna är inte med, men kontonas lösenord som hashar: lika hemligt som datamappen.',
    export_name: '{value} är varken en mapp eller en .tar.gz. Så här skrivs det:',
    move_address: '{value} är ingen adress till PostgreSQL. Så här skrivs det:',
    move_done:
      '{rows} rader i {tables} tabeller är på servern, och varje antal och innehåll stämmer. Sätt DATABASE_URL och starta om; {data_dir} ligger kvar som den är, med nycklarna.',
    move_from_server: 'Data ligger redan på en server. Kör utan DATABASE_URL för att flytta den inbyggda databasen.',
    move_target_unreachable: 'Servern svarar inte ({reason}). Kontrollera adressen.',
    move_target_old: 'Servern är PostgreSQL {version}. Lägesbild behöver 15 eller nyare.',
    move_target_taken: 'Databasen på servern är inte tom: {found} finns redan. Skapa en tom databas och flytta dit.',
    move_not_equal:
      'Det som kom fram till servern är inte det som skickades: {tables}. Töm databasen och försök igen; här är inget ändrat.',
    drill_never: 'Inget återläsningsprov har gjorts här än.',
    drill_before: 'Återläsningsprovet lyckades senast {at}, med {file}.',
    drill_nothing: 'Det finns ingen säkerhetskopia att prova. Skriv ett filnamn, eller ställ in BACKUP_DIR.',
    drill_done:
      '{file} gick att läsa tillbaka: {rows} rader i {tables} tabeller på {seconds} s, och varje antal och innehåll stämmer.',
  },
  en: {
    backup_done:
      '{rows} rows in {tables} tables are saved in {file} ({size}). The file is as secret as the data folder.',
    backup_where: "It isn't said where the backup goes. Write a file name, or set BACKUP_DIR.",
    backup_exists: '{file} is already there and will not be overwritten. Choose another name.',
    backup_unwritable: '{file} could not be written ({reason}). See that the place exists and has room, and try again.',
    backup_missing: 'There is no file {file}. Check the name.',
    backup_unreadable: '{file} could not be read ({reason}). Check that you may read it.',
    backup_foreign:
      '{file} is not a backup of Lägesbild, or its beginning is damaged. Nothing was changed; take another backup.',
    backup_damaged: '{file} is damaged: {reason}. Nothing was changed; take another backup.',
    backup_newer:
      '{file} comes from Lägesbild {version}, which is newer than {ours} here. Nothing was changed; update Lägesbild first.',
    backup_not_equal: '{file} could not be restored unchanged: {tables}. Nothing was changed; take another backup.',
    backup_import_running:
      'A file is being loaded. Wait until it is done or cancel it, and try again. Nothing was changed.',
    backup_failing: 'The last backup failed ({reason}). See the log, and run lagesbild backup.',
    backup_unscheduled: 'No backups are scheduled: set BACKUP_DIR.',
    backup_none_yet: 'There is no backup in {folder} yet.',
    backup_newest: 'The newest backup: {file}, {at}.',
    restore_from: '{file}: {rows} rows in {tables} tables, saved {made_at} by Lägesbild {version}. Whole.',
    restore_done: '{rows} rows in {tables} tables are back, and every count and content agrees.',
    restore_sessions: 'Everybody is signed out, and one-time links are no longer valid.',
    restore_widened:
      'This was taken away after the backup and holds again: accounts or roles of {logins}. Go through them under Settings → Accounts.',
    restore_saved: 'What was here before is saved in {file}.',
    restore_not_owner:
      '{user} may not remake the tables. Run the restore as their owner, with that one in DATABASE_URL. Nothing was changed.',
    restore_without_keys: 'This was an export, without keys: keep import.key of the installation it came from.',
    restore_unusable: 'The restored database could not be opened ({reason}). The old one is in its place again.',
    restore_set_aside:
      "The database in {folder} can't be opened ({reason}). It stays as {kept}, and a new one takes its place.",
    export_done:
      '{rows} rows in {tables} tables are exported to {file}. The keys aren’t in it, but the hashes of passwords are: as secret as the data folder.',
    export_name: '{value} is neither a folder nor a .tar.gz. It is written like this:',
    move_address: '{value} is no address of PostgreSQL. It is written like this:',
    move_done:
      '{rows} rows in {tables} tables are on the server, and every count and content agrees. Set DATABASE_URL and start again; {data_dir} stays as it is, with the keys.',
    move_from_server: 'The data is on a server already. Run without DATABASE_URL to move the embedded database.',
    move_target_unreachable: "The server doesn't answer ({reason}). Check the address.",
    move_target_old: 'The server is PostgreSQL {version}. Lägesbild needs 15 or newer.',
    move_target_taken:
      "The server's database is not empty: {found} is there already. Create an empty database and move to that.",
    move_not_equal:
      'What arrived on the server is not what was sent: {tables}. Empty that database and try again; nothing is changed here.',
    drill_never: 'No restore drill has been made here yet.',
    drill_before: 'The restore drill last worked {at}, with {file}.',
    drill_nothing: 'There is no backup to try. Write a file name, or set BACKUP_DIR.',
    drill_done:
      '{file} could be restored: {rows} rows in {tables} tables in {seconds} s, and every count and content agrees.',
  },
  ar: {
    backup_done: 'حُفظ {rows} صفًا في {tables} جدولًا في {file} ({size}). هذا الملف سري بقدر سرية مجلد البيانات.',
    backup_where: 'لم يُذكر مكان النسخة. اكتب اسم ملف أو اضبط BACKUP_DIR.',
    backup_exists: '{file} موجود من قبل ولن يُكتب فوقه. اختر اسمًا آخر.',
    backup_unwritable: 'تعذّرت كتابة {file} ({reason}). تأكد من وجود المكان والمساحة ثم حاول مرة أخرى.',
    backup_missing: 'لا يوجد ملف {file}. تحقق من الاسم.',
    backup_unreadable: 'تعذّرت قراءة {file} ({reason}). تحقق من أن لك حق قراءته.',
    backup_foreign: '{file} ليس نسخة احتياطية من Lägesbild، أو أن بدايته تالفة. لم يتغيّر شيء؛ استخدم نسخة أخرى.',
    backup_damaged: '{file} تالف: {reason}. لم يتغيّر شيء؛ استخدم نسخة أخرى.',
    backup_newer: '{file} من Lägesbild {version} وهو أحدث من {ours} هنا. لم يتغيّر شيء؛ حدّث Lägesbild أولًا.',
    backup_not_equal: 'تعذّرت استعادة {file} دون تغيير: {tables}. لم يتغيّر شيء؛ استخدم نسخة أخرى.',
    backup_import_running: 'يجري الآن تحميل ملف. انتظر حتى ينتهي أو ألغه ثم حاول مرة أخرى. لم يتغيّر شيء.',
    backup_failing: 'فشلت آخر نسخة احتياطية ({reason}). انظر السجل ثم شغّل lagesbild backup.',
    backup_unscheduled: 'لا نسخ احتياطية مجدولة: اضبط BACKUP_DIR.',
    backup_none_yet: 'لا توجد نسخة احتياطية في {folder} بعد.',
    backup_newest: 'أحدث نسخة احتياطية: {file}، {at}.',
    restore_from: '{file}: {rows} صفًا في {tables} جدولًا، حُفظت في {made_at} بواسطة Lägesbild {version}. سليم.',
    restore_done: 'استُعيد {rows} صفًا في {tables} جدولًا، وكل عدد ومحتوى مطابق.',
    restore_sessions: 'سُجِّل خروج الجميع، ولم تعد الروابط لمرة واحدة صالحة.',
    restore_widened: 'أُزيل هذا بعد النسخة وعاد ساريًا: حسابات أو أدوار {logins}. راجعها في الإعدادات ← الحسابات.',
    restore_saved: 'ما كان هنا من قبل محفوظ في {file}.',
    restore_not_owner:
      'لا يحق للمستخدم {user} إعادة إنشاء الجداول. شغّل الاستعادة بصفة مالكها عبر DATABASE_URL. لم يتغيّر شيء.',
    restore_without_keys: 'كان هذا تصديرًا بلا مفاتيح: احتفظ بالملف import.key من التثبيت الذي جاء منه.',
    restore_unusable: 'تعذّر فتح قاعدة البيانات المستعادة ({reason}). عادت القديمة إلى مكانها.',
    restore_set_aside: 'تعذّر فتح قاعدة البيانات في {folder} ({reason}). تبقى باسم {kept} وتحل محلها قاعدة جديدة.',
    export_done:
      'صُدّر {rows} صفًا في {tables} جدولًا إلى {file}. المفاتيح ليست فيه، لكن بصمات كلمات المرور فيه: سرّيته كسرّية مجلد البيانات.',
    export_name: '{value} ليس مجلدًا ولا ملف .tar.gz. يُكتب الأمر هكذا:',
    move_address: '{value} ليس عنوان PostgreSQL. يُكتب الأمر هكذا:',
    move_done:
      '{rows} صفًا في {tables} جدولًا على الخادم الآن، وكل عدد ومحتوى مطابق. اضبط DATABASE_URL وأعد التشغيل؛ يبقى {data_dir} كما هو مع المفاتيح.',
    move_from_server: 'البيانات على خادم من قبل. شغّل الأمر بلا DATABASE_URL لنقل قاعدة البيانات المدمجة.',
    move_target_unreachable: 'الخادم لا يجيب ({reason}). تحقق من العنوان.',
    move_target_old: 'الخادم PostgreSQL {version}. يحتاج Lägesbild إلى 15 أو أحدث.',
    move_target_taken: 'قاعدة البيانات على الخادم ليست فارغة: {found} موجود من قبل. أنشئ قاعدة فارغة وانقل إليها.',
    move_not_equal: 'ما وصل إلى الخادم ليس ما أُرسل: {tables}. أفرغ تلك القاعدة وحاول مرة أخرى؛ لم يتغيّر شيء هنا.',
    drill_never: 'لم تُجرَّب الاستعادة هنا بعد.',
    drill_before: 'آخر مرة نجح فيها تجريب الاستعادة: {at}، مع {file}.',
    drill_nothing: 'لا توجد نسخة احتياطية للتجربة. اكتب اسم ملف أو اضبط BACKUP_DIR.',
    drill_done: 'أمكنت استعادة {file}: {rows} صفًا في {tables} جدولًا خلال {seconds} ث، وكل عدد ومحتوى مطابق.',
  },
});
