import type { Action } from '@lagesbild/contract';
import { wallClock } from '@lagesbild/contract/week';
import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import { formatDay } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import styles from './actions.module.css';
import { remindersOf } from './reminders.ts';
import { ActionLink } from './views.tsx';
import { usePledges } from './work-query.ts';

/** What is due, and what comes up; nothing where nothing does. */
export function ReminderList({ actions }: { actions: readonly Action[] }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { time_zone } = useArea().municipality;
  const { data: pledges = [] } = usePledges();
  const due = actions.filter(({ work }) => work.due);
  const coming = remindersOf(actions, pledges, wallClock(Date.now(), time_zone).day);
  return (
    <>
      {due.length > 0 && (
        <section className={styles.due} aria-label={t('due')}>
          <strong>{t('due')}</strong>
          <ul>
            {due.map((action) => (
              <li key={action.action_id}>
                <ActionLink action={action} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {coming.length > 0 && (
        <section className={styles.coming} aria-label={t('coming')}>
          <strong>{t('coming')}</strong>
          <ul>
            {coming.map((one) => (
              <li key={`${one.what} ${'action' in one ? one.action.action_id : one.pledge.pledge_id}`}>
                {'action' in one ? <ActionLink action={one.action} /> : <bdi>{nameIn(one.pledge.text, language)}</bdi>}{' '}
                <small>{t(`coming.${one.what}`, { day: formatDay(one.day, language) })}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
