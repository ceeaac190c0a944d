import { registerProblems } from '../errors.ts';

/** What can be wrong with asking for zones, in words. */
registerProblems(
  {
    sv: {
      proposal_minutes_few:
        '{minutes} närvarominuter i veckan räcker inte. {zones} områden behöver {needed}. Välj fler minuter, färre timmar eller glesare besök.',
      proposal_too_fine:
        'Rutor på {cell_m} m blir {cells} i området; högst {limit} går här. Välj större rutor eller ett mindre område.',
      proposal_zones_many: '{zones} områden går inte i {cells} rutor. Välj färre områden eller mindre rutor.',
      proposals_busy: 'Andra förslag räknas ut just nu och fler väntar. Försök igen om en halv minut.',
    },
    en: {
      proposal_minutes_few:
        '{minutes} minutes of presence a week are not enough. {zones} zones need {needed}. Choose more minutes, fewer hours or visits further apart.',
      proposal_too_fine:
        'Cells of {cell_m} m make {cells} of this area; {limit} is the limit here. Choose larger cells or a smaller area.',
      proposal_zones_many: '{zones} zones don’t fit in {cells} cells. Choose fewer zones or smaller cells.',
      proposals_busy: 'Other proposals are being worked out and more are waiting. Try again in half a minute.',
    },
    ar: {
      proposal_minutes_few:
        '{minutes} دقيقة حضور في الأسبوع لا تكفي. تحتاج {zones} مناطق إلى {needed}. اختر دقائق أكثر أو ساعات أقل أو زيارات متباعدة.',
      proposal_too_fine:
        'خلايا ضلعها {cell_m} م ستجعل عددها هنا {cells}، والحد {limit}. اختر خلايا أكبر أو منطقة أصغر.',
      proposal_zones_many: 'لا تتسع {cells} خلية لعدد {zones} من المناطق. اختر مناطق أقل أو خلايا أصغر.',
      proposals_busy: 'تُحسب مقترحات أخرى الآن وينتظر غيرها. حاول مجددًا بعد نصف دقيقة.',
    },
  },
  { proposals_busy: 503 },
);
