import { REPORT_COLUMNS, REPORT_PERIODS, REPORT_PLACES, type ReportMasking } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField } from '../../account/field.tsx';
import { Choices } from './choices.tsx';
import { tidiedReports } from './draft.ts';
import { LeastField } from './least-field.tsx';

const SHAPES = ['counts', 'rows'] as const;
const REASONS = ['group', 'reason'] as const;

interface ReportMaskingFieldsProps {
  masking: ReportMasking;
  onChange: (masking: ReportMasking) => void;
}

/** What a file tells of what people say. Nothing finer than what is stored can be chosen. */
export function ReportMaskingFields({ masking, onChange }: ReportMaskingFieldsProps) {
  const { t } = useTranslation('disclosure');
  const set = (change: Partial<ReportMasking>): void => onChange(tidiedReports({ ...masking, ...change }));
  const allowed = tidiedReports({ ...masking, columns: [...REPORT_COLUMNS] }).columns;
  return (
    <>
      <div className={forms.fields}>
        <SelectField
          label={t('shape')}
          value={masking.shape}
          choices={SHAPES.map((value) => ({ value, name: t(`reports.shape.${value}`) }))}
          onValue={(shape) => set({ shape })}
        />
        <SelectField
          label={t('place')}
          value={masking.place}
          choices={REPORT_PLACES.map((value) => ({ value, name: t(`reports.place.${value}`) }))}
          onValue={(place) => set({ place })}
        />
        <SelectField
          label={t('time')}
          value={masking.period}
          choices={REPORT_PERIODS.map((value) => ({ value, name: t(`reports.period.${value}`) }))}
          onValue={(period) => set({ period })}
        />
        <SelectField
          label={t('reports.reasons')}
          value={masking.reasons}
          choices={REASONS.map((value) => ({ value, name: t(`reports.reasons.${value}`) }))}
          onValue={(reasons) => set({ reasons })}
        />
        <LeastField
          least={masking.least}
          note={t(`reports.least.${masking.shape}`)}
          onLeast={(least) => set({ least })}
        />
      </div>
      <Choices
        legend={t('columns')}
        choices={allowed.map((column) => ({ value: column, name: t(`reports.column.${column}`) }))}
        chosen={masking.columns}
        onChange={(chosen) => set({ columns: REPORT_COLUMNS.filter((column) => chosen.includes(column)) })}
      />
      <p className={forms.note}>{t('reports.apart')}</p>
    </>
  );
}
