import { registerProblems } from '../errors.ts';

/** What retention says in a terminal, and what it can't understand there. */
registerProblems({
  sv: {
    retention_none: 'Ingen gallringsregel finns: allt sparas tills någon beslutar annat.',
    retention_incident: 'händelser',
    retention_area_count: 'tal per område',
    retention_import_rejection: 'avvisade rader',
    retention_exhibit: 'bilagor',
    retention_disclosure: 'utlämnanden',
    retention_flag: 'markeringar',
    retention_audit_entry: 'loggposter',
    retention_account: 'avstängda konton',
    retention_installation: 'Installationen',
    retention_due:
      '{area}: {what} sparas {months} månader (beslut {decision}). {n} är äldre än {day} och skulle gallras nu.',
    retention_gone: '{area}: {gone} {what} äldre än {day} gallrades (beslut {decision}). Inget äldre finns kvar.',
    retention_left:
      '{area}: {gone} {what} äldre än {day} gallrades (beslut {decision}), men {n} finns kvar. Kör igen när ingen inläsning eller annan gallring pågår.',
    retention_months_unusable: '--months {value} går inte: ange hur många månader det ska sparas, från 1 till {max}.',
    retention_decision_missing: 'Ange gallringsbeslutets nummer med --decision.',
    retention_subject_unknown: '{value} går inte att gallra. Välj en av {known}.',
  },
  en: {
    retention_none: 'There is no rule of retention: everything is kept until somebody decides otherwise.',
    retention_incident: 'incidents',
    retention_area_count: 'counts by area',
    retention_import_rejection: 'rejected rows',
    retention_exhibit: 'exhibits',
    retention_disclosure: 'disclosures',
    retention_flag: 'flags',
    retention_audit_entry: 'entries of the log',
    retention_account: 'accounts that are switched off',
    retention_installation: 'The installation',
    retention_due:
      '{area}: {what} are kept {months} months (decision {decision}). {n} are older than {day} and would go now.',
    retention_gone: '{area}: {gone} {what} older than {day} have gone (decision {decision}). Nothing older is left.',
    retention_left:
      '{area}: {gone} {what} older than {day} have gone (decision {decision}), but {n} are left. Run it again when no import or other disposal is under way.',
    retention_months_unusable: '--months {value} won’t do: say for how many months it is kept, from 1 to {max}.',
    retention_decision_missing: 'Give the number of the disposal decision with --decision.',
    retention_subject_unknown: '{value} can’t be disposed of. Choose one of {known}.',
  },
  ar: {
    retention_none: 'لا قاعدة للحفظ: يبقى كل شيء إلى أن يتقرر غير ذلك.',
    retention_incident: 'الأحداث',
    retention_area_count: 'الأعداد حسب المنطقة',
    retention_import_rejection: 'الصفوف المرفوضة',
    retention_exhibit: 'نتائج التحليل المحفوظة',
    retention_disclosure: 'البيانات المسلَّمة',
    retention_flag: 'العلامات',
    retention_audit_entry: 'قيود السجل',
    retention_account: 'الحسابات الموقوفة',
    retention_installation: 'التثبيت',
    retention_due: '{area}: تُحفظ {what} {months} شهرًا (القرار {decision}). منها {n} أقدم من {day} وستُتلف الآن.',
    retention_gone: '{area}: أُتلف {gone} من {what} الأقدم من {day} (القرار {decision}). لم يبق ما هو أقدم.',
    retention_left:
      '{area}: أُتلف {gone} من {what} الأقدم من {day} (القرار {decision})، وبقي {n}. أعد التشغيل حين لا يجري استيراد أو إتلاف آخر.',
    retention_months_unusable: 'القيمة ‎--months {value}‎ غير صالحة: حدّد عدد أشهر الحفظ من 1 إلى {max}.',
    retention_decision_missing: 'اذكر رقم قرار الإتلاف بالخيار ‎--decision‎.',
    retention_subject_unknown: 'لا يمكن إتلاف {value}. اختر أحد {known}.',
  },
});
