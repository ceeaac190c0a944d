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
      proposal_too_wide:
        'Med {cells} rutor på {cell_m} m går en radie på högst {limit} m, inte {radius_m}. Välj mindre radie, större rutor eller ett mindre område.',
      proposal_weight_unknown: 'Områden kan inte väljas efter ”{value}”. Det som går: {known}.',
      proposals_busy: 'Andra förslag räknas ut just nu och fler väntar. Försök igen om en halv minut.',
    },
    en: {
      proposal_minutes_few:
        '{minutes} minutes of presence a week are not enough. {zones} zones need {needed}. Choose more minutes, fewer hours or visits further apart.',
      proposal_too_fine:
        'Cells of {cell_m} m make {cells} of this area; {limit} is the limit here. Choose larger cells or a smaller area.',
      proposal_zones_many: '{zones} zones don’t fit in {cells} cells. Choose fewer zones or smaller cells.',
      proposal_too_wide:
        'With {cells} cells of {cell_m} m a radius can be {limit} m at most, not {radius_m}. Choose a smaller radius, larger cells or a smaller area.',
      proposal_weight_unknown: 'Zones can’t be chosen by “{value}”. What works: {known}.',
      proposals_busy: 'Other proposals are being worked out and more are waiting. Try again in half a minute.',
    },
    ar: {
      proposal_minutes_few:
        '{minutes} دقيقة حضور في الأسبوع لا تكفي. تحتاج {zones} مناطق إلى {needed}. اختر دقائق أكثر أو ساعات أقل أو زيارات متباعدة.',
      proposal_too_fine:
        'خلايا ضلعها {cell_m} م ستجعل عددها هنا {cells}، والحد {limit}. اختر خلايا أكبر أو منطقة أصغر.',
      proposal_zones_many: 'لا تتسع {cells} خلية لعدد {zones} من المناطق. اختر مناطق أقل أو خلايا أصغر.',
      proposal_too_wide:
        'مع {cells} خلية ضلعها {cell_m} م يكون نصف القطر {limit} م على الأكثر، لا {radius_m}. اختر نصف قطر أصغر أو خلايا أكبر أو منطقة أصغر.',
      proposal_weight_unknown: 'لا يمكن اختيار المناطق بحسب «{value}». الممكن: {known}.',
      proposals_busy: 'تُحسب مقترحات أخرى الآن وينتظر غيرها. حاول مجددًا بعد نصف دقيقة.',
    },
  },
  { proposals_busy: 503 },
);
