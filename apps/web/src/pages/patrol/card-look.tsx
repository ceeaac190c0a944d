import type { PatrolCard } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import { formatList, formatNumber, formatPeriod } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import styles from './card.module.css';
import { busiestHours } from './hours.ts';

/** How much of each list a pocket has room for. */
const SHOWN = 5;
const PEAK_HOURS = 4;

/** What to look for: what was recorded and when, and what people say, which is words only on a paper that may be lost. */
export function CardLook({ incidents, said }: Pick<PatrolCard, 'incidents' | 'said'>) {
  const { t, i18n } = useTranslation('patrol');
  const language = useLanguage();
  const { categories } = useArea().municipality;
  const { from, to, n, hours, without_hour, left_out } = incidents;
  const number = (value: number): string => formatNumber(value, language);
  const period = formatPeriod(from, to, language);
  const clock = (hour: number): string => String(hour).padStart(2, '0');
  const peak = busiestHours(hours, PEAK_HOURS);
  const most = Math.max(...hours);
  const nameOf = (code: string): string =>
    nameIn(categories.find((category) => category.code === code)?.names ?? { sv: code }, language);
  const word = (key: string, code: string): string =>
    i18n.exists(`perception:${key}.${code}`) ? t(`perception:${key}.${code}`) : code.replaceAll('_', ' ');
  return (
    <section>
      <h2>{t('card.look')}</h2>
      {n === 0 ? (
        <p>{t('card.recorded.none', { period })}</p>
      ) : (
        <>
          <p>{t('card.recorded', { period, n: number(n) })}</p>
          <ul className={styles.categories}>
            {incidents.categories.slice(0, SHOWN).map(({ category, n: of }) => (
              <li key={category}>{t('card.category', { name: nameOf(category), n: number(of) })}</li>
            ))}
          </ul>
          {most > 0 && (
            <figure className={styles.hours}>
              <svg viewBox="0 0 240 36" role="img" aria-label={t('card.hours', { period })}>
                {hours.map((count, hour) => {
                  const height = (24 * count) / most;
                  return (
                    <rect
                      key={clock(hour)}
                      x={hour * 10 + 1}
                      y={24 - height}
                      width={8}
                      height={height}
                      data-peak={(hour - peak.from + 24) % 24 < PEAK_HOURS || undefined}
                    />
                  );
                })}
                <path d="M0 24.5H240" />
                {[0, 6, 12, 18].map((hour) => (
                  <text key={hour} x={hour * 10 + 1} y={34}>
                    {clock(hour)}
                  </text>
                ))}
              </svg>
              <figcaption>
                {t('card.peak', {
                  ...{ from: clock(peak.from), to: clock(peak.to), n: number(peak.n) },
                  known: number(n - without_hour),
                })}
              </figcaption>
            </figure>
          )}
        </>
      )}
      {left_out > 0 && <p className={styles.soft}>{t('card.left', { n: number(left_out) })}</p>}
      <h3>{t('card.said', { n: number(said.months) })}</h3>
      {said.unsafe === 0 ? (
        <p>{t('card.said.none')}</p>
      ) : (
        <p>
          {t('card.said.reasons', {
            reasons: formatList(
              said.reasons.slice(0, SHOWN).map(({ reason }) => word('reason', reason)),
              language,
            ),
          })}{' '}
          {said.times.length > 0 &&
            t('card.said.times', {
              times: formatList(
                said.times.slice(0, 2).map(({ time }) => word('time', time).toLocaleLowerCase()),
                language,
              ),
            })}
        </p>
      )}
      {said.safe > 0 && <p>{t('card.said.safe')}</p>}
    </section>
  );
}
