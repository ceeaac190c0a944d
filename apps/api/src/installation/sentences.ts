import { registerProblems } from '../errors.ts';

/** What protects the data, and what should be seen to, each with the way out. */
registerProblems({
  sv: {
    guard_durable: 'Det som sparats har nått disken innan det kvitteras.',
    guard_lock: 'Bara en process åt gången har datamappen.',
    guard_completed: 'En fråga som databasen inte gjort klart räknas som fel, inte som tom.',
    guard_deadline: 'En fråga som tar för lång tid avbryts, och databasen startas om.',
    guard_limits: 'Orimliga mått och geometrier avvisas innan de når databasen.',
    guard_room: 'Inget skrivs när disken är nästan full; det som finns går att läsa.',
    guard_statement: 'En fråga som tar för lång tid avbryts av servern.',
    guard_pool: 'Anslutningarna är begränsade; fler får vänta eller komma tillbaka.',
    disk_data: 'data',
    disk_backups: 'säkerhetskopior',
    warning_log_broken:
      'Loggen över vem som gjort vad är inte hel. Öppna sidan Logg, se vad som saknas och jämför med den senaste säkerhetskopian.',
    warning_log_unchecked:
      'En del av loggen är förseglad med en nyckel som inte finns här. Lägg den nyckeln i datamappen som audit-earlier.key.',
    warning_log_role:
      'Databasrollen som programmet loggar in med äger loggens tabell och kan låsa upp den. Ge tabellen en egen roll: se Egen roll för loggen i docs/operations.md.',
    warning_disk: 'Disken för {what} har {free} MB ledigt av {total} MB. Frigör utrymme innan den tar slut.',
    warning_backup_failing:
      'Den senaste säkerhetskopian misslyckades: {reason}. Rätta felet; nästa försök görs inom tio minuter.',
    warning_backup_off: 'Inga säkerhetskopior görs. Ställ in BACKUP_DIR, helst på en annan disk.',
    warning_backup_none: 'Ingen säkerhetskopia finns än. Kör npm run lagesbild -- backup.',
    warning_backup_late:
      'Den senaste säkerhetskopian är från {at}, äldre än den borde. Se i programmets utskrift varför, eller kör npm run lagesbild -- backup.',
    warning_drill_never: 'Ingen återställning har provats. {how}',
    warning_drill_old: 'En återställning provades senast {at}. {how}',
    drill_newest: 'Kör npm run lagesbild -- drill.',
    drill_after_backup:
      'Gör först en säkerhetskopia med npm run lagesbild -- backup FIL, och prova den med npm run lagesbild -- drill FIL.',
    warning_turned_away:
      '{n} förfrågningar har avvisats sedan starten för att det kom för många. Ge maskinen mer kraft om det upprepas.',
    warning_unclaimed:
      'Det finns inga konton: den som sitter vid datorn är administratör. Skapa det första kontot på sidan Konto.',
  },
  en: {
    guard_durable: 'What was saved has reached the disk before it is acknowledged.',
    guard_lock: 'Only one process at a time has the data folder.',
    guard_completed: 'A statement that the database didn’t complete counts as a failure, not as empty.',
    guard_deadline: 'A statement that takes too long is ended, and the database restarted.',
    guard_limits: 'Unreasonable sizes and geometries are refused before they reach the database.',
    guard_room: 'Nothing is written when the disk is almost full; what is here can be read.',
    guard_statement: 'A statement that takes too long is ended by the server.',
    guard_pool: 'Connections are limited; more have to wait or come back.',
    disk_data: 'data',
    disk_backups: 'backups',
    warning_log_broken:
      'The log of who did what is not whole. Open the page Log, see what is missing and compare it with the newest backup.',
    warning_log_unchecked:
      'Some of the log was sealed with a key that isn’t here. Put that key into the data folder as audit-earlier.key.',
    warning_log_role:
      'The database role that the application signs in as owns the log’s table and can unlock it. Give the table a role of its own: see A role of its own for the log in docs/operations.md.',
    warning_disk: 'The disk for {what} has {free} MB free of {total} MB. Make room before it ends.',
    warning_backup_failing: 'The last backup failed: {reason}. Mend that; it is tried again within ten minutes.',
    warning_backup_off: 'No backups are made. Set BACKUP_DIR, on another disk if you can.',
    warning_backup_none: 'There is no backup yet. Run npm run lagesbild -- backup.',
    warning_backup_late:
      'The newest backup is of {at}, older than it should be. See why in what the application prints, or run npm run lagesbild -- backup.',
    warning_drill_never: 'No restore has been tried. {how}',
    warning_drill_old: 'A restore was last tried on {at}. {how}',
    drill_newest: 'Run npm run lagesbild -- drill.',
    drill_after_backup:
      'Make a backup first with npm run lagesbild -- backup FILE, and try it with npm run lagesbild -- drill FILE.',
    warning_turned_away:
      '{n} requests have been turned away since the start because there were too many. Give the machine more power if it goes on.',
    warning_unclaimed:
      'There are no accounts: whoever sits at the machine is the administrator. Make the first account on the page Account.',
  },
  ar: {
    guard_durable: 'ما حُفظ وصل إلى القرص قبل تأكيده.',
    guard_lock: 'عملية واحدة فقط تملك مجلد البيانات في كل وقت.',
    guard_completed: 'الأمر الذي لم تُكمله قاعدة البيانات يُعدّ خطأ لا نتيجة فارغة.',
    guard_deadline: 'الأمر الذي يطول أكثر من اللازم يُنهى وتُعاد قاعدة البيانات إلى العمل.',
    guard_limits: 'المقاييس والأشكال غير المعقولة تُرفض قبل أن تصل إلى قاعدة البيانات.',
    guard_room: 'لا يُكتب شيء عندما يكاد القرص يمتلئ، ويبقى الموجود مقروءًا.',
    guard_statement: 'الأمر الذي يطول أكثر من اللازم ينهيه الخادم.',
    guard_pool: 'عدد الاتصالات محدود، وما زاد ينتظر أو يعود لاحقًا.',
    disk_data: 'البيانات',
    disk_backups: 'النسخ الاحتياطية',
    warning_log_broken: 'سجل من فعل ماذا غير سليم. افتح صفحة السجل وانظر ما المفقود وقارنه بأحدث نسخة احتياطية.',
    warning_log_unchecked:
      'جزء من السجل مختوم بمفتاح غير موجود هنا. ضع ذلك المفتاح في مجلد البيانات باسم audit-earlier.key.',
    warning_log_role:
      'دور قاعدة البيانات الذي يدخل به البرنامج يملك جدول السجل ويستطيع فتحه. أعطِ الجدول دورًا خاصًا به: انظر docs/operations.md.',
    warning_disk: 'في قرص {what} بقي {free} ميغابايت من {total}. وفّر مساحة قبل أن تنفد.',
    warning_backup_failing: 'فشلت آخر نسخة احتياطية: {reason}. أصلح الخطأ، وستُعاد المحاولة خلال عشر دقائق.',
    warning_backup_off: 'لا تُنشأ نسخ احتياطية. اضبط BACKUP_DIR، ويفضَّل على قرص آخر.',
    warning_backup_none: 'لا توجد نسخة احتياطية بعد. شغّل npm run lagesbild -- backup.',
    warning_backup_late:
      'أحدث نسخة احتياطية من {at}، أقدم مما ينبغي. انظر السبب في مخرجات البرنامج، أو شغّل npm run lagesbild -- backup.',
    warning_drill_never: 'لم تُجرَّب الاستعادة. {how}',
    warning_drill_old: 'جُرّبت الاستعادة آخر مرة في {at}. {how}',
    drill_newest: 'شغّل npm run lagesbild -- drill.',
    drill_after_backup:
      'أنشئ أولًا نسخة احتياطية بالأمر npm run lagesbild -- backup FILE، ثم جرّبها بالأمر npm run lagesbild -- drill FILE.',
    warning_turned_away: 'رُفضت {n} طلبات منذ البدء لأنها كانت أكثر من اللازم. أعطِ الجهاز قدرة أكبر إن تكرر ذلك.',
    warning_unclaimed: 'لا توجد حسابات: من يجلس إلى الجهاز هو المسؤول. أنشئ الحساب الأول في صفحة الحساب.',
  },
});
