import { ExhibitEntry } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api } from '../api.ts';
import { useArea } from '../shell/area.tsx';
import { Failure } from '../shell/failure.tsx';
import { Icon } from '../shell/icon.tsx';
import { formatNumber, localeOf } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { SECTION } from './exhibit/answer.ts';
import styles from './exhibit/exhibit.module.css';
import { useQuestionFacts } from './exhibit/question-facts.ts';

const Entries = z.array(ExhibitEntry);

/** The answers of the area that were kept, the newest first. */
export function Exhibits() {
  const { t } = useTranslation('exhibit');
  const language = useLanguage();
  const { slug, names } = useArea().municipality;
  const { data, error, refetch } = useQuery({
    queryKey: ['exhibits', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/exhibits`, Entries, { signal }),
  });
  useEffect(() => {
    document.title = `${t('page.title')} – ${nameIn(names, language)} – Lägesbild`;
  }, [t, names, language]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('page.title')}</h1>
        <p className={styles.note}>{t('page.what')}</p>
      </header>
      {error !== null && <Failure error={error} retry={refetch} />}
      {data === undefined && error === null && (
        <p className={styles.note} role="status">
          {t('page.fetching')}
        </p>
      )}
      {data?.length === 0 && <p>{t('page.none')}</p>}
      {data !== undefined && data.length > 0 && (
        <ul className={styles.list}>
          {data.map((entry) => (
            <Entry key={entry.exhibit} entry={entry} />
          ))}
        </ul>
      )}
      {data !== undefined && data.length >= LISTED_MAX && (
        <p className={styles.note}>{t('page.newest', { n: formatNumber(data.length, language) })}</p>
      )}
    </div>
  );
}

/** As many as the api lists. */
const LISTED_MAX = 100;

function Entry({ entry }: { entry: ExhibitEntry }) {
  const { t } = useTranslation(['exhibit', 'methods']);
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const question = useQuestionFacts(entry);
  const section = SECTION[entry.method];
  const clock = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const number = (value: number): string => formatNumber(value, language);
  return (
    <li>
      <Link
        to="/$municipality/underlag/$exhibit"
        params={{ municipality: slug, exhibit: entry.exhibit }}
        className={styles.entry}
      >
        <b>{section === undefined ? entry.method : t(`methods:${section}.title`)}</b>
        <span>
          {question
            .filter(({ limits }, at) => limits || at === 0)
            .map(({ name, value }, at) => (at === 0 ? value : `${name}: ${value}`))
            .join(' · ')}
        </span>
        <small>
          {t('page.row', {
            n: number(entry.n),
            version: number(entry.data_version),
            when: clock.format(new Date(entry.made_at)),
          })}
        </small>
        <Icon name="forward" />
      </Link>
    </li>
  );
}
