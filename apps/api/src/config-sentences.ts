import { registerSentences } from './sentence.ts';

/** What keeps Lägesbild from starting: a setting that can't be used. Each names the setting, its value and what is possible. */
registerSentences({
  sv: {
    config_port: 'PORT är "{value}": ange ett heltal från 0 till 65535 (0 tar en ledig port).',
    config_host: 'HOST är "{value}": ange en av den här datorns adresser, till exempel 127.0.0.1, 0.0.0.0 eller ::.',
    config_public_url: 'PUBLIC_URL är "{value}": skriv den som https://lagesbild.example.se, utan något efter namnet.',
    config_public_url_plain:
      'PUBLIC_URL är "{value}": lösenord och sessioner kräver https, så låt en proxy tala det och skriv https:// här.',
    config_trust_proxy:
      'TRUST_PROXY innehåller "{value}": ange proxyns adress eller nät, till exempel 10.0.0.5 eller 10.0.0.0/24, eller loopback.',
    config_database_url:
      '{name} är ingen adress till PostgreSQL: skriv postgres://användare:lösenord@dator:5432/databas.',
    config_replicas_alone:
      'DATABASE_REPLICA_URLS är satt, men inte DATABASE_URL, servern som de är kopior av: sätt den också.',
    config_side_alone: '{name} är satt, men inte DATABASE_URL, samma server med programmets egen roll: sätt den också.',
    config_backup_every: 'BACKUP_EVERY är "{value}": skriv en tid som 6h eller 1d, minst fem minuter (5m).',
    config_flag_flood: 'FLAG_FLOOD är "{value}": ange ett heltal från 1 till 9999999.',
    config_backup_keep: 'BACKUP_KEEP är "{value}": ange ett heltal från 1 till 9999.',
    config_oidc_issuer:
      'OIDC_ISSUER är "{value}": skriv utfärdarens adress som den själv anger den, till exempel https://login.example.se/realms/kommun.',
    config_oidc_missing: 'OIDC_ISSUER är satt, men inte {name}: sätt den också.',
    config_oidc_both: 'OIDC_CLIENT_SECRET och OIDC_CLIENT_KEY är båda satta: behåll en av dem.',
    config_oidc_scope: 'OIDC_SCOPE är "{value}": ett av orden måste vara openid.',
    config_oidc_name: 'OIDC_NAME har {n} tecken: 60 får plats på knappen.',
    config_oidc_key:
      'OIDC_CLIENT_KEY är "{file}": ange en privat nyckel i PKCS #8 (PEM): RSA, EC på P-256 eller Ed25519.',
    config_file_unreadable: '{name} är "{file}", som inte går att läsa ({reason}).',
    config_switch: '{name} är "{value}": skriv 1 eller 0.',
    config_leave_url: 'RESIDENT_LEAVE_URL är "{value}": skriv en adress som https://www.smhi.se/.',
    config_log_level: 'LOG_LEVEL är "{value}": skriv något av {known}.',
    config_roles_empty: 'OIDC_ROLES pekar på en fil utan någon rad som: {columns}',
    config_roles_line: 'OIDC_ROLES, rad {line}: "{text}" är inte {columns}, där den sista får vara tom.',
    config_roles_role:
      'OIDC_ROLES, rad {line}: "{text}" är ingen roll: skriv någon av {known}, med @område efter om den inte gäller överallt.',
    config_roles_organisation:
      'OIDC_ROLES, rad {line}: "{text}" är ingen organisation: skriv police: NAMN, municipality: NAMN eller other: NAMN.',
  },
  en: {
    config_port: 'PORT is "{value}": give a whole number from 0 to 65535 (0 picks a free port).',
    config_host: 'HOST is "{value}": give an address of this machine, such as 127.0.0.1, 0.0.0.0 or ::.',
    config_public_url:
      'PUBLIC_URL is "{value}": write it as https://lagesbild.example.se, with nothing after the name.',
    config_public_url_plain:
      'PUBLIC_URL is "{value}": passwords and sessions need https, so let a proxy speak it and write https:// here.',
    config_trust_proxy:
      'TRUST_PROXY holds "{value}": give the proxy’s address or range, such as 10.0.0.5 or 10.0.0.0/24, or loopback.',
    config_database_url: '{name} isn’t an address of PostgreSQL: write postgres://user:password@host:5432/database.',
    config_replicas_alone:
      'DATABASE_REPLICA_URLS is set, but DATABASE_URL, the server they are copies of, is not: set it too.',
    config_side_alone:
      '{name} is set, but DATABASE_URL, the same server with the application’s own role, is not: set it too.',
    config_backup_every: 'BACKUP_EVERY is "{value}": write a time such as 6h or 1d, five minutes (5m) at least.',
    config_flag_flood: 'FLAG_FLOOD is "{value}": give a whole number from 1 to 9999999.',
    config_backup_keep: 'BACKUP_KEEP is "{value}": give a whole number from 1 to 9999.',
    config_oidc_issuer:
      'OIDC_ISSUER is "{value}": write the issuer’s address as it names itself, such as https://login.example.se/realms/kommun.',
    config_oidc_missing: 'OIDC_ISSUER is set, but {name} is not: set it too.',
    config_oidc_both: 'OIDC_CLIENT_SECRET and OIDC_CLIENT_KEY are both set: keep one of them.',
    config_oidc_scope: 'OIDC_SCOPE is "{value}": openid has to be one of its words.',
    config_oidc_name: 'OIDC_NAME has {n} characters: 60 fit on the button.',
    config_oidc_key: 'OIDC_CLIENT_KEY is "{file}": give a private key in PKCS #8 (PEM): RSA, EC on P-256 or Ed25519.',
    config_file_unreadable: '{name} is "{file}", which can’t be read ({reason}).',
    config_switch: '{name} is "{value}": write 1 or 0.',
    config_leave_url: 'RESIDENT_LEAVE_URL is "{value}": write an address such as https://www.smhi.se/.',
    config_log_level: 'LOG_LEVEL is "{value}": write one of {known}.',
    config_roles_empty: 'OIDC_ROLES names a file without a line such as: {columns}',
    config_roles_line: 'OIDC_ROLES, line {line}: "{text}" isn’t {columns}, where the last may be empty.',
    config_roles_role:
      'OIDC_ROLES, line {line}: "{text}" is no role: write one of {known}, with @area after it unless it holds everywhere.',
    config_roles_organisation:
      'OIDC_ROLES, line {line}: "{text}" is no organisation: write police: NAME, municipality: NAME or other: NAME.',
  },
  ar: {
    config_port: 'قيمة PORT هي "{value}": اكتب عددًا صحيحًا من 0 إلى 65535 (0 يختار منفذًا متاحًا).',
    config_host: 'قيمة HOST هي "{value}": اكتب أحد عناوين هذا الجهاز، مثل 127.0.0.1 أو 0.0.0.0 أو ::.',
    config_public_url: 'قيمة PUBLIC_URL هي "{value}": اكتبها مثل https://lagesbild.example.se من غير شيء بعد الاسم.',
    config_public_url_plain:
      'قيمة PUBLIC_URL هي "{value}": كلمات المرور والجلسات تحتاج إلى https، فليتكفل بها خادم وسيط واكتب https:// هنا.',
    config_trust_proxy:
      'في TRUST_PROXY القيمة "{value}": اكتب عنوان الخادم الوسيط أو نطاقه، مثل 10.0.0.5 أو 10.0.0.0/24، أو loopback.',
    config_database_url: 'قيمة {name} ليست عنوانًا لخادم PostgreSQL: اكتب postgres://user:password@host:5432/database.',
    config_replicas_alone: 'حُدد DATABASE_REPLICA_URLS ولم يُحدد DATABASE_URL، الخادم الذي هي نسخ منه: حدده أيضًا.',
    config_side_alone: 'حُدد {name} ولم يُحدد DATABASE_URL، الخادم نفسه بدور البرنامج: حدده أيضًا.',
    config_backup_every: 'قيمة BACKUP_EVERY هي "{value}": اكتب مدة مثل 6h أو 1d، خمس دقائق (5m) على الأقل.',
    config_flag_flood: 'قيمة FLAG_FLOOD هي "{value}": اكتب عددًا صحيحًا من 1 إلى 9999999.',
    config_backup_keep: 'قيمة BACKUP_KEEP هي "{value}": اكتب عددًا صحيحًا من 1 إلى 9999.',
    config_oidc_issuer:
      'قيمة OIDC_ISSUER هي "{value}": اكتب عنوان الجهة كما تسمي نفسها، مثل https://login.example.se/realms/kommun.',
    config_oidc_missing: 'حُدد OIDC_ISSUER ولم يُحدد {name}: حدده أيضًا.',
    config_oidc_both: 'حُدد OIDC_CLIENT_SECRET وOIDC_CLIENT_KEY معًا: أبقِ أحدهما.',
    config_oidc_scope: 'قيمة OIDC_SCOPE هي "{value}": لا بد أن تكون openid إحدى كلماتها.',
    config_oidc_name: 'طول OIDC_NAME هو {n}: لا يتسع الزر لأكثر من 60 حرفًا.',
    config_oidc_key:
      'قيمة OIDC_CLIENT_KEY هي "{file}": اكتب مفتاحًا خاصًا بصيغة PKCS #8 (PEM): RSA أو EC على P-256 أو Ed25519.',
    config_file_unreadable: 'قيمة {name} هي "{file}"، وتعذّرت قراءته ({reason}).',
    config_switch: 'قيمة {name} هي "{value}": اكتب 1 أو 0.',
    config_leave_url: 'قيمة RESIDENT_LEAVE_URL هي "{value}": اكتب عنوانًا مثل https://www.smhi.se/.',
    config_log_level: 'قيمة LOG_LEVEL هي "{value}": اكتب إحدى القيم {known}.',
    config_roles_empty: 'يشير OIDC_ROLES إلى ملف ليس فيه سطر مثل: {columns}',
    config_roles_line: 'OIDC_ROLES، السطر {line}: ليس "{text}" على الصورة {columns}، وقد يكون الأخير فارغًا.',
    config_roles_role:
      'OIDC_ROLES، السطر {line}: ليس "{text}" دورًا: اكتب أحد {known}، وبعده @area إن لم يكن ساريًا في كل مكان.',
    config_roles_organisation:
      'OIDC_ROLES، السطر {line}: ليس "{text}" جهة: اكتب police: NAME أو municipality: NAME أو other: NAME.',
  },
});
