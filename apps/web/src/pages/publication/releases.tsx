import { ReleaseOverview, ReleaseWork } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';
import { followWork, isOver } from './follow-work.ts';
import { usePeriodName } from './period.ts';
import { ReleaseEntry } from './release-entry.tsx';
import { WorkLine } from './work-line.tsx';

/** What is public of the area, what is due to be, and what was tried on it first. */
export function Releases() {
  const { t } = useTranslation('release');
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ['releases', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/releases`, ReleaseOverview, { signal }),
  });
  const { work, follow, trouble } = useWork(slug, data?.work ?? null, () =>
    queries.invalidateQueries({ queryKey: ['releases', slug] }),
  );
  const start = useMutation({
    mutationFn: (path: '' | '/check') => api.post(`/api/${slug}/releases${path}`, undefined, ReleaseWork),
    onSuccess: follow,
  });
  if (error !== null && data === undefined) return <Failure error={error} retry={refetch} />;
  if (data === undefined)
    return (
      <section className={styles.section}>
        <h2>{t('title')}</h2>
        <p className={styles.note}>{t('note')}</p>
        <p role="status">{t('fetching')}</p>
      </section>
    );
  const { due, next, releases } = data;
  const isBusy = start.isPending || (work !== null && !isOver(work));
  return (
    <>
      <section className={styles.section}>
        <h2>{t('title')}</h2>
        <p className={styles.note}>
          {t('note')} <a href={`/${slug}`}>{t('public')}</a>
        </p>
        <Due due={due} next={next} />
        {due.length > 0 && (
          <div className={forms.acts}>
            <SendButton type="button" className="primary" disabled={isBusy} onClick={() => start.mutate('')}>
              {t('make')}
            </SendButton>
          </div>
        )}
        <ProblemLine problem={sentenceOf(start.error ?? trouble)} />
        {work !== null && <WorkLine work={work} />}
      </section>
      <section className={styles.section}>
        <h2>{t('list')}</h2>
        {releases.length === 0 ? (
          <p className={styles.note}>{t('none')}</p>
        ) : (
          <>
            <p className={styles.note}>{t('listNote')}</p>
            <div className={forms.acts}>
              <SendButton type="button" disabled={isBusy} onClick={() => start.mutate('/check')}>
                {t('check')}
              </SendButton>
            </div>
          </>
        )}
        <ul className={styles.list}>
          {releases.map((one) => (
            <li key={one.release}>
              <ReleaseEntry slug={slug} release={one} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** What is due and since when; where nothing is, what comes next. */
function Due({ due, next }: Pick<ReleaseOverview, 'due' | 'next'>) {
  const { t } = useTranslation('release');
  const language = useLanguage();
  const nameOf = usePeriodName();
  const day = (of: string): string => formatDay(of, language);
  if (due.length === 0 && next.length === 0) return <p>{t('due.nothing')}</p>;
  return (
    <>
      {due.length > 0 && (
        <>
          <p>{t('due.title')}</p>
          <ul>
            {due.map((one) => (
              <li key={one.release}>
                {nameOf(one)}: {t(`due.${one.kind}`, { day: day(one.frozen_on) })}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.note}>
        {due.length === 0 && `${t('due.none')} `}
        {next.map((one) => t('due.next', { period: nameOf(one), day: day(one.frozen_on) })).join(' ')}
      </p>
    </>
  );
}

/** The work that is under way or was last, as it goes on; `onOver` is called at its end. */
function useWork(slug: string, known: ReleaseWork | null, onOver: () => void) {
  const [work, setWork] = useState<ReleaseWork | null>(null);
  const [trouble, setTrouble] = useState<Error | null>(null);
  const shown = work ?? known;
  const isUnderWay = shown !== null && !isOver(shown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it hears doesn't begin it anew
  useEffect(() => {
    if (!isUnderWay) return;
    const leaving = new AbortController();
    const hear = (now: ReleaseWork): void => {
      setWork(now);
      if (isOver(now)) onOver();
    };
    followWork(slug, hear, leaving.signal).catch((error: Error) => setTrouble(error));
    return () => leaving.abort();
  }, [slug, isUnderWay]);
  return { work: shown, follow: setWork, trouble };
}
