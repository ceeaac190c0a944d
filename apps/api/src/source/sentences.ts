import { BASIS_FIELDS } from '@lagesbild/contract';
import { registerProblems } from '../errors.ts';

type Field = (typeof BASIS_FIELDS)[number];

/** Every choice of fields that can be missing, as `basis_legal_basis_controller` … in words. */
const missing = (language: string, names: Readonly<Record<Field, string>>): Record<string, string> => {
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const choices = Array.from({ length: 2 ** BASIS_FIELDS.length - 1 }, (_, i) =>
    BASIS_FIELDS.filter((_field, bit) => ((i + 1) >> bit) & 1),
  );
  return Object.fromEntries(choices.map((fields) => [missingCode(fields), list.format(fields.map((f) => names[f]))]));
};

/** The sentence's part that names these fields. */
export const missingCode = (fields: readonly Field[]): string => `basis_${fields.join('_')}`;

/** What stands between a source and its being shown. */
registerProblems(
  {
    sv: {
      source_told_none: '{slug} har inga källor ännu.',
      source_told_whole:
        '{slug}: {name} ({shown}). Rättslig grund, personuppgiftsansvarig och sekretessgrund är registrerade.',
      source_told_lacking: '{slug}: {name} ({shown}). Inte registrerat: {missing}.',
      source_told_shown: 'visas',
      source_told_hidden: 'visas inte',
      source_text_long: 'Texten har {n} tecken: högst {max} går.',
      source_unknown: 'Det finns ingen källa {id} i {slug}.',
      source_basis_missing:
        '{name} kommer från polisen och visas inte förrän detta är registrerat: {missing}. Fyll i det under Inställningar, Källor och laglig grund.',
      source_basis_in_use:
        '{name} visas nu och måste ha kvar: {missing}. Dölj källan först, eller fyll i det som saknas.',
      source_organisation_unknown: 'En av organisationerna finns inte längre. Ladda om sidan och välj igen.',
      ...missing('sv', {
        legal_basis: 'rättslig grund',
        controller: 'personuppgiftsansvarig',
        secrecy_ground: 'sekretessgrund',
      }),
    },
    en: {
      source_told_none: '{slug} has no sources yet.',
      source_told_whole: '{slug}: {name} ({shown}). Legal basis, controller and secrecy ground are recorded.',
      source_told_lacking: '{slug}: {name} ({shown}). Not recorded: {missing}.',
      source_told_shown: 'shown',
      source_told_hidden: 'not shown',
      source_text_long: 'The text has {n} characters: {max} at most.',
      source_unknown: 'There is no source {id} in {slug}.',
      source_basis_missing:
        '{name} comes from the police and isn’t shown until this is recorded: {missing}. Fill it in under Settings, Sources and lawful basis.',
      source_basis_in_use:
        '{name} is shown now and must keep: {missing}. Hide the source first, or fill in what is missing.',
      source_organisation_unknown:
        'One of the organisations isn’t there any more. Load the page again and choose anew.',
      ...missing('en', {
        legal_basis: 'legal basis',
        controller: 'controller',
        secrecy_ground: 'secrecy ground',
      }),
    },
    ar: {
      source_told_none: 'لا مصادر في {slug} بعد.',
      source_told_whole: '{slug}: {name} ({shown}). الأساس القانوني والجهة المسؤولة عن المعالجة وأساس السرية مسجّلة.',
      source_told_lacking: '{slug}: {name} ({shown}). غير مسجّل: {missing}.',
      source_told_shown: 'معروض',
      source_told_hidden: 'غير معروض',
      source_text_long: 'في النص {n} حرفًا، والحد الأقصى {max}.',
      source_unknown: 'لا يوجد مصدر {id} في {slug}.',
      source_basis_missing:
        'المصدر {name} من الشرطة ولا يُعرض قبل تسجيل ما يلي: {missing}. أكمله في الإعدادات، المصادر والأساس القانوني.',
      source_basis_in_use: 'المصدر {name} معروض الآن ويجب أن يبقى له: {missing}. أخفِ المصدر أولًا أو أكمل الناقص.',
      source_organisation_unknown: 'إحدى الجهات لم تعد موجودة. أعد تحميل الصفحة واختر من جديد.',
      ...missing('ar', {
        legal_basis: 'الأساس القانوني',
        controller: 'الجهة المسؤولة عن المعالجة',
        secrecy_ground: 'أساس السرية',
      }),
    },
  },
  { source_unknown: 404, source_basis_missing: 409, source_basis_in_use: 409, source_organisation_unknown: 409 },
);
