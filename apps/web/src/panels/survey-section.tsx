import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import panel from './panel.module.css';
import styles from './perception.module.css';
import { useSurveys } from './perception.ts';

/** What surveys found, by area: shares with what they rest on, never spread into points. */
export function SurveySection() {
  const { t } = useTranslation('perception');
  const language = useLanguage();
  const surveys = useSurveys();
  if (surveys.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="surveys">
      <h3 id="surveys">{t('survey.title')}</h3>
      {surveys.map(({ survey_id, question, year, source, results }) => (
        <table key={survey_id} className={styles.table}>
          <caption>
            {question} <small>{t('survey.of', { year: String(year), source })}</small>
          </caption>
          <tbody>
            {results.map(({ area, share, n, low, high }) => (
              <tr key={area}>
                <th scope="row">{area}</th>
                <td>{n === null ? '' : t('survey.n', { n: formatNumber(n, language), count: n })}</td>
                <td>
                  <bdi>{formatShare(share, language)}</bdi>{' '}
                  {low !== null && high !== null && (
                    <small>
                      {t('silence.between', { low: formatShare(low, language), high: formatShare(high, language) })}
                    </small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p className={panel.note}>{t('survey.note')}</p>
    </section>
  );
}
