import { registerProblems } from '../errors.ts';

/** What can be wrong with a question to a method, in words. */
registerProblems(
  {
    sv: {
      parameter_unusable: '{parameter}={value} går inte att använda. Välj ett tal från {min} till {max}{unit}.',
      parameter_unusable_whole:
        '{parameter}={value} går inte att använda. Välj ett heltal från {min} till {max}{unit}.',
      raster_too_fine:
        'Rutor på {cell_m} m skulle bli {cells} i området; högst {limit} går. Välj större rutor eller ett mindre område.',
      drawn_too_many:
        'permutations={permutations} blir för många dragningar med så många grannar. Välj högst {limit}, eller ett mindre reach_m.',
      period_too_long: 'Perioden är {days} dagar. Välj högst {limit} dagar: annars jämförs den med sig själv.',
      pairs_too_many:
        'Fler än {limit} par av händelser ligger inom {reach_m} m från varandra. Välj kortare eller färre band, eller ett snävare filter.',
      action_area_missing: '{parameter} saknas. Skriv kortnamnet på en plats eller ett område: {parameter}=….',
      action_area_twice: '{value} står för mer än ett av områdena. Välj ett eget område för vart och ett.',
      action_ring_alone:
        '{given}={value} står ensamt. Skriv också {parameter}, eller utelämna båda: den ena ringen jämförs med den andra.',
      action_period_missing: 'Perioden efter åtgärden saknas. Skriv dess första och sista dag: from=…&to=….',
      format_unusable: 'format={value} går inte att få här. Välj bland: {known}.',
      exhibit_unknown: 'Det finns inget underlag {exhibit_id} här. Kontrollera adressen, eller ställ frågan på nytt.',
    },
    en: {
      parameter_unusable: '{parameter}={value} can’t be used. Choose a number from {min} to {max}{unit}.',
      parameter_unusable_whole: '{parameter}={value} can’t be used. Choose a whole number from {min} to {max}{unit}.',
      raster_too_fine:
        'Cells of {cell_m} m would make {cells} of this area; {limit} is the limit. Choose larger cells or a smaller area.',
      drawn_too_many:
        'permutations={permutations} is too many drawings with so many neighbours. Choose {limit} at most, or a smaller reach_m.',
      period_too_long: 'The period is {days} days long. Choose {limit} days at most: it would be compared with itself.',
      pairs_too_many:
        'More than {limit} pairs of incidents lie within {reach_m} m of each other. Choose shorter or fewer bands, or a narrower filter.',
      action_area_missing: '{parameter} is missing. Write the short name of a place or an area: {parameter}=….',
      action_area_twice: '{value} stands for more than one of the areas. Choose another for each.',
      action_ring_alone:
        '{given}={value} stands alone. Write {parameter} too, or leave out both: one ring is compared with the other.',
      action_period_missing: 'The period after the action is missing. Write its first and last day: from=…&to=….',
      format_unusable: 'format={value} can’t be had here. Choose from: {known}.',
      exhibit_unknown: 'There is no exhibit {exhibit_id} here. Check the address, or ask the question again.',
    },
    ar: {
      parameter_unusable: 'لا يمكن استخدام {parameter}={value}. اختر عددًا من {min} إلى {max}{unit}.',
      parameter_unusable_whole: 'لا يمكن استخدام {parameter}={value}. اختر عددًا صحيحًا من {min} إلى {max}{unit}.',
      raster_too_fine: 'خلايا ضلعها {cell_m} م ستجعل عددها هنا {cells}، والحد {limit}. اختر خلايا أكبر أو منطقة أصغر.',
      drawn_too_many:
        'permutations={permutations} سحوبات كثيرة جدًا مع هذا العدد من الجيران. اختر {limit} على الأكثر، أو reach_m أصغر.',
      period_too_long: 'طول الفترة {days} يومًا. اختر {limit} يومًا على الأكثر، وإلا قورنت بنفسها.',
      pairs_too_many:
        'يقع أكثر من {limit} زوج من الأحداث ضمن {reach_m} م من بعضها. اختر نطاقات أقصر أو أقل، أو مرشحًا أضيق.',
      action_area_missing: 'ينقص {parameter}. اكتب الاسم القصير لمكان أو منطقة: {parameter}=….',
      action_area_twice: 'يرد {value} لأكثر من منطقة واحدة. اختر منطقة مختلفة لكل منها.',
      action_ring_alone:
        'يرد {given}={value} وحده. اكتب {parameter} أيضًا، أو اترك الاثنين: تُقارن إحدى الحلقتين بالأخرى.',
      action_period_missing: 'تنقص الفترة التي تلي الإجراء. اكتب يومها الأول والأخير: from=…&to=….',
      format_unusable: 'لا يمكن الحصول على format={value} هنا. اختر من: {known}.',
      exhibit_unknown: 'لا يوجد مستند {exhibit_id} هنا. تحقق من العنوان، أو اطرح السؤال من جديد.',
    },
  },
  { exhibit_unknown: 404 },
);
