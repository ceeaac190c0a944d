import { Disclosure } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import styles from '../settings.module.css';
import { DisclosureEntry } from './disclosure-entry.tsx';
import { DisclosureForm } from './disclosure-form.tsx';

const List = z.array(Disclosure);

/** What has been given out of the area or refused, and the form for the next. */
export function Disclosures() {
  const { t } = useTranslation('disclosure');
  const { slug } = useArea().municipality;
  const [writing, setWriting] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['disclosures', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/disclosures`, List, { signal }),
  });
  if (error !== null && data === undefined) return <Failure error={error} retry={refetch} />;
  return (
    <>
      <section className={styles.section}>
        <h2>{t('title')}</h2>
        <p className={styles.note}>{t('note')}</p>
        {writing ? (
          <DisclosureForm
            onDone={(disclosure_id) => {
              setWriting(false);
              setMade(disclosure_id);
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
      </section>
      <section className={styles.section}>
        <h2>{t('list')}</h2>
        {data?.length === 0 && <p className={styles.note}>{t('list.none')}</p>}
        {data !== undefined && data.length > 0 && (
          <ul className={styles.list}>
            {data.map((one) => (
              <li key={one.disclosure_id}>
                <DisclosureEntry disclosure={one} isNew={one.disclosure_id === made} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
