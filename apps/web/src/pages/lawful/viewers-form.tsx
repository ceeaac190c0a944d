import { GovernedSource, Organisation, PERMITTED_VIEWERS, type SourceViewers } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import forms from '../../account/account.module.css';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { ChoiceList } from './choice-list.tsx';

const Organisations = z.array(Organisation);

/** Who may see what came from a source: everybody, or some roles and organisations. */
export function ViewersForm({ source }: { source: GovernedSource }) {
  const { t } = useTranslation(['lawful', 'account']);
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  const [viewers, setViewers] = useState<SourceViewers>(source.viewers);
  const { data: organisations = [] } = useQuery({
    queryKey: ['organisations'],
    queryFn: ({ signal }) => api.get('/api/organisations', Organisations, { signal }),
  });
  const save = useMutation({
    mutationFn: () => api.put(`/api/${slug}/sources/${source.source_id}/viewers`, viewers, GovernedSource),
    onSuccess: async () => {
      announce(t('lawful:viewers.saved', { name: source.name }));
      await queries.invalidateQueries();
    },
  });
  const isEmpty = viewers.roles?.length === 0 || viewers.organisations?.length === 0;
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h3>{t('lawful:viewers.title')}</h3>
      <p className={forms.note}>{t('lawful:viewers.note')}</p>
      <ChoiceList
        legend={t('lawful:viewers.roles')}
        all={t('lawful:viewers.all')}
        choices={PERMITTED_VIEWERS.map((role) => ({ value: role, name: t(`account:role.${role}`) }))}
        chosen={viewers.roles}
        onChange={(roles) => setViewers({ ...viewers, roles: roles as SourceViewers['roles'] })}
      />
      {(organisations.length > 0 || viewers.organisations !== null) && (
        <ChoiceList
          legend={t('lawful:viewers.organisations')}
          all={t('lawful:viewers.everyOrganisation')}
          choices={organisations.map(({ organisation_id, name }) => ({ value: organisation_id, name }))}
          chosen={viewers.organisations}
          onChange={(chosen) => setViewers({ ...viewers, organisations: chosen })}
        />
      )}
      {isEmpty && <p className={forms.note}>{t('lawful:viewers.choose')}</p>}
      <ProblemLine problem={sentenceOf(save.error)} />
      <SendButton type="submit" disabled={save.isPending || isEmpty}>
        {t('lawful:viewers.save')}
      </SendButton>
    </form>
  );
}
