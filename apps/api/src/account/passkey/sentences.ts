import { registerProblems } from '../../errors.ts';

/** What passkeys say when one can't be used, and what can be done. */
registerProblems(
  {
    sv: {
      passkey_refused: 'Passnyckeln kunde inte godtas ({reason}). Försök igen, eller logga in på ett annat sätt.',
      passkey_over: 'Det tog för lång tid, eller påbörjades i en annan webbläsare. Börja om.',
      passkey_unknown: 'Passnyckeln finns inte längre. Ladda om sidan.',
      passkey_address: 'Passnycklar fungerar inte på en adress i siffror. Öppna {address} i stället.',
      passkey_elsewhere: 'Dina passnycklar hör till {address}. Logga in där.',
      second_factor_first: 'Logga in med en passnyckel först, så att du vet att den fungerar här.',
      second_factor_last: 'Kontot kräver en passnyckel vid inloggning. Lägg till en annan innan du tar bort den sista.',
    },
    en: {
      passkey_refused: 'The passkey could not be accepted ({reason}). Try again, or sign in another way.',
      passkey_over: 'It took too long, or was begun in another browser. Begin again.',
      passkey_unknown: 'The passkey isn’t there any more. Load the page again.',
      passkey_address: 'Passkeys don’t work at an address in figures. Open {address} instead.',
      passkey_elsewhere: 'Your passkeys belong to {address}. Sign in there.',
      second_factor_first: 'Sign in with a passkey first, so that you know that it works here.',
      second_factor_last: 'The account asks for a passkey when signing in. Add another before you remove the last.',
    },
    ar: {
      passkey_refused: 'تعذّر قبول مفتاح المرور ({reason}). حاول مجددًا، أو سجّل الدخول بطريقة أخرى.',
      passkey_over: 'استغرق الأمر وقتًا طويلًا أو بدأ في متصفح آخر. ابدأ من جديد.',
      passkey_unknown: 'لم يعد مفتاح المرور موجودًا. أعد تحميل الصفحة.',
      passkey_address: 'لا تعمل مفاتيح المرور على عنوان من أرقام. افتح {address} بدلًا منه.',
      passkey_elsewhere: 'مفاتيح المرور الخاصة بك تتبع {address}. سجّل الدخول من هناك.',
      second_factor_first: 'سجّل الدخول بمفتاح مرور أولًا لتتأكد من أنه يعمل هنا.',
      second_factor_last: 'يتطلب الحساب مفتاح مرور عند تسجيل الدخول. أضف مفتاحًا آخر قبل إزالة الأخير.',
    },
  },
  {
    passkey_refused: 403,
    passkey_over: 403,
    passkey_unknown: 404,
    passkey_elsewhere: 409,
    second_factor_first: 409,
    second_factor_last: 409,
  },
);
