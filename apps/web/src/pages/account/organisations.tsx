import { ORGANISATION_KINDS, Organisation, type OrganisationKind } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import forms from '../../account/account.module.css';
import { NameField, SelectField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import styles from '../settings.module.css';
import entry from './accounts.module.css';

const OrganisationList = z.array(Organisation);

/** Who people work for. */
export function Organisations() {
  const { t } = useTranslation('account');
  const { data, error } = useQuery({
    queryKey: ['organisations'],
    queryFn: ({ signal }) => api.get('/api/organisations', OrganisationList, { signal }),
  });
  return (
    <section className={styles.section}>
      <h2>{t('organisations.title')}</h2>
      <p className={styles.note}>{t('organisations.note')}</p>
      <ProblemLine problem={sentenceOf(error)} />
      {data !== undefined && data.length > 0 && (
        <ul className={styles.list}>
          {data.map((one) => (
            <li key={one.organisation_id}>
              <OrganisationEntry one={one} />
            </li>
          ))}
        </ul>
      )}
      <h3>{t('organisations.add')}</h3>
      <OrganisationForm key={data?.length ?? 0} one={null} />
    </section>
  );
}

function OrganisationEntry({ one }: { one: Organisation }) {
  const { t } = useTranslation('account');
  const [open, setOpen] = useState(false);
  return (
    <details className={entry.person} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>
          <bdi>{one.name}</bdi>
        </span>
        <small>{t(`kind.${one.kind}`)}</small>
        <Icon name="down" />
      </summary>
      {open && (
        <div className={entry.open}>
          <OrganisationForm one={one} onDone={() => setOpen(false)} />
        </div>
      )}
    </details>
  );
}

/** A new one, or one that is renamed. */
function OrganisationForm({ one, onDone }: { one: Organisation | null; onDone?: () => void }) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const [name, setName] = useState(one?.name ?? '');
  const [kind, setKind] = useState<OrganisationKind>(one?.kind ?? 'municipality');
  const save = useMutation({
    mutationFn: () =>
      one === null
        ? api.post('/api/organisations', { kind, name }, Organisation)
        : api.patch(`/api/organisations/${one.organisation_id}`, { kind, name }, Organisation),
    onSuccess: async () => {
      announce(t('organisations.saved', { name }));
      onDone?.();
      await queries.invalidateQueries();
    },
  });
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className={forms.fields}>
        <NameField label={t('organisations.name')} value={name} onText={setName} />
        <SelectField
          label={t('field.kind')}
          value={kind}
          choices={ORGANISATION_KINDS.map((value) => ({ value, name: t(`kind.${value}`) }))}
          onValue={setKind}
        />
      </div>
      <ProblemLine problem={sentenceOf(save.error)} />
      <div className={forms.acts}>
        <SendButton type="submit" disabled={save.isPending || name.trim() === ''}>
          {t(one === null ? 'organisations.add' : 'act.save')}
        </SendButton>
      </div>
    </form>
  );
}
