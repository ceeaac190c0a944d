import { type PatrolCard, UNIT_KINDS } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { weekdayNames } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './card.module.css';
import { useGroundWords } from './ground-words.ts';
import { clockText } from './week-words.ts';

/** Who comes when in the week, and what each kind of unit may. */
export function CardVisits({ lines }: Pick<PatrolCard, 'lines'>) {
  const { t } = useTranslation('patrol');
  const days = weekdayNames(useLanguage(), 'short');
  const groundWords = useGroundWords();
  const kinds = UNIT_KINDS.filter((kind) => lines.some(({ unit_kind }) => unit_kind === kind));
  return (
    <section>
      <h2>{t('card.visits')}</h2>
      {lines.length === 0 ? (
        <p>{t('card.visits.none')}</p>
      ) : (
        <>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('line.day')}</th>
                <th scope="col">{t('card.time')}</th>
                <th scope="col">{t('card.n')}</th>
                <th scope="col">{t('card.who')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ unit_id, unit_name, weekday, from_minute, to_minute, minutes, visits, no_ground }) => (
                <tr key={`${weekday} ${from_minute} ${unit_id}`}>
                  <th scope="row">{days[weekday]}</th>
                  <td className={styles.clock}>
                    <bdi dir="ltr">{`${clockText(from_minute)}–${clockText(to_minute)}`}</bdi>
                  </td>
                  <td className={styles.clock}>{t('card.times', { n: visits, minutes })}</td>
                  <td>
                    <bdi>{unit_name}</bdi>
                    {no_ground !== null && (
                      <span className={styles.groundless}>{t('ground.card', { why: groundWords(no_ground) })}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul className={styles.powers}>
            {kinds.map((kind) => (
              <li key={kind}>
                <b>{t(`kind.${kind}`)}</b> {t(`power.${kind}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
