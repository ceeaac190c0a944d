import { registerProblems } from '../../errors.ts';

/** What single sign-on says when somebody doesn't come in by it, and what they can do. */
registerProblems(
  {
    sv: {
      sso_off: 'Inloggning med kommunens konto är inte påslagen här. Logga in med lösenord.',
      sso_away: '{name} svarar inte som väntat ({reason}). Logga in med lösenord, eller försök igen om en stund.',
      sso_refused: 'Svaret från {name} kunde inte godtas ({reason}). Börja om inloggningen.',
      sso_over: 'Inloggningen påbörjades i en annan webbläsare, eller för länge sedan. Börja om.',
      sso_account_off: 'Kontot {name} är avstängt här. Be en administratör slå på det.',
      sso_no_role: 'Ditt konto hos {name} ger ingen roll här. Be den som sköter behörigheter där.',
      sso_login_taken:
        'Det finns redan ett konto {login} som inte hör ihop med {name}. Logga in på det med lösenord och koppla ihop dem under Ditt konto, eller be en administratör.',
      sso_connected_elsewhere: 'Ett av kontona är redan kopplat till ett annat via {name}. Koppla från det där först.',
      way_last: 'Det här är enda vägen in på kontot. Lägg till en annan först.',
    },
    en: {
      sso_off: 'Signing in with the municipality’s account isn’t switched on here. Sign in with a password.',
      sso_away: '{name} doesn’t answer as expected ({reason}). Sign in with a password, or try again in a while.',
      sso_refused: 'The answer from {name} could not be accepted ({reason}). Begin signing in again.',
      sso_over: 'Signing in was begun in another browser, or too long ago. Begin again.',
      sso_account_off: 'The account {name} is switched off here. Ask an administrator to switch it on.',
      sso_no_role: 'Your account at {name} gives no role here. Ask whoever manages permissions there.',
      sso_login_taken:
        'There is already an account {login} that isn’t connected to {name}. Sign in to it with its password and connect the two under Your account, or ask an administrator.',
      sso_connected_elsewhere:
        'One of the accounts is already connected to another by {name}. Disconnect it there first.',
      way_last: 'This is the only way into the account. Add another one first.',
    },
    ar: {
      sso_off: 'تسجيل الدخول بحساب البلدية غير مفعّل هنا. سجّل الدخول بكلمة السر.',
      sso_away: 'لا يجيب {name} كما يُنتظر ({reason}). سجّل الدخول بكلمة السر، أو حاول مجددًا بعد قليل.',
      sso_refused: 'تعذّر قبول جواب {name} ({reason}). ابدأ تسجيل الدخول من جديد.',
      sso_over: 'بدأ تسجيل الدخول في متصفح آخر أو منذ وقت طويل. ابدأ من جديد.',
      sso_account_off: 'الحساب {name} موقوف هنا. اطلب من أحد المسؤولين تفعيله.',
      sso_no_role: 'حسابك لدى {name} لا يمنح أي دور هنا. اسأل من يدير الصلاحيات هناك.',
      sso_login_taken:
        'يوجد حساب {login} غير مرتبط بـ {name}. سجّل الدخول إليه بكلمة السر واربطهما من صفحة حسابك، أو اسأل أحد المسؤولين.',
      sso_connected_elsewhere: 'أحد الحسابين مرتبط من قبل بحساب آخر عبر {name}. افصله هناك أولًا.',
      way_last: 'هذا هو السبيل الوحيد إلى الحساب. أضف سبيلًا آخر أولًا.',
    },
  },
  {
    sso_off: 404,
    sso_away: 503,
    sso_refused: 403,
    sso_over: 403,
    sso_account_off: 403,
    sso_no_role: 403,
    sso_login_taken: 409,
    sso_connected_elsewhere: 409,
    way_last: 409,
  },
);
