import { DIALOGUE_CHANNELS, DIALOGUE_GROUPS, type DialogueGroup, type FlagForm } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import forms from '../../../account/account.module.css';
import { SelectField, TextField } from '../../../account/field.tsx';
import { nameIn, useLanguage } from '../../../text/index.ts';
import type { Draft, Lack } from './draft.ts';

interface MeetingFieldsProps {
  draft: Draft;
  form: FlagForm;
  today: string;
  lacking: readonly Lack[];
  onChange: (change: Partial<Draft>) => void;
}

/** Which meeting it is: what can't be known from the marks. */
export function MeetingFields({ draft, form, today, lacking, onChange }: MeetingFieldsProps) {
  const { t } = useTranslation('dialogue');
  const language = useLanguage();
  const note = (lack: Lack): { note?: string } => (lacking.includes(lack) ? { note: t(`live.lack.${lack}`) } : {});
  return (
    <div className={forms.fields}>
      <SelectField
        label={t('live.channel')}
        value={draft.channel}
        choices={DIALOGUE_CHANNELS.map((value) => ({ value, name: t(`channel.${value}`) }))}
        onValue={(channel) => onChange({ channel })}
      />
      <TextField
        {...note('held_on')}
        label={t('live.day')}
        type="date"
        required
        max={today}
        value={draft.held_on}
        onText={(held_on) => onChange({ held_on })}
      />
      <SelectField<DialogueGroup | ''>
        {...note('group')}
        label={t('live.group')}
        value={draft.group ?? ''}
        choices={[
          { value: '', name: t('live.choose') },
          ...DIALOGUE_GROUPS.map((value) => ({ value, name: t(`group.${value}`) })),
        ]}
        onValue={(group) => onChange({ group: group === '' ? null : group })}
      />
      <TextField
        {...note('took_part')}
        label={t('live.tookPart')}
        required
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        value={draft.took_part}
        onText={(took_part) => onChange({ took_part: took_part.replace(/\D/g, '') })}
      />
      <SelectField
        label={t('live.place')}
        value={draft.place ?? ''}
        choices={[
          { value: '', name: t('live.place.none') },
          ...form.places.map(({ slug, names }) => ({ value: slug, name: nameIn(names, language) })),
        ]}
        onValue={(place) => onChange({ place: place === '' ? null : place })}
      />
    </div>
  );
}
