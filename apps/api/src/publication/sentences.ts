import { registerProblems } from '../errors.ts';

/** What the gate says when it stays shut, and in a terminal. */
registerProblems(
  {
    sv: {
      release_incident: 'registrerade händelser',
      release_unsafe: 'otrygga platser',
      release_safe: 'trygga platser',
      release_parameter: 'Det som publicerats kan inte filtreras. Ta bort allt efter frågetecknet i adressen.',
      release_area_unknown: 'Det finns inget område {slug} här.',
      release_unknown: 'Det finns ingen publicering {release} för {area}. Vilka som finns står i index.json.',
      release_file_unknown:
        'Publiceringen {release} har ingen fil {file}. Filerna är release.json, table.csv, map.geojson och picture.png.',
      release_withdrawn: 'Publiceringen {release} drogs tillbaka {on}: {reason}',
      release_withdrawn_already: 'Publiceringen {release} är redan tillbakadragen.',
      release_attacked:
        'Ingenting publicerades. Angrepp {attacks} lyckades mot {subject}: kör lagesbild release check och anmäl felet.',
      release_under_way: '{area}: publiceringar görs eller prövas redan. Vänta tills det är klart.',
      release_work_none: '{area}: inga publiceringar har gjorts eller prövats sedan programmet startade.',
      release_failed:
        '{area}: det gick inte. Felet står i programmets logg. Det som publicerats står kvar; försök igen.',
      release_not_due:
        '{area}: ingenting ska publiceras än. Ett kvartal kan publiceras trettio dagar efter sitt slut, ett år sextio.',
      release_made: '{area}: {n|en publicering gjord|# publiceringar gjorda} ({releases}).',
      release_none: '{area}: ingenting är publicerat.',
      release_withdrawn_now: '{release} är tillbakadragen.',
      release_same: '{release}: samma tabell när den görs om.',
      release_changed_since:
        '{release}: uppgifterna har ändrats sedan den gjordes. Publiceringen står kvar som den var.',
      release_withstood:
        '{subject}: inget angrepp lyckades ({small} små tal, fördel {mean} i snitt, {worst} som mest).',
      release_fell: '{subject}: angrepp {attacks} lyckades.',
    },
    en: {
      release_incident: 'recorded incidents',
      release_unsafe: 'places that feel unsafe',
      release_safe: 'places that feel safe',
      release_parameter:
        'What is published can’t be filtered. Remove everything after the question mark in the address.',
      release_area_unknown: 'There is no area {slug} here.',
      release_unknown: 'There is no release {release} of {area}. Those that there are stand in index.json.',
      release_file_unknown:
        'The release {release} has no file {file}. Its files are release.json, table.csv, map.geojson and picture.png.',
      release_withdrawn: 'The release {release} was withdrawn on {on}: {reason}',
      release_withdrawn_already: 'The release {release} has been withdrawn already.',
      release_attacked:
        'Nothing was published. Attack {attacks} succeeded on {subject}: run lagesbild release check and report the fault.',
      release_under_way: '{area}: releases are being made or tried already. Wait until that is done.',
      release_work_none: '{area}: no releases have been made or tried since the program started.',
      release_failed: '{area}: it failed. The fault is in the program’s log. What has been released stands; try again.',
      release_not_due: '{area}: nothing is due yet. A quarter can be released thirty days after its end, a year sixty.',
      release_made: '{area}: {n|one release made|# releases made} ({releases}).',
      release_none: '{area}: nothing is published.',
      release_withdrawn_now: '{release} is withdrawn.',
      release_same: '{release}: the same table when it is made again.',
      release_changed_since: '{release}: rows have changed since it was made. The release stands as it was.',
      release_withstood:
        '{subject}: no attack succeeded ({small} small counts, advantage {mean} on average, {worst} at most).',
      release_fell: '{subject}: attack {attacks} succeeded.',
    },
    ar: {
      release_incident: 'الحوادث المسجلة',
      release_unsafe: 'الأماكن غير الآمنة',
      release_safe: 'الأماكن الآمنة',
      release_parameter: 'لا يمكن ترشيح ما نُشر. احذف كل ما بعد علامة الاستفهام في العنوان.',
      release_area_unknown: 'لا توجد هنا منطقة {slug}.',
      release_unknown: 'لا توجد نشرة {release} في {area}. النشرات الموجودة في index.json.',
      release_file_unknown:
        'ليس في النشرة {release} ملف {file}. ملفاتها release.json وtable.csv وmap.geojson وpicture.png.',
      release_withdrawn: 'سُحبت النشرة {release} يوم {on}: {reason}',
      release_withdrawn_already: 'سبق سحب النشرة {release}.',
      release_attacked: 'لم يُنشر شيء. نجح الهجوم {attacks} على {subject}: شغّل lagesbild release check وأبلغنا بالخلل.',
      release_under_way: '{area}: يجري إعداد النشرات أو اختبارها الآن. انتظر حتى ينتهي ذلك.',
      release_work_none: '{area}: لم تُعدّ نشرات ولم تُختبر منذ بدء البرنامج.',
      release_failed: '{area}: تعذر ذلك. الخلل مدوّن في سجل البرنامج. ما نُشر باقٍ كما هو؛ أعد المحاولة.',
      release_not_due: '{area}: لا نشرة مستحقة بعد. يُنشر الربع بعد ثلاثين يومًا من نهايته والسنة بعد ستين.',
      release_made: '{area}: عدد النشرات المنجزة {n} ({releases}).',
      release_none: '{area}: لم يُنشر شيء.',
      release_withdrawn_now: 'سُحبت {release}.',
      release_same: '{release}: الجدول نفسه عند إعادته.',
      release_changed_since: '{release}: تغيرت البيانات بعد إعدادها. تبقى النشرة كما كانت.',
      release_withstood:
        '{subject}: لم ينجح أي هجوم (أعداد صغيرة {small}، والأفضلية {mean} في المتوسط و{worst} على الأكثر).',
      release_fell: '{subject}: نجح الهجوم {attacks}.',
    },
  },
  {
    release_area_unknown: 404,
    release_unknown: 404,
    release_file_unknown: 404,
    release_withdrawn: 410,
    release_withdrawn_already: 409,
    release_attacked: 409,
    release_not_due: 409,
    release_under_way: 409,
    release_work_none: 404,
    release_failed: 500,
  },
);
