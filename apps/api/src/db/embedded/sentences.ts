import { registerProblems } from '../../errors.ts';

/** What keeps the embedded database from being opened, and the way out. */
registerProblems({
  sv: {
    embedded_folder_held:
      'Datamappen {folder} används av en annan process av Lägesbild: stoppa den först, eller ange en annan med DATA_DIR.',
    embedded_folder_unusable: 'Datamappen {folder} {why}: rätta det, eller ange en annan med DATA_DIR.',
    embedded_folder_full: 'ligger på en full disk (en tom databas tar 70 MB, och 50 MB hålls fria)',
    embedded_folder_quota: 'ligger på en disk där den här användaren inte har något utrymme kvar',
    embedded_folder_read_only: 'ligger på en skrivskyddad disk',
    embedded_folder_denied: 'får inte skrivas av den här användaren',
    embedded_folder_missing: 'finns inte och går inte att skapa',
    embedded_folder_file: 'är en fil',
    embedded_folder_in_file: 'är en fil, eller ligger i en',
    embedded_socket_folder_open:
      '{folder} tillhör någon annan eller är öppen för andra: ta bort den, eller ange TMPDIR.',
    embedded_not_durable:
      'Den inbyggda databasen skulle inte bevara det som sparas genom ett strömavbrott, så den startades inte. Lägg DATA_DIR på en annan disk.',
    embedded_not_started:
      'Den inbyggda databasen gick inte att starta ({reason}). Starta om Lägesbild; går det inte då heller, återställ en säkerhetskopia med npm run lagesbild -- restore.',
  },
  en: {
    embedded_folder_held:
      'The data folder {folder} is in use by another process of Lägesbild: stop that one first, or choose another with DATA_DIR.',
    embedded_folder_unusable: 'The data folder {folder} {why}: mend that, or choose another with DATA_DIR.',
    embedded_folder_full: 'lies on a disk that is full (an empty database takes 70 MB, and 50 MB are kept free)',
    embedded_folder_quota: 'lies on a disk where this user has no room left',
    embedded_folder_read_only: 'lies on a disk that is mounted read-only',
    embedded_folder_denied: 'may not be written to by this user',
    embedded_folder_missing: 'isn’t there and can’t be made',
    embedded_folder_file: 'is a file',
    embedded_folder_in_file: 'is a file, or lies in one',
    embedded_socket_folder_open: '{folder} belongs to somebody else or is open to others: remove it, or set TMPDIR.',
    embedded_not_durable:
      'The embedded database would not keep what it stores through a power cut, so it was not started. Put DATA_DIR on another disk.',
    embedded_not_started:
      'The embedded database could not be started ({reason}). Start Lägesbild again; if that fails too, restore a backup with npm run lagesbild -- restore.',
  },
  ar: {
    embedded_folder_held:
      'مجلد البيانات {folder} مستخدم من عملية أخرى من Lägesbild: أوقفها أولًا، أو اختر مجلدًا آخر بالمتغير DATA_DIR.',
    embedded_folder_unusable: 'مجلد البيانات {folder} {why}: أصلح ذلك، أو اختر مجلدًا آخر بالمتغير DATA_DIR.',
    embedded_folder_full: 'على قرص ممتلئ (قاعدة البيانات الفارغة تشغل 70 ميغابايت، وتبقى 50 ميغابايت حرة)',
    embedded_folder_quota: 'على قرص لم تبق فيه مساحة لهذا المستخدم',
    embedded_folder_read_only: 'على قرص للقراءة فقط',
    embedded_folder_denied: 'لا يحق لهذا المستخدم الكتابة فيه',
    embedded_folder_missing: 'غير موجود ولا يمكن إنشاؤه',
    embedded_folder_file: 'ملف وليس مجلدًا',
    embedded_folder_in_file: 'ملف، أو يقع داخل ملف',
    embedded_socket_folder_open: 'المجلد {folder} لشخص آخر أو مفتوح لغيرك: احذفه، أو اضبط TMPDIR.',
    embedded_not_durable:
      'لن تحفظ قاعدة البيانات المضمنة ما يُخزَّن فيها عند انقطاع الكهرباء، ولذلك لم تُشغَّل. ضع DATA_DIR على قرص آخر.',
    embedded_not_started:
      'تعذر تشغيل قاعدة البيانات المضمنة ({reason}). أعد تشغيل Lägesbild، وإن فشل ذلك أيضًا فاستعد نسخة احتياطية بالأمر npm run lagesbild -- restore.',
  },
});
