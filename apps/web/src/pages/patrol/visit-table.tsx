import type { Visit } from '@lagesbild/contract';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './patrol.module.css';
import { clockText } from './week-words.ts';

/** As many as a page shows before it is asked for more. */
const SHOWN = 25;
const COLUMNS = 7;

interface VisitTableProps {
  visits: readonly Visit[];
  open: Visit | null;
  /** null: they are looked at only */
  onCorrect: ((visit: Visit) => void) | null;
  /** what stands under the visit that is open */
  children: ReactNode;
}

/** Visits as they were logged, the newest first. */
export function VisitTable({ visits, open, onCorrect, children }: VisitTableProps) {
  const { t } = useTranslation('patrol');
  const language = useLanguage();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? visits : visits.slice(0, SHOWN);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section className={styles.wide} tabIndex={0} aria-label={t('ledger')}>
        <table className={styles.visits}>
          <thead>
            <tr>
              <th scope="col">{t('line.day')}</th>
              <th scope="col">{t('ledger.start')}</th>
              <th scope="col">{t('line.zone')}</th>
              <th scope="col">{t('ledger.minutes.head')}</th>
              <th scope="col">{t('ledger.how')}</th>
              <th scope="col">{t('ledger.seen')}</th>
              <th scope="col">{t('line.unit')}</th>
              {onCorrect !== null && (
                <th scope="col" className={styles.screen}>
                  {t('ledger.acts')}
                </th>
              )}
            </tr>
          </thead>
          {shown.map((visit) => (
            <tbody key={visit.visit_id}>
              <tr>
                <td>{formatDay(visit.started_on, language, { weekday: 'short', day: 'numeric', month: 'short' })}</td>
                <td>{clockText(visit.from_minute)}</td>
                <td>
                  <bdi>{visit.zone_name}</bdi>
                </td>
                <td>{visit.minutes}</td>
                <td>{t(`how.${visit.kind}`)}</td>
                <td>{visit.seen.map((one) => t(`seen.${one}`)).join(', ')}</td>
                <td>
                  <bdi>{visit.unit_name}</bdi>
                </td>
                {onCorrect !== null && (
                  <td className={styles.screen}>
                    <button
                      type="button"
                      aria-expanded={open?.visit_id === visit.visit_id}
                      aria-label={t('ledger.correct.of', {
                        ...{ zone: visit.zone_name, day: visit.started_on, from: clockText(visit.from_minute) },
                      })}
                      onClick={() => onCorrect(visit)}
                    >
                      {t('ledger.correct')}
                    </button>
                  </td>
                )}
              </tr>
              {open?.visit_id === visit.visit_id && (
                <tr>
                  <td colSpan={COLUMNS + 1}>{children}</td>
                </tr>
              )}
            </tbody>
          ))}
        </table>
      </section>
      {shown.length < visits.length && (
        <p className={styles.over}>
          {t('ledger.shown', { shown: shown.length })}
          <button type="button" className={styles.screen} onClick={() => setWhole(true)}>
            {t('ledger.more')}
          </button>
        </p>
      )}
    </>
  );
}
