import { DISCLOSED_COLUMNS, MASKED_CATEGORIES, MASKED_PLACES, MASKED_TIMES, type Masking } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField } from '../../account/field.tsx';
import { Choices } from './choices.tsx';
import { tidied } from './draft.ts';
import { LeastField } from './least-field.tsx';

const SHAPES = ['counts', 'rows'] as const;

interface MaskingFieldsProps {
  masking: Masking;
  onChange: (masking: Masking) => void;
}

/** What a file tells less exactly than what is stored. */
export function MaskingFields({ masking, onChange }: MaskingFieldsProps) {
  const { t } = useTranslation('disclosure');
  const set = (change: Partial<Masking>): void => onChange(tidied({ ...masking, ...change }));
  const columns = DISCLOSED_COLUMNS.filter((column) => column !== 'source_category' || masking.category !== 'group');
  return (
    <>
      <div className={forms.fields}>
        <SelectField
          label={t('shape')}
          value={masking.shape}
          choices={SHAPES.map((value) => ({ value, name: t(`shape.${value}`) }))}
          onValue={(shape) => set({ shape })}
        />
        <SelectField
          label={t('place')}
          value={masking.place}
          choices={MASKED_PLACES.map((value) => ({ value, name: t(`place.${value}`) }))}
          onValue={(place) => set({ place })}
        />
        <SelectField
          label={t('time')}
          value={masking.time}
          choices={MASKED_TIMES.map((value) => ({ value, name: t(`time.${value}`) }))}
          onValue={(time) => set({ time })}
        />
        <SelectField
          label={t('category')}
          value={masking.category}
          choices={MASKED_CATEGORIES.map((value) => ({ value, name: t(`category.${value}`) }))}
          onValue={(category) => set({ category })}
        />
        <LeastField least={masking.least} note={t(`least.${masking.shape}`)} onLeast={(least) => set({ least })} />
      </div>
      <Choices
        legend={t('columns')}
        choices={columns.map((column) => ({ value: column, name: t(`column.${column}`) }))}
        chosen={masking.columns}
        onChange={(chosen) => set({ columns: DISCLOSED_COLUMNS.filter((column) => chosen.includes(column)) })}
      />
    </>
  );
}
