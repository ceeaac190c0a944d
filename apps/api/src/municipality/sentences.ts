import { registerProblems } from '../errors.ts';

/** What can be wrong with a new area, in words. */
registerProblems({
  sv: {
    area_slug_malformed:
      'Kortnamnet {slug} går inte i en adress. Använd 2–49 tecken a–z, 0–9 och bindestreck, först en bokstav.',
    area_slug_reserved: 'Kortnamnet {slug} är upptaget av programmet. Välj ett annat.',
    area_slug_taken: 'Det finns redan ett område som heter {slug}. Välj ett annat kortnamn.',
    area_name_missing: 'Området behöver ett namn på svenska, högst 200 tecken.',
    area_code_malformed: 'Kommunkoden {code} är inte fyra siffror, till exempel 0191.',
    area_code_taken: 'Kommunkoden {code} hör redan till {slug}.',
    area_time_zone_unknown: 'Tidszonen {zone} är okänd. Skriv den som Europe/Stockholm.',
    area_srid_unknown: 'Koordinatsystemet EPSG:{srid} är okänt. I Sverige är det EPSG:3006.',
    area_srid_not_metric:
      'EPSG:{srid} mäter inte i meter, eller inte lika överallt. Välj ett metriskt system för området, i Sverige EPSG:3006.',
    area_srid_far_away:
      'EPSG:{srid} passar inte för området: ytan blir {percent} % fel. Välj ett system gjort för trakten.',
    area_outline_unreadable:
      'Konturen går inte att läsa: {reason}. Den ska vara GeoJSON med en Polygon eller MultiPolygon.',
    area_outline_outside_world:
      'Konturen har en punkt utanför världen: {point}. Koordinater skrivs [longitud, latitud] i grader.',
    area_outline_too_detailed:
      'Konturen har {vertices} hörn i {rings} ringar. Förenkla den till högst 5 000 hörn i 50 ringar.',
    area_outline_invalid: 'Konturen går inte ihop: {reason}. Rätta den och försök igen.',
  },
  en: {
    area_slug_malformed:
      'The short name {slug} can’t stand in an address. Use 2–49 of a–z, 0–9 and hyphen, a letter first.',
    area_slug_reserved: 'The short name {slug} is used by the program itself. Choose another.',
    area_slug_taken: 'There is already an area called {slug}. Choose another short name.',
    area_name_missing: 'The area needs a name in Swedish, at most 200 characters.',
    area_code_malformed: 'The municipality code {code} isn’t four digits, such as 0191.',
    area_code_taken: 'The municipality code {code} already belongs to {slug}.',
    area_time_zone_unknown: 'The time zone {zone} is unknown. Write it like Europe/Stockholm.',
    area_srid_unknown: 'The coordinate system EPSG:{srid} is unknown. In Sweden it is EPSG:3006.',
    area_srid_not_metric:
      'EPSG:{srid} doesn’t measure in metres, or not equally everywhere. Choose a metric system for the area, in Sweden EPSG:3006.',
    area_srid_far_away:
      'EPSG:{srid} doesn’t fit the area: its size comes out {percent} % wrong. Choose a system made for the region.',
    area_outline_unreadable:
      'The outline can’t be read: {reason}. It should be GeoJSON with a Polygon or MultiPolygon.',
    area_outline_outside_world:
      'The outline has a point outside the world: {point}. Coordinates are [longitude, latitude] in degrees.',
    area_outline_too_detailed:
      'The outline has {vertices} vertices in {rings} rings. Simplify it to 5,000 vertices in 50 rings at most.',
    area_outline_invalid: 'The outline doesn’t close properly: {reason}. Mend it and try again.',
  },
  ar: {
    area_slug_malformed:
      'الاسم المختصر {slug} لا يصلح في عنوان. استخدم من 2 إلى 49 من a–z و0–9 والشرطة، على أن يبدأ بحرف.',
    area_slug_reserved: 'الاسم المختصر {slug} محجوز للبرنامج. اختر اسماً آخر.',
    area_slug_taken: 'توجد منطقة باسم {slug}. اختر اسماً مختصراً آخر.',
    area_name_missing: 'تحتاج المنطقة إلى اسم بالسويدية لا يزيد على 200 حرف.',
    area_code_malformed: 'رمز البلدية {code} ليس أربعة أرقام، مثل 0191.',
    area_code_taken: 'رمز البلدية {code} يخص {slug}.',
    area_time_zone_unknown: 'المنطقة الزمنية {zone} غير معروفة. اكتبها مثل Europe/Stockholm.',
    area_srid_unknown: 'نظام الإحداثيات EPSG:{srid} غير معروف. في السويد هو EPSG:3006.',
    area_srid_not_metric:
      'لا يقيس EPSG:{srid} بالأمتار، أو لا يقيس بالتساوي في كل مكان. اختر نظاماً مترياً للمنطقة، وفي السويد EPSG:3006.',
    area_srid_far_away: 'لا يناسب EPSG:{srid} المنطقة: تخطئ المساحة بنسبة {percent}٪. اختر نظاماً مخصصاً للإقليم.',
    area_outline_unreadable: 'تعذرت قراءة الحدود: {reason}. يجب أن تكون GeoJSON من نوع Polygon أو MultiPolygon.',
    area_outline_outside_world: 'في الحدود نقطة خارج العالم: {point}. تُكتب الإحداثيات [خط الطول، خط العرض] بالدرجات.',
    area_outline_too_detailed: 'في الحدود {vertices} رأساً في {rings} حلقة. بسّطها إلى 5000 رأس في 50 حلقة على الأكثر.',
    area_outline_invalid: 'الحدود غير سليمة: {reason}. أصلحها وحاول مجدداً.',
  },
});
