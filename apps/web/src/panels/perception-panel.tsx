import { useTranslation } from 'react-i18next';
import { useView, withLayer } from '../filter.ts';
import { formatDay, formatNumber, formatShare } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { classOf, countScale } from './count-scale.ts';
import { GapList } from './gap-list.tsx';
import { useSeesGaps } from './gaps.ts';
import panel from './panel.module.css';
import styles from './perception.module.css';
import { useSaid } from './perception.ts';
import { ReasonName } from './reason-name.tsx';
import { monthText } from './said-bars.ts';
import { SilenceSection } from './silence-section.tsx';
import { SurveySection } from './survey-section.tsx';

const REASONS_SHOWN = 6;

/** What people say under the page's filter, in words and figures: the spoken twin of its layers. */
export function PerceptionPanel() {
  const { t } = useTranslation('perception');
  const language = useLanguage();
  const { layers, setView } = useView();
  const { tally, reports, failed, demonstration } = useSaid();
  const seesGaps = useSeesGaps();
  if (failed) return <p className={panel.note}>{t('failed')}</p>;
  if (tally === null || reports === null) return <p className={panel.note}>{t('fetching')}</p>;
  const number = (n: number): string => formatNumber(n, language);
  const scale = countScale(Math.max(0, ...tally.band_days.flat()));
  return (
    <div className={styles.whole}>
      <p role="status">
        {t('summary', {
          ...{ n: number(tally.n), count: tally.n, total: number(tally.total) },
          ...{ unsafe: number(tally.unsafe), safe: number(tally.n - tally.unsafe) },
        })}{' '}
        {tally.hourless > 0 && t('hourless', { n: number(tally.hourless), count: tally.hourless })}
      </p>
      {demonstration && <p className={panel.note}>{t('demonstration')}</p>}
      {!layers.includes('perception') && tally.n > 0 && (
        <button
          type="button"
          className={panel.quiet}
          onClick={() => setView(({ layers: on }) => ({ layers: withLayer(on, 'perception') }))}
        >
          {t('show')}
        </button>
      )}
      {seesGaps && <GapList />}
      <section className={styles.section} aria-labelledby="perception-reasons">
        <h3 id="perception-reasons">{t('reasons')}</h3>
        <Reasons counts={tally.reasons} codes={reports.reasons} n={tally.n} />
      </section>
      <section className={styles.section} aria-labelledby="perception-times">
        <h3 id="perception-times">{t('times')}</h3>
        <ul className={styles.bars}>
          {reports.bands.map(({ code, start, end }, at) => (
            <Bar
              key={code}
              name={t('band', { name: t(`time.${code as 'day'}`), from: two(start), to: two(end) })}
              n={tally.bands[at] ?? 0}
              peak={Math.max(1, ...tally.bands)}
            />
          ))}
        </ul>
        <table className={styles.week}>
          <caption>{t('week')}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('week.weekday')}</th>
              <th scope="col">{t('week.weekend')}</th>
            </tr>
          </thead>
          <tbody>
            {reports.bands.map(({ code }, at) => (
              <tr key={code}>
                <th scope="row">{t(`time.${code as 'day'}`)}</th>
                {(tally.band_days[at] ?? [0, 0]).map((n, day) => (
                  <td key={day === 0 ? 'weekday' : 'weekend'} data-class={classOf(n, scale)}>
                    {number(n)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p className={panel.note}>{t('months')}</p>
        <details>
          <summary>{t('byMonth')}</summary>
          <ul className={styles.months}>
            {tally.months.map((n, i) =>
              n === 0 ? null : (
                <li key={monthText(tally.first_month + i)}>
                  <span>
                    {formatDay(monthText(tally.first_month + i), language, { month: 'long', year: 'numeric' })}
                  </span>
                  <b>{number(n)}</b>
                </li>
              ),
            )}
          </ul>
        </details>
      </section>
      <SilenceSection />
      <SurveySection />
    </div>
  );
}

const two = (hour: number): string => String(hour).padStart(2, '0');

/** The commonest reasons; press one to see only those who give it. */
function Reasons({ counts, codes, n }: { counts: readonly number[]; codes: readonly string[]; n: number }) {
  const { t } = useTranslation('perception');
  const language = useLanguage();
  const { reasons, setView } = useView();
  const ranked = codes
    .map((code, at) => ({ code, count: counts[at] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  const shown = ranked.filter(({ code }, at) => at < REASONS_SHOWN || reasons?.includes(code));
  if (shown.length === 0) return <p className={panel.note}>{t('noReasons')}</p>;
  return (
    <ul className={styles.bars}>
      {shown.map(({ code, count }) => {
        const on = reasons?.includes(code) ?? false;
        return (
          <li key={code} className={styles.bar}>
            <button
              type="button"
              aria-pressed={on}
              title={n === 0 ? undefined : t('shareOf', { share: formatShare(count / n, language) })}
              onClick={() => setView({ reasons: on ? undefined : [code] })}
            >
              <ReasonName code={code} />
              <b>{formatNumber(count, language)}</b>
              <i style={{ transform: `scaleX(${(count / ranked[0]!.count).toFixed(3)})` }} aria-hidden="true" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Bar({ name, n, peak }: { name: string; n: number; peak: number }) {
  const language = useLanguage();
  return (
    <li className={styles.bar}>
      <span className={styles.still}>
        <span>{name}</span>
        <b>{formatNumber(n, language)}</b>
        <i style={{ transform: `scaleX(${(n / peak).toFixed(3)})` }} aria-hidden="true" />
      </span>
    </li>
  );
}
