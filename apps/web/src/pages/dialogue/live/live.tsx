import { FlagForm } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useSession, whoseOf } from '../../../account/session.ts';
import { api } from '../../../api.ts';
import { useArea } from '../../../shell/area.tsx';
import { Failure } from '../../../shell/failure.tsx';
import type { Draft } from './draft.ts';
import { openShelf, type Shelf } from './kept.ts';
import styles from './live.module.css';
import { Meeting } from './meeting.tsx';
import { openWithoutContact } from './offline.ts';

/** The page for a meeting with residents or staff, on a tablet among them: what they say of places, kept here until it has arrived. */
export function LiveDialogue() {
  const { t } = useTranslation('dialogue');
  const { slug } = useArea().municipality;
  const may = useMay();
  const whose = whoseOf(useSession());
  const records = may('record_dialogues', slug);
  const [kept, setKept] = useState<{ shelf: Shelf; draft: Draft | null } | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['flag-form', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/flags/form`, FlagForm, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: records,
  });
  useEffect(() => {
    if (!records) return;
    let isGone = false;
    void openShelf().then(async (shelf) => {
      const draft = await shelf.draft({ area: slug, whose });
      if (!isGone) setKept({ shelf, draft });
    });
    // Without it the page works as long as there is contact.
    openWithoutContact(slug).catch(() => {});
    void navigator.storage?.persist?.();
    return () => {
      isGone = true;
    };
  }, [records, slug, whose]);
  useEffect(() => {
    document.title = `${t('live.title')} – Lägesbild`;
  }, [t]);
  if (!records)
    return (
      <div className={styles.alone}>
        <p>{t('live.notYours')}</p>
      </div>
    );
  if (data === undefined && error !== null)
    return (
      <div className={styles.alone}>
        <Failure error={error} retry={() => void refetch()} />
      </div>
    );
  if (data === undefined || kept === null)
    return (
      <p className={styles.alone} role="status">
        {t('live.opening')}
      </p>
    );
  return <Meeting key={`${slug} ${whose}`} form={data} whose={whose} shelf={kept.shelf} begun={kept.draft} />;
}
