import type { PermitEvidence } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatDay, formatList, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './evidence.module.css';

/** What presence there has been, and what else was tried. */
export function EvidencePresence({ evidence }: { evidence: PermitEvidence }) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { presence, tried } = evidence;
  const number = (n: number): string => formatNumber(n, language);
  return (
    <>
      <section>
        <h3>{t('evidence.presence')}</h3>
        {presence.by_kind.length === 0 ? (
          <p>{t('evidence.presence.none')}</p>
        ) : (
          <>
            <p>{t('evidence.presence.zones', { zones: formatList(presence.zones, language) })}</p>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('patrol:units.kind')}</th>
                  <th scope="col">{t('patrol:card.past.planned')}</th>
                  <th scope="col">{t('patrol:card.past.made')}</th>
                </tr>
              </thead>
              <tbody>
                {presence.by_kind.map(({ kind, planned_visits, planned_min, visits, minutes }) => (
                  <tr key={kind}>
                    <th scope="row">{t(`patrol:kind.${kind}`)}</th>
                    <td>
                      {t('patrol:card.past.cell', { visits: number(planned_visits), minutes: number(planned_min) })}
                    </td>
                    <td>{t('patrol:card.past.cell', { visits: number(visits), minutes: number(minutes) })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </section>
      <section>
        <h3>{t('evidence.tried')}</h3>
        {tried.length === 0 ? (
          <p>{t('evidence.tried.none')}</p>
        ) : (
          <table className={styles.table}>
            <tbody>
              {tried.map(({ title, status, starts_on, ends_on, verdict }) => (
                <tr key={`${title} ${starts_on}`}>
                  <th scope="row">
                    <bdi>{title}</bdi>
                  </th>
                  <td>
                    {t(`actions:status.${status}`)}
                    {starts_on !== null && `, ${formatDay(starts_on, language)}`}
                    {ends_on !== null && ` – ${formatDay(ends_on, language)}`}
                  </td>
                  <td>{t(verdict === null ? 'evidence.tried.open' : `actions:verdict.${verdict}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}
