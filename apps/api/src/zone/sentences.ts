import { registerProblems } from '../errors.ts';

/** What stands between a drawing and a plan that others work by. */
registerProblems(
  {
    sv: {
      zone_plan_unknown: 'Det finns ingen plan {id} här.',
      zone_version_unknown: 'Planen har ingen version {version}.',
      zone_unknown: 'Planen har inget närvaroområde {id}. Välj ett i planen, eller utelämna det.',
      zones_changed_meanwhile:
        'Någon annan har sparat version {version} av {name} sedan du öppnade den. Ingenting är ändrat: jämför områdena och spara på den versionen.',
      zone_twice: '{name} finns två gånger med samma nummer. Ta bort det ena, eller rita det på nytt.',
      zone_name_twice: 'Två områden heter {name}. Ge det ena ett annat namn.',
      zone_ring_open: '{name} har en ring som inte sluts: första och sista hörnet ska vara detsamma.',
      zone_too_detailed: '{name} har {n} hörn. Förenkla till högst {max}.',
      zones_too_detailed: 'Områdena har {n} hörn tillsammans. Förenkla dem till högst {max}, eller dela planen.',
      zone_invalid: '{name} korsar sig självt, eller har ett hål utanför sig. Rita om det.',
      zone_outside: '{name} ligger mer än 10 km utanför {area}. Flytta det, eller ta bort det.',
      zone_place_unknown: 'Det finns ingen plats {value} i {area}. Välj en plats i listan, eller en punkt på kartan.',
      zone_point_outside: 'Punkten {value} ligger långt från {area}. Välj en punkt i området.',
      zone_file_unknown:
        'Filen {file} är av ett slag som inte går att läsa. Välj GeoJSON, GPX, KML, en zippad Shapefile eller ett GeoPackage.',
      zone_file_unreadable:
        'Filen {file} går inte att läsa: den är avbruten eller skadad, eller lovar mer än den rymmer. Spara om den och försök igen.',
      zone_file_big: 'Filen {file} är större än {limit} MB. Spara bara områdena, eller dela den.',
      zone_file_empty:
        'Filen {file} har inga ytor ({n} andra objekt). Spara områdena som polygoner, i GPX som spår som slutar där de börjar.',
      zone_file_many: 'Filen {file} har {n} ytor. En plan har högst {max}: dela filen.',
      zone_file_degrees:
        '{name} har koordinaten {value}, som inte är grader. Spara filen i WGS 84 (EPSG:4326), eller lägg till filen .prj.',
      zone_file_shape: '{name} är ingen yta: varje ring behöver minst fyra hörn i grader. Rätta den i filen.',
      permit_unknown: 'Det finns inget tillståndsområde {id} här.',
      permit_changed_meanwhile:
        'Någon annan har ändrat {name} sedan du öppnade det. Ingenting är ändrat: öppna det igen och gör om.',
      permit_visits_lose:
        '{n|Ett planerat besök|# planerade besök} av ordningsvakter i {name} förlorar sitt stöd, vecka {weeks}. Ingenting är ändrat: ändra ändå, eller planera om besöken först.',
      permit_backwards: 'Tillståndet slutar {to}, före den dag det börjar, {from}. Ändra en av dagarna.',
      permit_too_long:
        'Tillståndet gäller till {to}. Ett förordnandeområde gäller högst {years} år: ange en sista dag före {limit}.',
    },
    en: {
      zone_plan_unknown: 'There is no plan {id} here.',
      zone_version_unknown: 'The plan has no version {version}.',
      zone_unknown: 'The plan has no zone {id}. Choose one of the plan, or leave it out.',
      zones_changed_meanwhile:
        'Somebody else has saved version {version} of {name} since you opened it. Nothing was changed: compare the zones and save on that version.',
      zone_twice: '{name} is there twice with the same number. Remove one of them, or draw it anew.',
      zone_name_twice: 'Two zones are called {name}. Give one of them another name.',
      zone_ring_open: '{name} has a ring that doesn’t close: its first and last corner should be the same.',
      zone_too_detailed: '{name} has {n} corners. Simplify it to {max} at most.',
      zones_too_detailed: 'The zones have {n} corners together. Simplify them to {max} at most, or split the plan.',
      zone_invalid: '{name} crosses itself, or has a hole outside itself. Draw it again.',
      zone_outside: '{name} lies more than 10 km outside {area}. Move it, or remove it.',
      zone_place_unknown: 'There is no place {value} in {area}. Choose a place in the list, or a point on the map.',
      zone_point_outside: 'The point {value} is far from {area}. Choose a point in the area.',
      zone_file_unknown:
        'The file {file} is of a kind that can’t be read. Choose GeoJSON, GPX, KML, a zipped shapefile or a GeoPackage.',
      zone_file_unreadable:
        'The file {file} can’t be read: it is cut off or damaged, or promises more than it holds. Save it anew and try again.',
      zone_file_big: 'The file {file} is larger than {limit} MB. Save the zones only, or split it.',
      zone_file_empty:
        'The file {file} has no polygons ({n} other objects). Save the zones as polygons, in GPX as tracks that end where they begin.',
      zone_file_many: 'The file {file} has {n} polygons. A plan has {max} at most: split the file.',
      zone_file_degrees:
        '{name} has the coordinate {value}, which isn’t degrees. Save the file in WGS 84 (EPSG:4326), or add its .prj file.',
      zone_file_shape: '{name} is no polygon: each ring takes four corners or more, in degrees. Mend it in the file.',
      permit_unknown: 'There is no permit area {id} here.',
      permit_changed_meanwhile:
        'Somebody else has changed {name} since you opened it. Nothing was changed: open it again and repeat.',
      permit_visits_lose:
        '{n|One planned visit|# planned visits} of ordningsvakter in {name} would lose their permit, week {weeks}. Nothing was changed: change it anyway, or plan the visits anew first.',
      permit_backwards: 'The permit ends on {to}, before the day it begins, {from}. Change one of the days.',
      permit_too_long:
        'The permit lasts until {to}. It can last {years} years at most: give a last day before {limit}.',
    },
    ar: {
      zone_plan_unknown: 'لا توجد هنا خطة {id}.',
      zone_version_unknown: 'ليس للخطة نسخة {version}.',
      zone_unknown: 'لا توجد في الخطة منطقة حضور {id}. اختر منطقة من الخطة أو اتركها.',
      zones_changed_meanwhile:
        'حفظ شخص آخر النسخة {version} من {name} بعد أن فتحتها. لم يتغير شيء: قارن المناطق واحفظ فوق تلك النسخة.',
      zone_twice: '{name} مكرر بالرقم نفسه. احذف إحدى المنطقتين أو ارسمها من جديد.',
      zone_name_twice: 'منطقتان باسم {name}. أعط إحداهما اسمًا آخر.',
      zone_ring_open: 'في {name} حلقة غير مغلقة: يجب أن تكون الزاوية الأولى والأخيرة واحدة.',
      zone_too_detailed: 'في {name} عدد زوايا {n}. بسّطها إلى {max} على الأكثر.',
      zones_too_detailed: 'مجموع زوايا المناطق {n}. بسّطها إلى {max} على الأكثر، أو قسّم الخطة.',
      zone_invalid: '{name} تتقاطع مع نفسها، أو فيها ثقب خارجها. ارسمها من جديد.',
      zone_outside: '{name} تبعد أكثر من 10 كم عن {area}. انقلها أو احذفها.',
      zone_place_unknown: 'لا يوجد مكان {value} في {area}. اختر مكانًا من القائمة أو نقطة على الخريطة.',
      zone_point_outside: 'النقطة {value} بعيدة عن {area}. اختر نقطة داخل المنطقة.',
      zone_file_unknown:
        'نوع الملف {file} غير قابل للقراءة. اختر GeoJSON أو GPX أو KML أو Shapefile مضغوطًا أو GeoPackage.',
      zone_file_unreadable:
        'تعذرت قراءة الملف {file}: إما مقطوع أو تالف، أو يَعِد بأكثر مما فيه. احفظه من جديد وحاول مجددًا.',
      zone_file_big: 'الملف {file} أكبر من {limit} ميغابايت. احفظ المناطق فقط، أو قسّمه.',
      zone_file_empty:
        'لا توجد مضلعات في الملف {file} (عدد العناصر الأخرى: {n}). احفظ المناطق مضلعات، وفي GPX مسارات تنتهي حيث بدأت.',
      zone_file_many: 'في الملف {file} عدد مضلعات {n}. أقصى ما في الخطة {max}: قسّم الملف.',
      zone_file_degrees:
        'في {name} الإحداثية {value} وليست بالدرجات. احفظ الملف بنظام WGS 84 ‏(EPSG:4326)، أو أضف ملف ‎.prj‎.',
      zone_file_shape: '{name} ليست مضلعًا: تحتاج كل حلقة إلى أربع زوايا على الأقل، بالدرجات. صحّحها في الملف.',
      permit_unknown: 'لا توجد هنا منطقة تصريح {id}.',
      permit_changed_meanwhile: 'غيّر شخص آخر {name} بعد أن فتحتها. لم يتغير شيء: افتحها مجددًا وأعد التغيير.',
      permit_visits_lose:
        'تفقد زيارات حراس النظام المخططة في {name} سندها (عددها {n})، الأسبوع {weeks}. لم يتغير شيء: غيّره رغم ذلك، أو أعد تخطيط الزيارات أولًا.',
      permit_backwards: 'ينتهي التصريح في {to} قبل يوم بدايته {from}. غيّر أحد اليومين.',
      permit_too_long: 'يسري التصريح حتى {to}. أقصى مدة {years} سنوات: اختر يومًا أخيرًا قبل {limit}.',
    },
  },
  {
    zone_plan_unknown: 404,
    zone_unknown: 404,
    zone_version_unknown: 404,
    zones_changed_meanwhile: 409,
    zone_file_big: 413,
    permit_unknown: 404,
    permit_changed_meanwhile: 409,
    permit_visits_lose: 409,
  },
);
