import { registerProblems } from '../errors.ts';

/** What can be wrong with a question about incidents, in words. */
registerProblems(
  {
    sv: {
      nothing_to_count:
        'Urvalet har inga händelser: det finns inget att räkna. Välj en längre period eller fler kategorier.',
      category_unknown: 'cat={value}: kategorin finns inte här. Välj bland: {known}.',
      place_unknown: 'place={value}: det finns ingen sådan plats med en yta här. Välj bland: {known}.',
      area_unknown: 'area={value}: det finns inget sådant område med en yta här. Välj bland: {known}.',
      incident_unknown: 'Det finns ingen händelse med nummer {incident_id} här. Den kan ha ersatts av en ny import.',
      cells_too_many:
        'Ett rutnät med rutor på {cell_m} m skulle få {cells} rutor; högst {limit} går. Välj större rutor eller en mindre bbox.',
      bandwidth_unusable: 'bandwidth_m={value} går inte att använda. Välj en bandbredd mellan {min} och {max} meter.',
      cell_unusable: 'cell_m={value} går inte att använda. Välj en ruta mellan {min} och {max} meter.',
      limit_unusable: 'limit={value} går inte att använda. Skriv ett helt tal från 1 till {max}.',
      bbox_unusable:
        'bbox={value} går inte att använda. Skriv väst,syd,öst,nord i grader, till exempel 17.80,59.60,17.90,59.65.',
    },
    en: {
      nothing_to_count:
        'The selection has no incidents: there is nothing to count. Choose a longer period or more categories.',
      category_unknown: 'cat={value}: there is no such category here. Choose from: {known}.',
      place_unknown: 'place={value}: there is no such place with an outline here. Choose from: {known}.',
      area_unknown: 'area={value}: there is no such area with an outline here. Choose from: {known}.',
      incident_unknown: 'There is no incident number {incident_id} here. A newer import may have replaced it.',
      cells_too_many:
        'A grid with cells of {cell_m} m would have {cells} cells; {limit} is the limit. Choose larger cells or a smaller bbox.',
      bandwidth_unusable: 'bandwidth_m={value} can’t be used. Choose a bandwidth between {min} and {max} metres.',
      cell_unusable: 'cell_m={value} can’t be used. Choose a cell between {min} and {max} metres.',
      limit_unusable: 'limit={value} can’t be used. Write a whole number from 1 to {max}.',
      bbox_unusable:
        'bbox={value} can’t be used. Write west,south,east,north in degrees, such as 17.80,59.60,17.90,59.65.',
    },
    ar: {
      nothing_to_count: 'لا حوادث في الاختيار: ليس هناك ما يُعدّ. اختر فترة أطول أو فئات أكثر.',
      category_unknown: 'cat={value}: لا توجد هذه الفئة هنا. اختر من: {known}.',
      place_unknown: 'place={value}: لا يوجد هنا مكان كهذا له حدود. اختر من: {known}.',
      area_unknown: 'area={value}: لا توجد هنا منطقة كهذه لها حدود. اختر من: {known}.',
      incident_unknown: 'لا توجد هنا حادثة برقم {incident_id}. ربما حلّ محلها استيراد أحدث.',
      cells_too_many: 'شبكة بخلايا ضلعها {cell_m} م ستضم {cells} خلية، والحد {limit}. اختر خلايا أكبر أو bbox أصغر.',
      bandwidth_unusable: 'لا يمكن استخدام bandwidth_m={value}. اختر عرض نطاق بين {min} و{max} متر.',
      cell_unusable: 'لا يمكن استخدام cell_m={value}. اختر خلية بين {min} و{max} متر.',
      limit_unusable: 'لا يمكن استخدام limit={value}. اكتب عددًا صحيحًا من 1 إلى {max}.',
      bbox_unusable:
        'لا يمكن استخدام bbox={value}. اكتب الغرب والجنوب والشرق والشمال بالدرجات، مثل 17.80,59.60,17.90,59.65.',
    },
  },
  { incident_unknown: 404, nothing_to_count: 422 },
);
