import { BASIS_FIELDS, GovernedSource, type LawfulBasis } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { TextField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay, formatList } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { AreaField } from './area-field.tsx';

const EMPTY: LawfulBasis = { legal_basis: '', controller: '', secrecy_ground: '', reference: '' };

/** On what ground a source is kept; what is typed may be saved before all of it is known. */
export function BasisForm({ source }: { source: GovernedSource }) {
  const { t } = useTranslation('lawful');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  const { legal_basis, controller, secrecy_ground, reference } = source.basis ?? EMPTY;
  const [basis, setBasis] = useState<LawfulBasis>({ legal_basis, controller, secrecy_ground, reference });
  const save = useMutation({
    mutationFn: () => api.put(`/api/${slug}/sources/${source.source_id}/basis`, basis, GovernedSource),
    onSuccess: async () => {
      announce(t('basis.saved', { name: source.name }));
      await queries.invalidateQueries({ queryKey: ['governed-sources'] });
    },
  });
  const missing = BASIS_FIELDS.filter((field) => !source.basis?.[field]).map((field) => t(`basis.${field}`));
  const set = (field: keyof LawfulBasis) => (text: string) => setBasis({ ...basis, [field]: text });
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h3>{t('basis.title')}</h3>
      {source.basis !== null && <Recorded basis={source.basis} />}
      {missing.length > 0 && source.kind === 'police' && (
        <p className={forms.note}>{t('basis.missing', { list: formatList(missing, language) })}</p>
      )}
      {BASIS_FIELDS.map((field) => (
        <AreaField
          key={field}
          label={t(`basis.${field}`)}
          note={t(`basis.${field}Note`)}
          value={basis[field]}
          onText={set(field)}
        />
      ))}
      <div className={forms.fields}>
        <TextField
          label={t('basis.reference')}
          value={basis.reference}
          onText={set('reference')}
          dir="auto"
          maxLength={1000}
          autoComplete="off"
        />
      </div>
      <ProblemLine problem={sentenceOf(save.error)} />
      <SendButton type="submit" disabled={save.isPending}>
        {t('basis.save')}
      </SendButton>
    </form>
  );
}

function Recorded({ basis }: { basis: NonNullable<GovernedSource['basis']> }) {
  const { t } = useTranslation('lawful');
  const language = useLanguage();
  const day = formatDay(basis.recorded_at.slice(0, 10), language);
  return (
    <p className={forms.note}>
      {basis.recorded_by === null
        ? t('basis.recordedAlone', { day })
        : t('basis.recorded', { day, who: basis.recorded_by })}
    </p>
  );
}
