import { DialogueEntry, Survey } from '@lagesbild/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { placeBySlug } from '../../panels/place-facts.ts';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { formatDay, formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';
import { FromFile } from './from-file.tsx';

/** What has been recorded of meetings and surveys; read from files, and removed. */
export function Dialogues() {
  const { t } = useTranslation('dialogue');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const { slug } = municipality;
  const queries = useQueryClient();
  const may = useMay();
  const records = may('record_dialogues', slug);
  const dialogues = useQuery({
    queryKey: ['dialogues', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/dialogues`, z.array(DialogueEntry), { signal }),
  });
  const surveys = useQuery({
    queryKey: ['surveys', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/surveys`, z.array(Survey), { signal }),
  });
  const refresh = (): void => {
    for (const key of ['dialogues', 'surveys', 'perception']) void queries.invalidateQueries({ queryKey: [key, slug] });
  };
  const remove = async (path: string): Promise<void> => {
    await api.delete(`/api/${slug}/${path}`);
    refresh();
  };
  const failed = dialogues.error ?? surveys.error;
  if (failed !== null && dialogues.data === undefined) return <Failure error={failed} retry={refresh} />;
  const placeNamed = (of: string): string => {
    const place = placeBySlug(places, of);
    return place === undefined ? of : nameIn(place.properties.names, language);
  };
  return (
    <>
      <section className={styles.section}>
        <h2>{t('dialogues.title')}</h2>
        {records && (
          <p className={styles.note}>
            <Link to="/$municipality/dialog" params={{ municipality: slug }} search={true}>
              {t('live.open')}
            </Link>
            <br />
            {t('live.open.note')}
          </p>
        )}
        <p className={styles.note}>{t('dialogues.note')}</p>
        {records && <FromFile of="dialogues" onStored={refresh} />}
        {dialogues.data?.length === 0 && <p className={styles.note}>{t('dialogues.none')}</p>}
        <ul className={styles.list}>
          {dialogues.data?.map(
            ({ dialogue_id, held_on, channel, group, place, took_part, marks, notes, demonstration }) => (
              <li key={dialogue_id}>
                <b>{formatDay(held_on, language)}</b> {t(`channel.${channel}`)} · {t(`group.${group}`)}
                {place !== null && ` · ${placeNamed(place)}`}
                <br />
                {t('dialogues.row', { n: formatNumber(took_part, language), marks: formatNumber(marks, language) })}
                {demonstration && ` · ${t('demonstration')}`}
                {notes !== '' && <p className={styles.note}>{notes}</p>}
                {records && (
                  <Remove onRemove={() => remove(`dialogues/${dialogue_id}`)}>
                    {t('remove', { what: formatDay(held_on, language) })}
                  </Remove>
                )}
              </li>
            ),
          )}
        </ul>
      </section>
      <section className={styles.section}>
        <h2>{t('surveys.title')}</h2>
        <p className={styles.note}>{t('surveys.note')}</p>
        {records && <FromFile of="surveys" onStored={refresh} />}
        {surveys.data?.length === 0 && <p className={styles.note}>{t('surveys.none')}</p>}
        <ul className={styles.list}>
          {surveys.data?.map(({ survey_id, question, year, source, results }) => (
            <li key={survey_id}>
              <b>{question}</b>
              <br />
              {t('surveys.row', { year: String(year), source, n: formatNumber(results.length, language) })}
              {records && (
                <Remove onRemove={() => remove(`surveys/${survey_id}`)}>{t('remove', { what: `${year}` })}</Remove>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** Asks once more: what is removed can't be had back but from a backup. */
function Remove({ onRemove, children }: { onRemove: () => Promise<void>; children: ReactNode }) {
  const { t } = useTranslation('dialogue');
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const go = (): void => {
    onRemove().catch((error: unknown) => setFailed(error instanceof Error ? error.message : String(error)));
  };
  return (
    <p>
      {failed !== null && <span role="alert">{failed} </span>}
      {asked ? (
        <>
          {t('sure')}{' '}
          <button type="button" onClick={go}>
            {t('yes')}
          </button>{' '}
          <button type="button" onClick={() => setAsked(false)}>
            {t('no')}
          </button>
        </>
      ) : (
        <button type="button" onClick={() => setAsked(true)}>
          {children}
        </button>
      )}
    </p>
  );
}
