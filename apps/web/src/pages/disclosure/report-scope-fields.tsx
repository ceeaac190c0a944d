import { CHANNELS, FLAG_KINDS, type ReportSelection } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { useArea } from '../../shell/area.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import lawful from '../lawful/lawful.module.css';
import { Choices } from './choices.tsx';

interface ReportScopeFieldsProps {
  reports: ReportSelection;
  onChange: (reports: ReportSelection) => void;
}

/** What is asked for of what people say: a period, channels, kinds, an area. */
export function ReportScopeFields({ reports, onChange }: ReportScopeFieldsProps) {
  const { t } = useTranslation('disclosure');
  const language = useLanguage();
  const { places } = useArea();
  const set = (change: Partial<ReportSelection>): void => onChange({ ...reports, ...change });
  return (
    <>
      <div className={forms.fields}>
        {(['from', 'to'] as const).map((end) => (
          <TextField
            key={end}
            label={t(`reports.${end}`)}
            type="month"
            placeholder="2026-01"
            value={reports[end] ?? ''}
            onText={(month) => set({ [end]: month === '' ? null : month })}
          />
        ))}
        <SelectField
          label={t('reports.area')}
          value={reports.area ?? ''}
          choices={[
            { value: '', name: t('reports.anywhere') },
            ...places.features.map(({ properties: { slug, names } }) => ({
              value: slug,
              name: nameIn(names, language),
            })),
          ]}
          onValue={(slug) => set({ area: slug === '' ? null : slug })}
        />
      </div>
      <Choices
        legend={t('reports.channels')}
        choices={CHANNELS.map((value) => ({ value, name: t(`perception:channel.${value}`) }))}
        chosen={reports.channels}
        onChange={(channels) => set({ channels: CHANNELS.filter((one) => channels.includes(one)) })}
      />
      <Choices
        legend={t('reports.kinds')}
        choices={FLAG_KINDS.map((value) => ({ value, name: t(`reports.kind.${value}`) }))}
        chosen={reports.kinds}
        onChange={(kinds) => set({ kinds: FLAG_KINDS.filter((one) => kinds.includes(one)) })}
      />
      <div className={lawful.choices}>
        <label>
          <input
            type="checkbox"
            checked={reports.put_aside}
            onChange={({ target }) => set({ put_aside: target.checked })}
          />
          {t('reports.put_aside')}
        </label>
      </div>
    </>
  );
}
