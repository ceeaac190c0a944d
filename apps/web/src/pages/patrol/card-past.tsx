import type { PatrolCard } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import styles from './card.module.css';
import { weekNumber } from './week-words.ts';

/** The weeks before: planned and delivered beside each other, as figures and as bars of minutes. */
export function CardPast({ past }: Pick<PatrolCard, 'past'>) {
  const { t } = useTranslation('patrol');
  const most = Math.max(1, ...past.flatMap(({ planned_min, minutes }) => [planned_min, minutes]));
  return (
    <section>
      <h2>{t('card.past')}</h2>
      {past.length === 0 ? (
        <p>{t('card.past.none')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('card.past.week')}</th>
              <th scope="col">{t('card.past.planned')}</th>
              <th scope="col">{t('card.past.made')}</th>
              <td className={styles.bars} />
            </tr>
          </thead>
          <tbody>
            {past.map(({ week, planned_visits, planned_min, visits, minutes }) => (
              <tr key={week}>
                <th scope="row">{weekNumber(week)}</th>
                <td>{t('card.past.cell', { visits: planned_visits, minutes: planned_min })}</td>
                <td>{t('card.past.cell', { visits, minutes })}</td>
                <td className={styles.bars}>
                  <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                    <rect className={styles.planned} width={(100 * planned_min) / most} height={12} />
                    <rect className={styles.made} y={3} width={(100 * minutes) / most} height={6} />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
