import { registerSentences } from './sentence.ts';

/** What the start says on the terminal, to whoever runs the program. */
registerSentences({
  sv: {
    start_address: 'Lägesbild finns på {address}',
    start_data: 'Data: {where} (PostgreSQL {postgresql}, PostGIS {postgis})',
    start_server: 'servern i DATABASE_URL',
    start_next: 'Öppna sidan och släpp en fil med händelser på den, eller läs in demonstrationen där.',
    start_help: 'På kommandoraden: npm run lagesbild -- help      Avsluta med Ctrl+C.',
    start_claim_here:
      'Inga konton ännu: den som sitter vid datorn är administratör. Det första kontot, genom den här länken, ändrar det:',
    start_claim_there:
      'Inga konton ännu, och främmande når adressen: inget visas förrän det första kontot är skapat, genom den här länken:',
    start_port_taken: 'Port {port} är upptagen: stoppa det som använder den, eller starta på en annan med {command}.',
    start_port_denied: 'Port {port} kräver större rättigheter: välj en över 1023 med PORT=3000.',
  },
  en: {
    start_address: 'Lägesbild is at {address}',
    start_data: 'Data: {where} (PostgreSQL {postgresql}, PostGIS {postgis})',
    start_server: 'the server of DATABASE_URL',
    start_next: 'Open the page and drop a file of incidents on it, or load the demonstration there.',
    start_help: 'From the command line: npm run lagesbild -- help      Stop with Ctrl+C.',
    start_claim_here:
      'No accounts yet: whoever sits at this machine is the administrator. The first account, by this link, ends that:',
    start_claim_there:
      'No accounts yet, and strangers can reach this address: nothing is served until the first account is made, by this link:',
    start_port_taken: 'Port {port} is taken: stop what uses it, or start on another with {command}.',
    start_port_denied: 'Port {port} needs more rights: choose one above 1023 with PORT=3000.',
  },
  ar: {
    start_address: 'يعمل Lägesbild على {address}',
    start_data: 'البيانات: {where} (PostgreSQL {postgresql}، PostGIS {postgis})',
    start_server: 'خادم DATABASE_URL',
    start_next: 'افتح الصفحة وأفلت عليها ملف حوادث، أو حمّل العرض التجريبي منها.',
    start_help: 'من سطر الأوامر: npm run lagesbild -- help      أوقفه بالضغط على Ctrl+C.',
    start_claim_here: 'لا حسابات بعد: من يجلس إلى هذا الجهاز هو المسؤول. ينتهي ذلك بأول حساب، عبر هذا الرابط:',
    start_claim_there: 'لا حسابات بعد، ويمكن للغرباء بلوغ هذا العنوان: لا يُعرض شيء قبل إنشاء أول حساب، عبر هذا الرابط:',
    start_port_taken: 'المنفذ {port} مشغول: أوقف ما يستعمله، أو شغّل البرنامج على منفذ آخر بالأمر {command}.',
    start_port_denied: 'المنفذ {port} يتطلب صلاحيات أوسع: اختر منفذًا فوق 1023 بالأمر PORT=3000.',
  },
});
