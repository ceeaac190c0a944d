import { Action } from '@lagesbild/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api } from '../../api.ts';
import { Announcer, announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import settings from '../settings.module.css';
import { ActionEntry } from './action-entry.tsx';
import { ActionForm } from './action-form.tsx';
import styles from './actions.module.css';

const List = z.array(Action);

/** What is done about places: written, read by two, public, withdrawn. */
export function Actions() {
  const { t } = useTranslation('actions');
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  const [writing, setWriting] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['actions', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/actions`, List, { signal }),
  });
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: ['actions', slug] });
  if (error !== null && data === undefined)
    return (
      <div className={styles.alone}>
        <Failure error={error} retry={() => void refetch()} />
      </div>
    );
  return (
    <div className={settings.settings}>
      <header>
        <h1>{t('title')}</h1>
        <p className={settings.note}>{t('lead')}</p>
      </header>
      <section className={settings.section}>
        {writing ? (
          <ActionForm
            onDone={({ action_id }) => {
              announce(t('done.saved'));
              setWriting(false);
              setMade(action_id);
              return renew();
            }}
            onCancel={() => setWriting(false)}
          />
        ) : (
          <div>
            <button type="button" className="primary" onClick={() => setWriting(true)}>
              {t('new')}
            </button>
          </div>
        )}
        {data === undefined && (
          <p className={settings.note} role="status">
            {t('loading')}
          </p>
        )}
        {data?.length === 0 && !writing && <p className={settings.note}>{t('none')}</p>}
        {data !== undefined && data.length > 0 && (
          <ul className={settings.list}>
            {data.map((action) => (
              <li key={action.action_id}>
                <ActionEntry action={action} isNew={action.action_id === made} onChanged={renew} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <Announcer />
    </div>
  );
}
