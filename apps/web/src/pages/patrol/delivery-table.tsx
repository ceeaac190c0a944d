import type { WeekDelivery } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import styles from './patrol.module.css';
import { weekNumber } from './week-words.ts';

/** Zones × weeks: visits and minutes, delivered of planned. A bar shows the share; a week that nobody planned or visited is empty. */
export function DeliveryTable({ rows }: { rows: readonly WeekDelivery[] }) {
  const { t } = useTranslation('patrol');
  const weeks = [...new Set(rows.map(({ week }) => week))].sort();
  const zones = [...new Map(rows.map(({ zone_id, zone_name }) => [zone_id, zone_name]))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={styles.wide} tabIndex={0} aria-label={t('delivery')}>
      <table className={styles.delivery}>
        <caption>{t('ledger.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('line.zone')}</th>
            {weeks.map((week) => (
              <th key={week} scope="col" title={week}>
                {t('ledger.week', { n: weekNumber(week) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {zones.map(([zone_id, name]) => (
            <tr key={zone_id}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              {weeks.map((week) => {
                const of = rows.find((row) => row.zone_id === zone_id && row.week === week);
                if (of === undefined) return <td key={week} />;
                const share = of.planned_min === 0 ? 1 : Math.min(1, of.minutes / of.planned_min);
                return (
                  <td key={week}>
                    <span>{t('ledger.cell', { visits: of.visits, planned: of.planned_visits })}</span>
                    <small>{t('ledger.minutes', { minutes: of.minutes, planned: of.planned_min })}</small>
                    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                      <rect className={styles.asked} width={100} height={4} />
                      <rect className={styles.done} width={100 * share} height={4} />
                    </svg>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
