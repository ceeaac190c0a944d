import type { Methods } from '@lagesbild/incidents';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine, useTally } from '../engine/hooks.ts';
import { useFilter, usePassing } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber, formatShare } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import panel from './panel.module.css';
import styles from './perception.module.css';
import { useSaid } from './perception.ts';
import { placeBySlug } from './place-facts.ts';

type Answer = Methods['silence']['answer'];
const ASKED = { k: 5, level: 0.95 };

/** Events that weren't reported, and why: by place in the order of their names, suppressed where few say so. */
export function SilenceSection() {
  const { t } = useTranslation('perception');
  const language = useLanguage();
  const { places } = useArea();
  const engine = useEngine();
  const { filter } = useFilter();
  const passing = usePassing();
  const { reports } = useSaid();
  const version = useTally()?.data_version;
  const [answer, setAnswer] = useState<Answer | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other reports and rows are another question
  useEffect(() => {
    if (reports === null || passing) return;
    const stop = new AbortController();
    engine.analyse('silence', filter, ASKED, { signal: stop.signal }).then(
      (found) => !stop.signal.aborted && setAnswer(found),
      () => !stop.signal.aborted && setAnswer(null),
    );
    return () => stop.abort();
  }, [engine, filter, passing, reports, version]);
  if (answer === null || answer.n === 0) return null;
  const nameOf = (slug: string): string => {
    const place = placeBySlug(places, slug);
    return place === undefined ? t('elsewhere') : nameIn(place.properties.names, language);
  };
  const rows = [...answer.places].sort((a, b) => nameOf(a.slug).localeCompare(nameOf(b.slug), language));
  const { whole } = answer;
  const reasons = whole.reasons.filter(({ share }) => share !== null).sort((a, b) => b.share! - a.share!);
  return (
    <section className={styles.section} aria-labelledby="silence">
      <h3 id="silence">{t('silence.title')}</h3>
      <p>
        {whole.share === null
          ? t('silence.few', { k: formatNumber(ASKED.k, language) })
          : t('silence.whole', {
              ...{ n: formatNumber(answer.n, language), share: formatShare(whole.share, language) },
              ...{ low: formatShare(whole.low!, language), high: formatShare(whole.high!, language) },
            })}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('silence.place')}</th>
            <th scope="col">{t('silence.n')}</th>
            <th scope="col">{t('silence.share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ slug, n, share, low, high }) => (
            <tr key={slug}>
              <th scope="row">{nameOf(slug)}</th>
              {n === null || share === null ? (
                <td colSpan={2}>{t('silence.suppressed', { k: formatNumber(ASKED.k, language) })}</td>
              ) : (
                <>
                  <td>{formatNumber(n, language)}</td>
                  <td>
                    <bdi>{formatShare(share, language)}</bdi>{' '}
                    <small>
                      {t('silence.between', { low: formatShare(low!, language), high: formatShare(high!, language) })}
                    </small>
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {reasons.length > 0 && (
        <p>
          {t('silence.why')}{' '}
          {reasons
            .slice(0, 4)
            .map(({ code, share }) => `${t(`whyNot.${code as 'no_use'}`)} ${formatShare(share!, language)}`)
            .join(' · ')}
        </p>
      )}
      <p className={panel.note}>
        {t('silence.limits')}{' '}
        <a href="/metoder#events-not-reported" target="_blank" rel="noreferrer">
          {t('methodLink')}
        </a>
      </p>
    </section>
  );
}
