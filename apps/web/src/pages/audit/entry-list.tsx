import { type AuditEntry, AuditPage } from '@lagesbild/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { localeOf } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';

interface Props {
  /** `/api/audit` or one's own `/api/account/log`. */
  path: string;
  /** What is looked for, as the address has it. */
  query: string;
}

/** What was done, the newest first, a page at a time. */
export function EntryList({ path, query }: Props) {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  const pages = useInfiniteQuery({
    queryKey: ['log', path, query, language],
    queryFn: ({ pageParam, signal }) => api.get(`${path}?${queryWith(query, pageParam)}`, AuditPage, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const entries = pages.data?.pages.flatMap((page) => page.entries);
  return (
    <>
      {entries?.length === 0 && <p className={styles.note}>{t('none')}</p>}
      {entries !== undefined && entries.length > 0 && (
        <ul className={styles.list}>
          {entries.map((entry) => (
            <Entry key={`${entry.area} ${entry.entry_no}`} entry={entry} />
          ))}
        </ul>
      )}
      <ProblemLine problem={sentenceOf(pages.error)} />
      <div className={styles.acts}>
        {pages.error !== null && (
          <button type="button" onClick={() => pages.refetch()}>
            {t('retry')}
          </button>
        )}
        {pages.hasNextPage && (
          <button type="button" disabled={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('more')}
          </button>
        )}
      </div>
    </>
  );
}

function queryWith(query: string, before: string | null): string {
  const all = new URLSearchParams(query);
  if (before !== null) all.set('before', before);
  return all.toString();
}

function Entry({ entry: { at, what, who, area } }: { entry: AuditEntry }) {
  const language = useLanguage();
  const when = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  return (
    <li className={styles.entry}>
      <div className={styles.what}>
        <span dir="auto">{what}</span>
        <small>
          <bdi>{who}</bdi> · <time dateTime={at}>{when.format(new Date(at))}</time>
          {area !== null && (
            <>
              {' · '}
              <bdi>{area}</bdi>
            </>
          )}
        </small>
      </div>
    </li>
  );
}
