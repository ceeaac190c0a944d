import { registerProblems } from '../errors.ts';

/** What stands in the way of a unit, of visits that are planned, and of those that were made. */
registerProblems(
  {
    sv: {
      unit_unknown: 'Det finns ingen enhet {id} här. Välj en enhet i listan.',
      unit_closed: 'Enheten {name} är stängd. Välj en annan enhet, eller lägg upp en ny.',
      unit_name_taken: 'Det finns redan en enhet som heter {name}. Välj ett annat namn.',
      unit_too_small:
        'Enheten {name} har {n|en person|# personer}. Det måste vara minst {min}: annars visar besöken vad en viss person gjorde. Slå ihop den med en annan enhet.',
      visit_plan_unknown: 'Det finns ingen plan {id} här. Välj en plan i listan.',
      visit_zone_unknown:
        'Närvaroområdet {id} finns inte i någon publicerad plan. Publicera planen, eller välj ett annat område.',
      visit_week_changed_meanwhile:
        'Någon annan har ändrat veckan från {week} sedan du öppnade den. Ingenting är ändrat: öppna veckan igen och gör om.',
      visit_hours_reversed: '{unit} i {zone}: sluttiden måste komma efter starttiden, högst tolv timmar senare.',
      visit_hours_few:
        '{unit} i {zone}: {n} × {minutes} minuter blir {asked}, och mellan tiderna finns {there}. Gör tiden längre eller besöken färre.',
      visit_line_twice: '{unit} i {zone} har två rader som börjar samma dag och tid. Slå ihop dem.',
      permit_area_missing:
        '{zone} ligger inte helt inom något tillståndsområde, och {unit} är ordningsvakter. Välj en annan enhet, eller lägg in tillståndet.',
      permit_over:
        'Tillståndet för {zone} gäller inte {day}. {unit} kan inte planeras då: välj en annan dag eller enhet.',
      permit_hours_missing:
        'Tillståndet för {zone} gäller inte {day} klockan {hour}. {unit} kan inte planeras då: välj andra tider eller en annan enhet.',
      visit_early: 'Dagen {day} har inte varit än. Ange den dag besöket gjordes.',
      visit_late: 'Dagen {day} är mer än {n} dagar sedan. Be samordnaren föra in det på annat sätt.',
      visit_unknown: 'Det finns inget besök {id} här.',
      visit_days_reversed: 'Första dagen {from} kommer efter sista dagen {to}. Byt plats på dem.',
      evidence_long: 'Från {from} till {to} är mer än {n} år. Välj en senare första dag.',
      visit_weeks_many: 'Från {from} till {to} är mer än {n} veckor. Välj färre.',
    },
    en: {
      unit_unknown: 'There is no unit {id} here. Choose a unit in the list.',
      unit_closed: 'The unit {name} is closed. Choose another unit, or set up a new one.',
      unit_name_taken: 'There is a unit called {name} already. Choose another name.',
      unit_too_small:
        'The unit {name} has {n|one person|# people}. It has to be at least {min}: else its visits show what somebody did. Merge it with another unit.',
      visit_plan_unknown: 'There is no plan {id} here. Choose a plan in the list.',
      visit_zone_unknown: 'The zone {id} is in no published plan. Publish the plan, or choose another zone.',
      visit_week_changed_meanwhile:
        'Somebody else has changed the week of {week} since you opened it. Nothing was changed: open the week again and repeat.',
      visit_hours_reversed: '{unit} in {zone}: the end has to come after the start, at most twelve hours later.',
      visit_hours_few:
        '{unit} in {zone}: {n} × {minutes} minutes are {asked}, and between the hours there are {there}. Make the time longer or the visits fewer.',
      visit_line_twice: '{unit} in {zone} has two lines that begin on the same day and hour. Merge them.',
      permit_area_missing:
        '{zone} isn’t wholly within any permit area, and {unit} are ordningsvakter. Choose another unit, or enter the permit.',
      permit_over:
        'The permit for {zone} isn’t valid on {day}. {unit} can’t be planned then: choose another day or unit.',
      permit_hours_missing:
        'The permit for {zone} isn’t valid on {day} at {hour}. {unit} can’t be planned then: choose other hours or another unit.',
      visit_early: 'The day {day} hasn’t been yet. Give the day of the visit.',
      visit_late: 'The day {day} is more than {n} days ago. Ask the coordinator to enter it another way.',
      visit_unknown: 'There is no visit {id} here.',
      visit_days_reversed: 'The first day {from} comes after the last day {to}. Swap them.',
      evidence_long: 'From {from} to {to} are more than {n} years. Choose a later first day.',
      visit_weeks_many: 'From {from} to {to} are more than {n} weeks. Choose fewer.',
    },
    ar: {
      unit_unknown: 'لا توجد هنا وحدة {id}. اختر وحدة من القائمة.',
      unit_closed: 'الوحدة {name} مغلقة. اختر وحدة أخرى أو أعدّ وحدة جديدة.',
      unit_name_taken: 'توجد وحدة باسم {name} من قبل. اختر اسمًا آخر.',
      unit_too_small:
        'عدد أفراد الوحدة {name} هو {n}، ويجب ألا يقل عن {min}: وإلا أظهرت الزيارات ما فعله شخص بعينه. ادمجها مع وحدة أخرى.',
      visit_plan_unknown: 'لا توجد هنا خطة {id}. اختر خطة من القائمة.',
      visit_zone_unknown: 'منطقة الحضور {id} ليست في أي خطة منشورة. انشر الخطة أو اختر منطقة أخرى.',
      visit_week_changed_meanwhile:
        'عدّل شخص آخر أسبوع {week} بعد أن فتحته. لم يتغير شيء: افتح الأسبوع من جديد وأعد التعديل.',
      visit_hours_reversed: '{unit} في {zone}: يجب أن تأتي النهاية بعد البداية، وبفارق اثنتي عشرة ساعة على الأكثر.',
      visit_hours_few:
        '{unit} في {zone}: {n} × {minutes} دقيقة تساوي {asked}، وبين الوقتين {there}. أطل الوقت أو قلّل الزيارات.',
      visit_line_twice: '{unit} في {zone} لها سطران يبدآن في اليوم والوقت نفسهما. ادمجهما.',
      permit_area_missing:
        'لا تقع {zone} بكاملها داخل أي منطقة تصريح، و{unit} من حراس النظام (ordningsvakt). اختر وحدة أخرى أو أدخل التصريح.',
      permit_over: 'تصريح {zone} غير سارٍ في {day}. لا يمكن تخطيط {unit} حينها: اختر يومًا آخر أو وحدة أخرى.',
      permit_hours_missing:
        'تصريح {zone} غير سارٍ في {day} الساعة {hour}. لا يمكن تخطيط {unit} حينها: اختر أوقاتًا أخرى أو وحدة أخرى.',
      visit_early: 'اليوم {day} لم يأت بعد. اذكر يوم الزيارة.',
      visit_late: 'مضى على اليوم {day} أكثر من {n} يومًا. اطلب من المنسق إدخال الزيارة بطريقة أخرى.',
      visit_unknown: 'لا توجد هنا زيارة {id}.',
      visit_days_reversed: 'اليوم الأول {from} يأتي بعد اليوم الأخير {to}. بدّل بينهما.',
      evidence_long: 'من {from} إلى {to} أكثر من {n} سنوات. اختر يومًا أول أحدث.',
      visit_weeks_many: 'من {from} إلى {to} أكثر من {n} أسبوعًا. اختر أقل.',
    },
  },
  {
    unit_unknown: 404,
    unit_closed: 409,
    unit_name_taken: 409,
    unit_too_small: 422,
    visit_plan_unknown: 404,
    visit_zone_unknown: 404,
    visit_week_changed_meanwhile: 409,
    visit_hours_reversed: 422,
    visit_hours_few: 422,
    visit_line_twice: 422,
    permit_area_missing: 422,
    permit_over: 422,
    permit_hours_missing: 422,
    visit_early: 422,
    visit_late: 422,
    visit_unknown: 404,
  },
);
