import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../../import/problem-line.tsx';
import { bandText, fetchFile, type ReleaseFile, SUBJECTS } from '../../public/release.ts';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import lawful from '../lawful/lawful.module.css';
import styles from '../settings.module.css';

/** What a release holds, counted in the file that everybody fetches: how many cells are shown with a band, and how many as 0–9. */
export function HeldTable({ slug, release }: { slug: string; release: string }) {
  const { t } = useTranslation('release');
  const language = useLanguage();
  const { data, error } = useQuery({
    queryKey: ['released', slug, release],
    queryFn: () => fetchFile<ReleaseFile>(`/release/${slug}/${release}/release.json`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error !== null) return <ProblemLine problem={sentenceOf(error)} />;
  if (data === undefined) return <p className={styles.note}>{t('held.fetching')}</p>;
  const n = (value: number): string => formatNumber(value, language);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={lawful.scroll} tabIndex={0} aria-label={t('held.title')}>
      <table className={lawful.table}>
        <thead>
          <tr>
            <th scope="col">{t('held.what')}</th>
            <th scope="col">{t('held.cells')}</th>
            <th scope="col">{t('held.few')}</th>
            <th scope="col">{t('held.bands')}</th>
            <th scope="col">{t('held.total')}</th>
          </tr>
        </thead>
        <tbody>
          {SUBJECTS.map((subject) => {
            const { bands, total } = data.subjects[subject];
            return (
              <tr key={subject}>
                <th scope="row">{t(`subject.${subject}`)}</th>
                <td>{n(bands.length)}</td>
                <td>{n(bands.filter((band) => band === 0).length)}</td>
                <td>
                  <Bands bands={bands} n={n} />
                </td>
                <td>{total === null ? '–' : n(total)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** "10–14: 7, 20–29: 2": how many cells show each band. */
function Bands({ bands, n }: { bands: readonly number[]; n: (value: number) => string }) {
  const shown = [...new Set(bands.filter((band) => band > 0))].sort((a, b) => a - b);
  if (shown.length === 0) return '–';
  return shown.map((band, i) => (
    <span key={band}>
      {i > 0 && ', '}
      <bdi>{bandText(band)}</bdi>: {n(bands.filter((one) => one === band).length)}
    </span>
  ));
}
