import { registerProblems } from '../errors.ts';

/** What can be wrong with a question to a method, in words. */
registerProblems({
  sv: {
    parameter_unusable: '{parameter}={value} går inte att använda. Välj ett tal från {min} till {max}{unit}.',
    parameter_unusable_whole: '{parameter}={value} går inte att använda. Välj ett heltal från {min} till {max}{unit}.',
    raster_too_fine:
      'Rutor på {cell_m} m skulle bli {cells} i området; högst {limit} går. Välj större rutor eller ett mindre område.',
  },
  en: {
    parameter_unusable: '{parameter}={value} can’t be used. Choose a number from {min} to {max}{unit}.',
    parameter_unusable_whole: '{parameter}={value} can’t be used. Choose a whole number from {min} to {max}{unit}.',
    raster_too_fine:
      'Cells of {cell_m} m would make {cells} of this area; {limit} is the limit. Choose larger cells or a smaller area.',
  },
  ar: {
    parameter_unusable: 'لا يمكن استخدام {parameter}={value}. اختر عددًا من {min} إلى {max}{unit}.',
    parameter_unusable_whole: 'لا يمكن استخدام {parameter}={value}. اختر عددًا صحيحًا من {min} إلى {max}{unit}.',
    raster_too_fine: 'خلايا ضلعها {cell_m} م ستجعل عددها هنا {cells}، والحد {limit}. اختر خلايا أكبر أو منطقة أصغر.',
  },
});
