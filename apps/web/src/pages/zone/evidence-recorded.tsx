import { EVIDENCE_LEAST, type PermitEvidence } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import { formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import styles from './evidence.module.css';

/** What was recorded, by category and hour, and what people said. */
export function EvidenceRecorded({ evidence }: { evidence: PermitEvidence }) {
  const { t, i18n } = useTranslation('zones');
  const language = useLanguage();
  const { categories } = useArea().municipality;
  const { incidents, said } = evidence;
  const number = (n: number | null): string =>
    n === null ? t('evidence.withheld', { n: EVIDENCE_LEAST }) : formatNumber(n, language);
  const nameOf = (code: string): string =>
    nameIn(categories.find((category) => category.code === code)?.names ?? { sv: code }, language);
  const word = (key: string, code: string): string =>
    i18n.exists(`perception:${key}.${code}`) ? t(`perception:${key}.${code}`) : code.replaceAll('_', ' ');
  const clock = (hour: number): string => String(hour).padStart(2, '0');
  const most = Math.max(EVIDENCE_LEAST, ...incidents.hours.map((n) => n ?? 0));
  return (
    <>
      <section>
        <h3>{t('evidence.recorded')}</h3>
        <p>{t('evidence.recorded.sum', { n: number(incidents.n) })}</p>
        <table className={styles.table}>
          <tbody>
            {incidents.categories.map(({ category, n }) => (
              <tr key={category}>
                <th scope="row">{nameOf(category)}</th>
                <td>{number(n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h4>{t('evidence.hours')}</h4>
        <table className={styles.hours}>
          <thead>
            <tr>
              {incidents.hours.map((_, hour) => (
                <th key={clock(hour)} scope="col">
                  {clock(hour)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {incidents.hours.map((n, hour) => (
                <td key={clock(hour)}>
                  <svg viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden="true">
                    <rect x={0} y={40 - (40 * (n ?? 0)) / most} width={10} height={(40 * (n ?? 0)) / most} />
                  </svg>
                  {n === null ? '··' : formatNumber(n, language)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
        <p className={styles.soft}>
          {t('evidence.hours.note', { n: number(incidents.without_hour) })}{' '}
          {t('evidence.left', { n: number(incidents.left_out) })}
        </p>
      </section>
      <section>
        <h3>{t('evidence.said')}</h3>
        <p>{t('evidence.said.sum', { unsafe: number(said.unsafe), safe: number(said.safe) })}</p>
        <table className={styles.table}>
          <tbody>
            {[
              ...said.reasons.map(({ reason, n }) => ({ name: word('reason', reason), n })),
              ...said.times.map(({ time, n }) => ({ name: word('time', time), n })),
            ].map(({ name, n }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{number(n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
