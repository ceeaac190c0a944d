import type { ActionEvaluation } from '@lagesbild/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { useArea } from '../../shell/area.tsx';
import { formatDay, formatNumber, formatPeriod, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './action-page.module.css';
import { SeriesChart } from './series-chart.tsx';

/** The verdict as a council reads it, then its figures. */
export function Found({ evaluation }: { evaluation: ActionEvaluation }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const { verdict, evaluated_on, exhibit, amendments, answer } = evaluation;
  const { counts, whole, direct, ring, quotient, quotient_low, quotient_high, before, after, survey } = answer;
  const number = (n: number): string => formatNumber(n, language);
  const signed = (n: number): string =>
    formatNumber(n, language, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const two = (n: number | null): string =>
    n === null ? '–' : formatNumber(n, language, { maximumFractionDigits: 2 });
  return (
    <div className={styles.found}>
      <h3 data-verdict={verdict}>{t(`verdict.${verdict}`)}</h3>
      <p>
        {answer.measure === 'survey' ? t(`verdict.means.survey.${verdict}`) : t(`verdict.means.${verdict}`)}
        {answer.contrary && ` ${t('verdict.contrary')}`}
      </p>
      {counts !== null && whole !== null && direct !== null && ring !== null && before !== null && after !== null && (
        <>
          <p>
            {t('evaluation.whole', { n: signed(whole.difference), low: signed(whole.low), high: signed(whole.high) })}{' '}
            {quotient !== null &&
              t('evaluation.quotient', { q: two(quotient), low: two(quotient_low), high: two(quotient_high) })}
          </p>
          <div className={styles.wide}>
            <table className={styles.counts}>
              <caption>
                {t('evaluation.caption', {
                  before: formatPeriod(before.from, before.to, language),
                  after: formatPeriod(after.from, after.to, language),
                })}{' '}
                {t(answer.equal_age ? 'evaluation.equalAge' : 'evaluation.anyAge')}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{t('evaluation.where')}</th>
                  <th scope="col">{t('evaluation.before')}</th>
                  <th scope="col">{t('evaluation.after')}</th>
                </tr>
              </thead>
              <tbody>
                {(['treated', 'control', 'near', 'control_near'] as const).map((name) => (
                  <tr key={name}>
                    <th scope="row">{t(`evaluation.${name}`)}</th>
                    <td>{number(counts[name][0]!)}</td>
                    <td>{number(counts[name][1]!)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p>
            {t('evaluation.direct', {
              n: signed(direct.difference),
              low: signed(direct.low),
              high: signed(direct.high),
            })}{' '}
            {t('evaluation.ring', { n: signed(ring.difference), low: signed(ring.low), high: signed(ring.high) })}
          </p>
          <SeriesChart series={answer.series} start={after.from} />
        </>
      )}
      {survey !== null && (
        <p>
          {t('evaluation.survey', {
            question: survey.question,
            before: formatShare(survey.before.unsafe / survey.before.asked, language),
            after: formatShare(survey.after.unsafe / survey.after.asked, language),
            n: number(survey.before.asked),
            m: number(survey.after.asked),
          })}
        </p>
      )}
      <p className={forms.note}>
        {t('evaluation.made', { day: formatDay(evaluated_on, language) })}{' '}
        {amendments > 0 && `${t('evaluation.amended')} `}
        {exhibit !== null && (
          <Link to="/$municipality/underlag/$exhibit" params={{ municipality: slug, exhibit }}>
            {t('evaluation.exhibit')}
          </Link>
        )}
      </p>
    </div>
  );
}
