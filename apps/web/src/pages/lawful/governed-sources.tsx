import { GovernedSource } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import entry from '../account/accounts.module.css';
import styles from '../settings.module.css';
import { BasisForm } from './basis-form.tsx';
import { ViewersForm } from './viewers-form.tsx';

const List = z.array(GovernedSource);

/** On what ground each source is kept, whether it is shown, and to whom. */
export function GovernedSources() {
  const { t } = useTranslation('lawful');
  const { slug } = useArea().municipality;
  const { data, error, refetch } = useQuery({
    queryKey: ['governed-sources', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/sources`, List, { signal }),
  });
  if (error !== null && data === undefined) return <Failure error={error} retry={refetch} />;
  return (
    <section className={styles.section}>
      <h2>{t('sources.title')}</h2>
      <p className={styles.note}>{t('sources.note')}</p>
      {data?.length === 0 && <p>{t('sources.none')}</p>}
      {data !== undefined && data.length > 0 && (
        <ul className={styles.list}>
          {data.map((source) => (
            <li key={source.source_id}>
              <SourceEntry source={source} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SourceEntry({ source }: { source: GovernedSource }) {
  const { t } = useTranslation('lawful');
  const [open, setOpen] = useState(false);
  const isLimited = source.viewers.roles !== null || source.viewers.organisations !== null;
  const said = [
    t(`kind.${source.kind}`),
    t(source.enabled ? 'sources.shown' : 'sources.hidden'),
    ...(isLimited ? [t('sources.limited')] : []),
  ];
  return (
    <details className={entry.person} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>
          <bdi>{source.name}</bdi>
        </span>
        <small>{said.join(' · ')}</small>
        <Icon name="down" />
      </summary>
      {open && (
        <div className={entry.open}>
          <BasisForm source={source} />
          <Switch source={source} />
          <ViewersForm source={source} />
        </div>
      )}
    </details>
  );
}

function Switch({ source }: { source: GovernedSource }) {
  const { t } = useTranslation('lawful');
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  const { source_id, name, enabled } = source;
  const turn = useMutation({
    mutationFn: () => api.patch(`/api/${slug}/sources/${source_id}`, { enabled: !enabled }, GovernedSource),
    onSuccess: async () => {
      announce(t(enabled ? 'sources.nowHidden' : 'sources.nowShown', { name }));
      await queries.invalidateQueries();
    },
  });
  return (
    <div>
      <ProblemLine problem={sentenceOf(turn.error)} />
      <SendButton type="button" disabled={turn.isPending} onClick={() => turn.mutate()}>
        {t(enabled ? 'sources.hide' : 'sources.show')}
      </SendButton>
    </div>
  );
}
